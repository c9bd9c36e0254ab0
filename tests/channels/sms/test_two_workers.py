"""Two workers and one carrier: one of them owns it, and handing over loses and doubles nothing."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.channels.sms.owning import lease_name
from hubbub.channels.sms.reporting import Reports
from hubbub.channels.sms.smpp.link import LinkReport, LinkState
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.kernel import leases
from hubbub.kernel.errors import Unavailable
from tests.channels.sms import office as offices
from tests.channels.sms.smpp.wire import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.channels.sms.office import Office

HOLDER = "SELECT holder FROM leases WHERE name LIKE 'carrier:%%' AND until > clock_timestamp()"


async def test_one_of_two_is_connected(office: Office) -> None:
    await office.connect()
    async with office.worker("one"), office.worker("two"):
        await office.bound()
        for index in range(20):
            assert await office.deliver(office.text(f"text {index}")) == Status.OK
        ours = lease_name(office.ours.carrier)
        held = await office.rows("SELECT fence FROM leases WHERE name = %s", ours)
        assert held == [(1,)]
        assert len(office.carrier.peers) == 1


async def test_handing_over_in_the_middle_of_traffic(office: Office) -> None:
    await office.connect()
    wanted = [f"text {index}" for index in range(60)]
    answers = [await office.write(f"answer {index}") for index in range(60)]

    async def writing() -> None:
        for text in wanted:
            await office.insist(text)

    async with AsyncExitStack() as second:
        async with office.worker("one"):
            await office.bound()
            traffic = asyncio.create_task(writing())
            await eventually(lambda: len(office.carrier.submits) > 3)
            await second.enter_async_context(office.worker("two"))
        await traffic
        for answer in answers:
            await office.until_status(answer, "sent")
        assert {row[0] for row in await office.rows(HOLDER)} == {"two"}
    assert await office.texts() == sorted(wanted)
    sent = sorted(each.data.decode() for each in office.carrier.submits)
    assert sent == sorted(f"answer {index}" for index in range(60))


async def test_a_lease_that_is_taken_away_is_taken_over(office: Office) -> None:
    """As if the first had slept through its time: both believe for a moment to be the owner."""
    await office.connect()
    wanted = [f"text {index}" for index in range(40)]
    async with office.worker("one"):
        await office.bound()
        await office.insist(wanted[0])
        await office.rows("UPDATE leases SET until = now() - interval '1 second'")
        async with office.worker("two"):
            for text in wanted[1:]:
                await office.insist(text)
            await office.until_rows(HOLDER, ("two",))
            message = await office.write("An answer")
            await office.until_status(message, "sent")
    assert await office.texts() == sorted(wanted)
    assert [each.data for each in office.carrier.submits] == [b"An answer"]


async def test_who_cannot_renew_lets_go_at_once_whatever_is_under_way(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no time for goodbyes: the carrier would be on two lines."""
    offices.be_quick(monkeypatch, grace=60)
    monkeypatch.setattr(leases, "RENEW", 0.05)
    monkeypatch.setattr(leases, "LOST", 1.0)
    back = asyncio.Event()
    await office.connect()
    async with office.worker() as database:
        await office.bound()
        peer = office.carrier.peers[-1]
        with monkeypatch.context() as away:
            away.setattr(database, "engine", silent(back))
            away.setattr(database, "transaction", silent(back))
            waiting = asyncio.create_task(office.deliver(office.text("Hello")))
            await eventually(lambda: peer not in office.carrier.peers)
            with pytest.raises(UnansweredError):
                await waiting
        back.set()
        await office.insist("Hello")
    assert await office.texts() == ["Hello"]


def silent(back: asyncio.Event) -> Any:
    """A database whose host has vanished: it does not even refuse."""

    @asynccontextmanager
    async def begin(*_: object, **__: object) -> AsyncGenerator[None]:
        await back.wait()
        raise Unavailable("gone")
        yield

    return begin


async def test_a_former_owner_does_not_say_how_the_carrier_is(office: Office) -> None:
    database, carrier = office.world.database, office.ours.carrier
    former, now = await office.lease(), await office.lease()
    await Reports(database, now, carrier).write(LinkReport(LinkState.BOUND))
    await Reports(database, former, carrier).write(LinkReport(LinkState.STOPPED))
    state = "SELECT state FROM carriers WHERE id = %s"
    assert await office.rows(state, office.ours.carrier) == [("bound",)]
