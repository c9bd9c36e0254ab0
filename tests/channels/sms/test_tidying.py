"""What lies unfinished with a carrier is looked after, whether or not anybody can reach it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.clock import now

if TYPE_CHECKING:
    from tests.channels.sms.office import Office

AGO = """
INSERT INTO sms_receipts (account_id, carrier_id, carrier_message_id, state, received_at)
VALUES (%(account)s, %(carrier)s, 'old', 'delivered', now() - interval '4 days'),
       (%(account)s, %(carrier)s, 'new', 'delivered', now() - interval '2 days')
"""
HALF = """
INSERT INTO sms_received_parts (account_id, carrier_id, source, destination, kind, reference,
                                total, part, data, alphabet, fill_bits, received_at)
VALUES (%(account)s, %(carrier)s, '+385919876543', %(number)s, 'udh8', 1, 2, 1, 'first half',
        'gsm', 0, now() - interval '4 days')
"""


@pytest.mark.parametrize("state", ["switched off", "out of reach"])
async def test_what_no_connection_will_finish_is_finished_without_one(
    office: Office, state: str
) -> None:
    ours = office.ours
    values = {"account": ours.id, "carrier": ours.carrier, "number": ours.number}
    async with office.world.database.transaction(ours.id) as tx:
        await tx.execute(AGO, values)
        await tx.execute(HALF, values)
    late = await office.write("late", is_bulk=True, expires_at=now() - timedelta(seconds=1))
    other = await office.write("other", is_bulk=True, expires_at=now() + timedelta(hours=1))
    if state == "out of reach":
        await office.carrier.stop()
        await office.connect()
    async with office.worker():
        await office.until_status(late, "failed")
        await office.until_rows("SELECT carrier_message_id FROM sms_receipts", ("new",))
        await office.until_rows("SELECT count(*)::int FROM sms_received_parts", (0,))
        await office.until_rows(
            "SELECT count(*)::int FROM messages WHERE direction = 'inbound'", (1,)
        )
    assert await office.status(other) == "queued"
