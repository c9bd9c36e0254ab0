"""Rows of parts that came in, of answers in doubt, and of what can never be taken."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from hubbub.channels.sms.decoding import Concatenation, InboundPart
from hubbub.channels.sms.encoding import Alphabet
from hubbub.channels.sms.reassembly import PartKey, number_of
from hubbub.kernel.database import Transaction, columns_of
from hubbub.kernel.ids import new_id
from hubbub.kernel.leases import Lease

HOLD = """
INSERT INTO sms_received_parts (account_id, carrier_id, source, destination, kind, reference, total,
                                part, data, alphabet, fill_bits)
SELECT %s, %s, p.* FROM unnest(%b::text[], %b::text[], %b::text[], %b::int[], %b::int[], %b::int[],
                               %b::bytea[], %b::text[], %b::int[]) AS p
ON CONFLICT DO NOTHING
"""
AMONG = """
account_id = %s AND carrier_id = %s AND (source, destination, kind, reference, total) IN (
    SELECT * FROM unnest(%b::text[], %b::text[], %b::text[], %b::int[], %b::int[]))
"""
HELD = f"""
SELECT source, destination, kind, reference, total, part, data, alphabet, fill_bits
FROM sms_received_parts WHERE {AMONG} ORDER BY part
"""
RELEASE = f"DELETE FROM sms_received_parts WHERE {AMONG}"
OPEN_SETS = """
SELECT source, destination, kind, reference, total, min(received_at) FROM sms_received_parts
WHERE account_id = %s AND carrier_id = %s
GROUP BY source, destination, kind, reference, total
"""
IN_DOUBT = """
DELETE FROM sms_answers WHERE (account_id, carrier_id, id) IN (
    SELECT DISTINCT ON (digest) account_id, carrier_id, id FROM sms_answers
    WHERE account_id = %s AND carrier_id = %s AND digest = ANY(%s)
      AND (session_id IS DISTINCT FROM %s OR id = ANY(%s))
    ORDER BY digest, received_at)
RETURNING digest
"""
# The last statement before the commit: whoever has lost the lease writes nothing.
ANSWERING = """
INSERT INTO sms_answers (account_id, carrier_id, id, digest, session_id)
SELECT %s, %s, a.id, a.digest, %s FROM unnest(%b::uuid[], %b::bytea[]) AS a (id, digest)
WHERE EXISTS (SELECT 1 FROM leases WHERE name = %s AND fence = %s AND until > clock_timestamp())
"""
ANSWERED = "SELECT id FROM sms_answers WHERE account_id = %s AND carrier_id = %s AND id = ANY(%s)"
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
INSERT INTO rejected_inbound (account_id, id, carrier_id, source, reason, bytes)
VALUES (%s, %s, %s, %s, %s, %s)
"""
MOST_BYTES = 10_000
"""Of what is kept aside: enough to see what it is."""


async def hold_parts(
    tx: Transaction, carrier_id: UUID, parts: Sequence[tuple[PartKey, InboundPart]]
) -> None:
    rows = [
        (
            *_columns(key), number_of(part), part.data, part.alphabet.value, part.fill_bits,
        )
        for key, part in parts
    ]  # fmt: skip
    await tx.execute(HOLD, (tx.account, carrier_id, *columns_of(rows, 9)))


async def held_parts(
    tx: Transaction, carrier_id: UUID, keys: Collection[PartKey]
) -> dict[PartKey, list[InboundPart]]:
    """What is there of each of these, by number of part."""
    wanted = {_columns(key): key for key in keys}
    rows = await tx.rows(HELD, (tx.account, carrier_id, *columns_of(list(wanted), 5)))
    found: dict[PartKey, list[InboundPart]] = {}
    for row in rows:
        key, (number, data, alphabet, fill_bits) = wanted[row[:5]], row[5:]
        place = Concatenation(key.kind, key.reference, key.total, number)
        part = InboundPart(bytes(data), Alphabet(alphabet), place, fill_bits)
        found.setdefault(key, []).append(part)
    return found


async def release_parts(tx: Transaction, carrier_id: UUID, keys: Collection[PartKey]) -> None:
    columns = columns_of([_columns(key) for key in keys], 5)
    await tx.execute(RELEASE, (tx.account, carrier_id, *columns))


def _columns(key: PartKey) -> tuple[str, str, str, int, int]:
    return key.source, key.destination, key.kind, key.reference, key.total


async def open_sets(
    tx: Transaction, carrier_id: UUID
) -> list[tuple[str, str, str, int, int, datetime]]:
    """(source, destination, kind, reference, total, since) of unfinished messages."""
    rows = await tx.rows(OPEN_SETS, (tx.account, carrier_id))
    return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in rows]


async def take_doubts(
    tx: Transaction,
    carrier_id: UUID,
    digests: Sequence[bytes],
    session_id: UUID,
    doubted: Sequence[UUID],
) -> set[bytes]:
    """Those that equal a message of another session whose answer may not have arrived, or one
    of ours that is `doubted`; such a one is forgiven once."""
    values = (tx.account, carrier_id, list(digests), session_id, list(doubted))
    return {bytes(row[0]) for row in await tx.rows(IN_DOUBT, values)}


async def note_answers(
    tx: Transaction,
    carrier_id: UUID,
    session_id: UUID,
    answers: Sequence[tuple[UUID, bytes]],
    lease: Lease,
) -> bool:
    """From now on until they are confirmed, these answers (id, digest) are in doubt; False where
    the lease is another's, so that nothing may be kept."""
    columns = columns_of(answers, 2)
    values = (tx.account, carrier_id, session_id, *columns, lease.name, lease.fence)
    return await tx.execute(ANSWERING, values) == len(answers)


async def answered_among(tx: Transaction, carrier_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
    """Those for which a commit of which nobody heard was made."""
    return {row[0] for row in await tx.rows(ANSWERED, (tx.account, carrier_id, list(ids)))}


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


async def keep_rejected(
    tx: Transaction, carrier_id: UUID, source: str | None, reason: str, data: bytes
) -> None:
    """What came in, from whom if that can be read, and can never be taken, with its bytes.
    They go after a week."""
    values = (tx.account, new_id(), carrier_id, source, reason, data[:MOST_BYTES])
    await tx.execute(REJECT, values)
