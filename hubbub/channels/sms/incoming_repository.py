"""Rows of parts that came in, of answers in doubt, and of what can never be taken."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import new_id
from hubbub.kernel.leases import Lease

HOLD = """
INSERT INTO sms_received_parts (account_id, carrier_id, source, destination, kind, reference, total,
                                part, data, alphabet, fill_bits)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
HELD = """
SELECT part, data, alphabet, fill_bits FROM sms_received_parts
WHERE account_id = %s AND carrier_id = %s AND source = %s AND destination = %s AND kind = %s
  AND reference = %s AND total = %s
ORDER BY part
"""
RELEASE = """
DELETE FROM sms_received_parts
WHERE account_id = %s AND carrier_id = %s AND source = %s AND destination = %s AND kind = %s
  AND reference = %s AND total = %s
"""
OPEN_SETS = """
SELECT source, destination, kind, reference, total, min(received_at) FROM sms_received_parts
WHERE account_id = %s AND carrier_id = %s
GROUP BY source, destination, kind, reference, total
"""
IN_DOUBT = """
DELETE FROM sms_answers WHERE (account_id, carrier_id, id) IN (
    SELECT account_id, carrier_id, id FROM sms_answers
    WHERE account_id = %s AND carrier_id = %s AND digest = %s
      AND (session_id IS DISTINCT FROM %s OR id = ANY(%s))
    ORDER BY received_at LIMIT 1 FOR UPDATE)
"""
# The last statement before the commit: whoever has lost the lease writes nothing.
ANSWERING = """
INSERT INTO sms_answers (account_id, carrier_id, id, digest, session_id)
SELECT %s, %s, %s, %s, %s
WHERE EXISTS (SELECT 1 FROM leases WHERE name = %s AND fence = %s AND until > clock_timestamp())
"""
ANSWERED = "SELECT 1 FROM sms_answers WHERE account_id = %s AND carrier_id = %s AND id = %s"
CONFIRMED = "DELETE FROM sms_answers WHERE account_id = %s AND carrier_id = %s AND id = ANY(%s)"
DOUBTED = """
UPDATE sms_answers SET session_id = NULL
WHERE account_id = %s AND carrier_id = %s AND id = ANY(%s)
"""
FORGET_DOUBTS = """
DELETE FROM sms_answers
WHERE account_id = %s AND carrier_id = %s AND received_at < now() - %s
  AND session_id IS DISTINCT FROM %s
"""
REJECT = """
INSERT INTO rejected_inbound (account_id, id, carrier_id, reason, bytes)
VALUES (%s, %s, %s, %s, %s)
"""


async def hold_part(tx: Transaction, carrier_id: UUID, values: tuple[Any, ...]) -> bool:
    """(source, destination, kind, reference, total, part, data, alphabet, fill bits)."""
    return await tx.execute(HOLD, (tx.account, carrier_id, *values)) == 1


async def held_parts(
    tx: Transaction, carrier_id: UUID, key: tuple[Any, ...]
) -> list[tuple[int, bytes, str, int]]:
    rows = await tx.rows(HELD, (tx.account, carrier_id, *key))
    return [(row[0], bytes(row[1]), row[2], row[3]) for row in rows]


async def release_parts(tx: Transaction, carrier_id: UUID, key: tuple[Any, ...]) -> None:
    await tx.execute(RELEASE, (tx.account, carrier_id, *key))


async def open_sets(
    tx: Transaction, carrier_id: UUID
) -> list[tuple[str, str, str, int, int, datetime]]:
    """(source, destination, kind, reference, total, since) of unfinished messages."""
    rows = await tx.rows(OPEN_SETS, (tx.account, carrier_id))
    return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in rows]


async def take_doubt(
    tx: Transaction, carrier_id: UUID, digest: bytes, session_id: UUID, doubted: list[UUID]
) -> bool:
    """Whether this equals a message of another session whose answer may not have arrived, or one
    of ours that is `doubted`; such a one is forgiven once."""
    values = (tx.account, carrier_id, digest, session_id, doubted)
    return await tx.execute(IN_DOUBT, values) == 1


async def note_answer(
    tx: Transaction, carrier_id: UUID, answer: tuple[UUID, bytes, UUID], lease: Lease
) -> bool:
    """From now on until it is confirmed, the answer (id, digest, session) is in doubt; False
    where the lease is another's, so that nothing may be kept."""
    values = (tx.account, carrier_id, *answer, lease.name, lease.fence)
    return await tx.execute(ANSWERING, values) == 1


async def is_answered(tx: Transaction, carrier_id: UUID, answer_id: UUID) -> bool:
    """Whether a commit of which nobody heard was made."""
    return await tx.row(ANSWERED, (tx.account, carrier_id, answer_id)) is not None


async def confirm_answers(tx: Transaction, carrier_id: UUID, ids: list[UUID]) -> None:
    """The carrier surely has them."""
    await tx.execute(CONFIRMED, (tx.account, carrier_id, ids))


async def doubt_answers(tx: Transaction, carrier_id: UUID, ids: list[UUID]) -> None:
    """The connection ended before the carrier surely had them."""
    await tx.execute(DOUBTED, (tx.account, carrier_id, ids))


async def forget_doubts(
    tx: Transaction, carrier_id: UUID, age: timedelta, session_id: UUID
) -> None:
    """A carrier that has been there for so long will not repeat what is older."""
    await tx.execute(FORGET_DOUBTS, (tx.account, carrier_id, age, session_id))


async def keep_rejected(tx: Transaction, carrier_id: UUID, reason: str, data: bytes) -> None:
    """What came in and can never be taken, with its bytes."""
    await tx.execute(REJECT, (tx.account, new_id(), carrier_id, reason, data))
