"""What programs send gets the room that agents leave, and goes out in its time or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hubbub.channels.sms.outgoing import give_up_late
from hubbub.channels.sms.outgoing_repository import seconds_to_next, take_parts
from hubbub.features.messages.scheduled_repository import ScheduledBy, put_scheduled
from hubbub.kernel.clock import now
from hubbub.kernel.ids import new_id

if TYPE_CHECKING:
    from uuid import UUID

    from hubbub.kernel.leases import Lease
    from tests.channels.sms.office import Office


async def test_agents_go_before_bulk(office: Office) -> None:
    bulk = [await office.write(f"bulk {number}", is_bulk=True) for number in range(4)]
    later = now() + timedelta(hours=1)
    await office.write("tomorrow", is_bulk=True, send_at=later)
    answers = [await office.write(f"answer {number}") for number in range(2)]
    lease = await office.lease()
    assert await _take(office, lease, 3) == [*answers, bulk[0]]
    answers = [await office.write("one more")]
    assert await _take(office, lease, 2) == [*answers, bulk[1]]
    assert await _take(office, lease, 9) == bulk[2:]
    async with office.world.database.transaction(office.ours.id) as tx:
        left = await seconds_to_next(tx, office.ours.carrier)
    assert left is not None
    assert 3500 < left <= 3600


async def test_what_is_late_is_not_handed_over(office: Office) -> None:
    late = await office.write("late", is_bulk=True, expires_at=now() - timedelta(seconds=1))
    soon = await office.write("soon", is_bulk=True, expires_at=now() + timedelta(hours=2))
    whenever = await office.write("whenever")
    await office.connect()
    async with office.worker():
        for message, status in ((soon, "sent"), (whenever, "sent"), (late, "failed")):
            await office.until_status(message, status)
    validity = {each.data: each.validity for each in office.carrier.submits}
    assert validity.keys() == {b"soon", b"whenever"}
    assert validity[b"whenever"] == ""
    assert validity[b"soon"].startswith("00000001")
    assert validity[b"soon"].endswith("000R")
    assert len(validity[b"soon"]) == 16
    found = await office.rows(
        "SELECT m.failure_code, s.outcome FROM messages m "
        "JOIN sms_parts s ON s.message_id = m.id WHERE m.id = %s", late
    )  # fmt: skip
    assert found == [("expired", "expired")]


async def test_what_waits_for_a_carrier_that_is_away_is_late_too(office: Office) -> None:
    long = "x" * 200
    late = await office.write(long, is_bulk=True, expires_at=now() - timedelta(seconds=1))
    other = await office.write("other", is_bulk=True, expires_at=now() + timedelta(hours=1))
    async with office.world.database.transaction(office.ours.id) as tx:
        await give_up_late(tx, office.ours.carrier)
    assert (await office.status(late), await office.status(other)) == ("failed", "queued")
    outcomes = await office.rows("SELECT outcome FROM sms_parts ORDER BY outcome")
    assert outcomes == [("expired",), ("expired",), (None,)]


async def test_what_somebody_scheduled_who_may_send_no_more_is_withheld(office: Office) -> None:
    ours = office.ours
    by = {
        "founder": ScheduledBy(ours.founder.user_id, None),
        "disabled": ScheduledBy(ours.disabled.user_id, None),
        "may not": ScheduledBy(ours.agent.user_id, None),
        "key that was revoked": ScheduledBy(ours.founder.user_id, new_id()),
    }
    texts = {name: await office.write(name * 20, is_bulk=True) for name in by}
    async with office.world.database.transaction(ours.id) as tx:
        for name, scheduler in by.items():
            await put_scheduled(tx, [texts[name]], scheduler)
    await office.connect()
    async with office.worker():
        for name, message in texts.items():
            await office.until_status(message, "sent" if name == "founder" else "failed")
    assert b"".join(each.data for each in office.carrier.submits).startswith(b"founder")
    assert len(office.carrier.submits) == 1
    found = await office.rows(
        "SELECT m.failure_code, s.outcome FROM messages m "
        "JOIN sms_parts s ON s.message_id = m.id WHERE m.id = %s", texts["key that was revoked"]
    )  # fmt: skip
    assert found == [("withheld", "rejected")] * 3


async def _take(office: Office, lease: Lease, most: int) -> list[UUID]:
    async with office.world.database.transaction(office.ours.id) as tx:
        parts = await take_parts(tx, office.ours.carrier, (lease.name, lease.fence), most)
    taken = {part.message_id for part, _ in parts}
    rows = await office.rows("SELECT id FROM messages ORDER BY is_bulk, id")
    return [row[0] for row in rows if row[0] in taken]
