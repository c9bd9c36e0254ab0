"""Sixteen foreign clients on our carrier at once: each hears what is for it, and nothing else."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiosmpplib
import pytest

from tests.channels.sms.smpp.test_foreign_esme import Recorder
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.simulator.conftest import World

CLIENTS = 16
LONG = "Đačka čežnja 😀 " * 12
# In one part, since this client does not join parts whose number has 16 bits.
SHORT = "Čekam paket 📦"
# It leaves its sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@dataclass
class Client:
    """One of them, with a number of ours and a phone that writes to it."""

    name: str
    number: str
    phone: str
    esme: aiosmpplib.ESME
    running: asyncio.Task[None]
    hook: Recorder = field(default_factory=Recorder)

    @property
    def heard(self) -> list[str]:
        return [
            str(each.short_message) for each in self.hook.got
            if isinstance(each, aiosmpplib.DeliverSm) and not each.is_receipt()
        ]  # fmt: skip

    @property
    def receipts(self) -> int:
        return sum(isinstance(e, aiosmpplib.DeliverSm) and e.is_receipt() for e in self.hook.got)

    async def send(self, text: str) -> None:
        await self.esme.broker.enqueue(
            aiosmpplib.SubmitSm(
                short_message=text, source=aiosmpplib.PhoneNumber(self.number[1:]),
                destination=aiosmpplib.PhoneNumber(self.phone[1:]), esm_class=0x40,
                registered_delivery=1, auto_message_payload=False, log_id=self.name,
            )
        )  # fmt: skip


async def connect(world: World, index: int) -> Client:
    name, number, phone = f"us{index}", f"+44200001{index:02}", f"+12025551{index:03}"
    assert (await world.own(number, system_id=name)).status_code == 204
    at, hook = world.endpoint(name), Recorder()
    esme = aiosmpplib.ESME(
        at.host, at.port, at.system_id, at.password, hook=hook, log_level=logging.CRITICAL
    )
    return Client(name, number, phone, esme, asyncio.create_task(esme.start()), hook)


@pytest.fixture
async def clients(world: World) -> AsyncIterator[list[Client]]:
    """All of them bound."""
    made = [await connect(world, index) for index in range(CLIENTS)]
    await until_connected(world, len(made))
    yield made
    async with asyncio.timeout(20):
        await asyncio.gather(*(each.esme.stop() for each in made))
        await asyncio.wait([each.running for each in made])


async def test_sixteen_at_once(world: World, clients: list[Client]) -> None:
    for each in clients:
        await each.send(f"{LONG}{each.name}")
        answer = await world.text(f"{each.name} {SHORT}", each.phone, each.number)
        assert answer.status_code == 201
    await until(lambda: all(each.heard and each.receipts for each in clients))
    for each in clients:
        assert each.heard == [f"{each.name} {SHORT}"]
        thread = await world.thread(each.phone)
        assert [text["text"] for text in thread if not text["is_own"]] == [f"{LONG}{each.name}"]


async def until_connected(world: World, count: int) -> None:
    async with asyncio.timeout(20):
        while True:
            found = (await world.http.get("/simulator/api/numbers")).json()
            if sum(each["is_connected"] for each in found) >= count:
                return
            await asyncio.sleep(0.05)
