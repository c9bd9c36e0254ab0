"""Texts that wait when their number is given back are not sent; what the carrier has stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hubbub.features.numbers.adding import remove_number
from hubbub.features.numbers.repository import find_number
from hubbub.kernel.clock import now
from hubbub.kernel.events import SYSTEM

if TYPE_CHECKING:
    from tests.channels.sms.office import Office


async def _give_back(office: Office) -> None:
    async with office.world.database.transaction(office.ours.id) as tx:
        number = await find_number(tx, office.ours.number)
        assert number is not None
        await remove_number(tx, number.id, SYSTEM)


async def test_what_waits_is_not_handed_over(office: Office) -> None:
    answer = await office.write("answer " * 40)
    bulk = await office.write("bulk", is_bulk=True)
    scheduled = await office.write("later", is_bulk=True, send_at=now() + timedelta(seconds=1))
    await _give_back(office)
    await office.connect()
    async with office.worker():
        for message in (answer, bulk, scheduled):
            await office.until_status(message, "failed")
    assert office.carrier.submits == []
    found = await office.rows(
        "SELECT DISTINCT m.failure_code, s.state, s.outcome FROM messages m "
        "JOIN sms_parts s ON s.message_id = m.id"
    )
    assert found == [("sender_gone", "failed", "rejected")]
    [(detail,)] = await office.rows("SELECT failure_detail FROM messages WHERE id = %s", bulk)
    assert "from another sender" in detail


async def test_what_was_handed_over_stays(office: Office) -> None:
    message = await office.write("before")
    await office.connect()
    async with office.worker():
        await office.until_status(message, "sent")
        await _give_back(office)
        late = await office.write("after")
        await office.until_status(late, "failed")
    assert await office.status(message) == "sent"
    assert [each.data for each in office.carrier.submits] == [b"before"]
