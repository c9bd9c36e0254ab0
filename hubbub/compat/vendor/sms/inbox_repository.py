"""Texts that came in, for programs that pull them: each once, to whoever comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hubbub.compat.vendor.sms.reports_repository import KEPT
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction

SETTLED = timedelta(minutes=10)
"""Nothing comes to be seen so long after it was made."""

# Whoever pulls holds the account's row, so that one comes after the other.
HOLD = """
INSERT INTO wire_inboxes (account_id, low) VALUES (%(account)s, %(low)s)
ON CONFLICT (account_id) DO UPDATE SET low = greatest(wire_inboxes.low, excluded.low)
RETURNING low
"""
# Ids begin with the time at which they were made, so that the key is an order in time. What goes
# to an address is not pulled beside, unless nobody took it there; nor is what goes elsewhere.
WAITING = """
WITH waiting AS MATERIALIZED (
    SELECT m.id FROM messages m
    WHERE m.account_id = %(account)s AND m.id >= %(low)s AND m.direction = 'inbound'
      AND m.channel = 'sms' AND m.erased_at IS NULL AND (m.went_to IS NULL OR m.went_to = 'pull')
      AND NOT EXISTS (SELECT FROM wire_pulled w
                      WHERE w.account_id = m.account_id AND w.message_id = m.id)
      AND (m.went_to = 'pull'
           OR NOT EXISTS (SELECT FROM numbers n WHERE n.account_id = m.account_id
                          AND n.number = m.number AND n.forward_url IS NOT NULL))
      AND NOT EXISTS (SELECT FROM wire_pushes p WHERE p.account_id = m.account_id
                      AND p.kind = 'inbound' AND p.message_id = m.id)
    UNION ALL
    SELECT message_id FROM wire_pushes
    WHERE account_id = %(account)s AND kind = 'inbound' AND state = 'given_up'
      AND at > now() - %(kept)s
)
SELECT id, (SELECT count(*) FROM waiting) FROM waiting ORDER BY id LIMIT %(limit)s
"""
THESE = """
SELECT m.id, m.number, p.phone, m.text, m.segments, m.created_at AS at
FROM messages m JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
WHERE m.account_id = %s AND m.id = ANY(%s) ORDER BY m.id
"""
TAKEN = """
INSERT INTO wire_pulled (account_id, message_id)
SELECT %s, id FROM unnest(%s::uuid[]) AS id ON CONFLICT DO NOTHING
"""
NOT_PUSHED = """
DELETE FROM wire_pushes WHERE account_id = %s AND kind = 'inbound' AND message_id = ANY(%s)
"""
RAISE = "UPDATE wire_inboxes SET low = greatest(low, %s) WHERE account_id = %s"
FORGET = "DELETE FROM wire_pulled WHERE account_id = %s AND message_id < %s"


@dataclass(frozen=True, slots=True)
class CameIn:
    id: UUID
    number: str
    phone: str
    text: str
    segments: int
    at: datetime


async def pull_texts(tx: Transaction, limit: int) -> tuple[list[CameIn], int]:
    """Those that wait, the oldest first, which wait no more; and how many still do."""
    moment = now()
    low: UUID = await tx.value(HOLD, {"account": tx.account, "low": _first_at(moment - KEPT)})
    rows = await tx.rows(WAITING, {"account": tx.account, "low": low, "limit": limit, "kept": KEPT})
    ids = [row[0] for row in rows]
    left = (rows[0][1] if rows else 0) - len(ids)
    if ids:
        await tx.execute(TAKEN, (tx.account, ids))
        await tx.execute(NOT_PUSHED, (tx.account, ids))
    if left == 0:
        settled = _first_at(moment - SETTLED)
        await tx.execute(RAISE, (settled, tx.account))
        await tx.execute(FORGET, (tx.account, settled))
    return await came_in(tx, ids), left


async def came_in(tx: Transaction, ids: Sequence[UUID]) -> list[CameIn]:
    return await tx.all(CameIn, THESE, (tx.account, list(ids))) if ids else []


def _first_at(moment: datetime) -> UUID:
    """Below every id that is made from then on (RFC 9562, 5.7)."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
