"""Our simulated carrier and Kannel: long texts both ways, receipts, restarts, throttling."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms.simulated import password_for, simulator_key
from hubbub.simulator.running import Simulator
from tests import kannel
from tests.kannel import Account, Kannel
from tests.simulator.conftest import NUMBER, PHONE
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.simulator.conftest import World

LONG = "Dobar dan! Čekam paket već pet dana. 订单在哪里？ Πού είναι; 📦🚚 " * 4
GSM = "Price: {10} [€] ~ \\ ^ | àéùì Ñ " * 9
DELIVERED = 1
THROTTLED = "error code 0x00000058 (Throttling error)"


@pytest.fixture
async def gateway(world: World, tmp_path: Path) -> AsyncIterator[Kannel]:
    """Bound to the simulator as `us`."""
    kannel.needed()
    folder = tmp_path / "kannel"
    folder.mkdir()
    password = password_for(simulator_key(world.home), "us")
    made = Kannel(folder, Account(world.ports.smpp, "us", password))
    try:
        await made.begin()
        yield made
    finally:
        await made.end()


async def test_long_texts_both_ways_with_receipts(world: World, gateway: Kannel) -> None:
    for index, text in enumerate((LONG, GSM, "Hi")):
        await world.text(text)
        await gateway.send(f"text{index}", NUMBER, PHONE, text)
    await until(lambda: len(gateway.texts) == 3)
    await until(lambda: len({name for name, state in gateway.receipts if state == DELIVERED}) == 3)
    assert sorted(gateway.texts) == sorted((PHONE, NUMBER, text) for text in (LONG, GSM, "Hi"))
    thread = await world.thread()
    assert sorted(each["text"] for each in thread if not each["is_own"]) == sorted(
        (LONG, GSM, "Hi")
    )
    await _until_states(world, {"accepted", "arrived"})


async def test_restarts_of_either_side_and_a_carrier_that_is_too_slow(
    world: World, gateway: Kannel
) -> None:
    wanted = [f"text {index} č" for index in range(60)]
    await world.turn(throttle=3)
    sending = asyncio.create_task(_send(gateway, wanted[:8]))
    await until(lambda: gateway.said(THROTTLED))
    await sending
    await world.turn()
    # A gateway that was told to slow down pauses for 15 seconds, unless it begins anew.
    await gateway.kill()
    simulator = world.simulator
    writing = asyncio.create_task(_write(world, wanted))
    await gateway.start()
    sending = asyncio.create_task(_send(gateway, wanted[8:]))
    await until(lambda: len(gateway.texts) > 10)
    await writing
    await simulator.stop()
    world.simulator = Simulator(world.home)
    world.ports = await world.simulator.start()
    await until(lambda: len(gateway.texts) > 20)
    await gateway.kill()
    await gateway.start()
    await sending
    await until(lambda: {text for _, _, text in gateway.texts} == set(wanted))
    await _until_arrived(world, wanted)


async def _until_states(world: World, states: set[str]) -> None:
    """The gateway hands a text on before its answer has reached the carrier."""
    async with asyncio.timeout(10):
        while {each["state"] for each in await world.thread()} != states:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _send(gateway: Kannel, texts: list[str]) -> None:
    for text in texts:
        await gateway.send(text.split()[1], NUMBER, PHONE, text)


async def _write(world: World, texts: list[str]) -> None:
    for text in texts:
        assert (await world.text(text)).status_code == 201


async def _until_arrived(world: World, texts: list[str]) -> None:
    """All are on the phone; what a gateway sent again after its kill may be there twice."""
    found: set[str] = set()
    async with asyncio.timeout(30):
        while found != set(texts):
            thread = await world.thread()
            found = {each["text"] for each in thread if not each["is_own"]}
            await asyncio.sleep(0.05)
