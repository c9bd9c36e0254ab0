"""Rows of SMPP connections, of the parts that go out and come in, and of answers in doubt."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Connection:
    """How a carrier is reached; the password stays sealed until it is used."""

    account_id: UUID
    carrier_id: UUID
    host: str
    port: int
    system_id: str
    sealed_password: str
    system_type: str
    bind: str
    tls: bool
    tls_server_name: str | None
    tls_authorities: str | None
    window_size: int
    per_second: int
    enquire_seconds: int


COLUMNS = """account_id, carrier_id, host, port, system_id, sealed_password, system_type, bind, tls,
tls_server_name, tls_authorities, window_size, per_second, enquire_seconds"""
GET = f"SELECT {COLUMNS} FROM smpp_connections WHERE account_id = %s AND carrier_id = %s"
ALL = f"SELECT {COLUMNS} FROM smpp_connections WHERE account_id = %s"
PUT = f"""
INSERT INTO smpp_connections ({COLUMNS})
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (account_id, carrier_id) DO UPDATE SET
    host = excluded.host, port = excluded.port, system_id = excluded.system_id,
    sealed_password = excluded.sealed_password, system_type = excluded.system_type,
    bind = excluded.bind, tls = excluded.tls, tls_server_name = excluded.tls_server_name,
    tls_authorities = excluded.tls_authorities, window_size = excluded.window_size,
    per_second = excluded.per_second, enquire_seconds = excluded.enquire_seconds
"""
DELETE = "DELETE FROM smpp_connections WHERE account_id = %s AND carrier_id = %s"

ADD_PARTS = """
INSERT INTO sms_parts (account_id, message_id, attempt, part, carrier_id)
SELECT m.account_id, m.id, %(attempt)s, part, m.carrier_id
FROM messages m, generate_series(1, m.segments) part
WHERE m.account_id = %(account)s AND m.id = %(message)s AND m.channel = 'sms'
ON CONFLICT DO NOTHING
"""
# Only whoever holds the lease takes parts, and a part that was taken is never taken again.
TAKE = """
UPDATE sms_parts SET state = 'submitting', tries = tries + 1
WHERE (account_id, message_id, attempt, part) IN (
    SELECT account_id, message_id, attempt, part FROM sms_parts
    WHERE account_id = %(account)s AND carrier_id = %(carrier)s AND state = 'queued'
      AND next_at <= now()
      AND EXISTS (SELECT 1 FROM leases WHERE name = %(lease)s AND fence = %(fence)s
                  AND until > clock_timestamp())
    ORDER BY created_at, message_id, part LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING message_id, attempt, part, tries
"""
OUTGOING = """
SELECT m.id, m.number, p.phone, m.text
FROM messages m JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
WHERE m.account_id = %s AND m.id = ANY(%s)
"""
NEXT_DUE = """
SELECT extract(epoch FROM min(next_at) - now()) FROM sms_parts
WHERE account_id = %s AND carrier_id = %s AND state = 'queued'
"""
LEFT_OVER = """
SELECT DISTINCT message_id FROM sms_parts
WHERE account_id = %s AND carrier_id = %s AND state = 'submitting'
"""
ABANDON = """
UPDATE sms_parts SET state = 'unknown', failure_code = 'no_answer',
    failure_detail = 'The carrier did not answer; it may have been sent.'
WHERE account_id = %s AND message_id = %s AND state = 'submitting'
"""
SET_PART = """
UPDATE sms_parts SET state = %(state)s, failure_code = %(code)s, failure_detail = %(detail)s,
    carrier_message_id = coalesce(%(carrier_message_id)s, carrier_message_id),
    next_at = now() + %(pause)s
WHERE account_id = %(account)s AND message_id = %(message)s AND attempt = %(attempt)s
  AND part = %(part)s
"""
STATES = """
SELECT s.state, s.failure_code, s.failure_detail FROM sms_parts s
JOIN messages m ON m.account_id = s.account_id AND m.id = s.message_id AND m.attempt = s.attempt
WHERE s.account_id = %s AND s.message_id = %s ORDER BY s.part
"""
PART_OF = """
SELECT message_id, attempt, part, state FROM sms_parts
WHERE account_id = %s AND carrier_id = %s AND carrier_message_id = %s
ORDER BY created_at DESC LIMIT 1
"""
KEEP_RECEIPT = """
INSERT INTO sms_receipts (account_id, carrier_id, carrier_message_id, state, failure_code)
VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
TAKE_RECEIPTS = """
DELETE FROM sms_receipts WHERE account_id = %s AND carrier_id = %s AND carrier_message_id = %s
RETURNING state, failure_code
"""
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
      AND session_id IS DISTINCT FROM %s
    ORDER BY received_at LIMIT 1 FOR UPDATE SKIP LOCKED)
"""
ANSWERING = """
INSERT INTO sms_answers (account_id, carrier_id, id, digest, session_id)
VALUES (%s, %s, %s, %s, %s)
"""
CONFIRMED = "DELETE FROM sms_answers WHERE account_id = %s AND carrier_id = %s AND id = ANY(%s)"
DOUBTED = """
UPDATE sms_answers SET session_id = NULL
WHERE account_id = %s AND carrier_id = %s AND id = ANY(%s)
"""
FORGET = """
DELETE FROM sms_answers WHERE account_id = %s AND carrier_id = %s AND received_at < now() - %s
"""
FORGET_RECEIPTS = """
DELETE FROM sms_receipts WHERE account_id = %s AND carrier_id = %s AND received_at < now() - %s
"""
REJECT = """
INSERT INTO rejected_inbound (account_id, id, carrier_id, reason, bytes)
VALUES (%s, %s, %s, %s, %s)
"""
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@dataclass(frozen=True, slots=True)
class PartId:
    message_id: UUID
    attempt: int
    part: int


async def get_connection(tx: Transaction, carrier_id: UUID) -> Connection | None:
    return await tx.one(Connection, GET, (tx.account, carrier_id))


async def all_connections(tx: Transaction) -> dict[UUID, Connection]:
    return {each.carrier_id: each for each in await tx.all(Connection, ALL, (tx.account,))}


async def put_connection(tx: Transaction, connection: Connection) -> None:
    c = connection
    await tx.execute(
        PUT,
        (
            tx.account, c.carrier_id, c.host, c.port, c.system_id, c.sealed_password,
            c.system_type, c.bind, c.tls, c.tls_server_name, c.tls_authorities, c.window_size,
            c.per_second, c.enquire_seconds,
        ),
    )  # fmt: skip


async def delete_connection(tx: Transaction, carrier_id: UUID) -> None:
    await tx.execute(DELETE, (tx.account, carrier_id))


async def add_parts(tx: Transaction, message_id: UUID, attempt: int) -> int:
    """One row a segment, to be handed to the carrier."""
    params = {"account": tx.account, "message": message_id, "attempt": attempt}
    return await tx.execute(ADD_PARTS, params)


async def take_parts(
    tx: Transaction, carrier_id: UUID, lease: tuple[str, int], limit: int
) -> list[tuple[PartId, int]]:
    """Parts that are ours to submit now, each with how often it was tried."""
    rows = await tx.rows(
        TAKE,
        {
            "account": tx.account, "carrier": carrier_id, "lease": lease[0], "fence": lease[1],
            "limit": limit,
        },
    )  # fmt: skip
    return [(PartId(*row[:3]), row[3]) for row in rows]


async def outgoing(tx: Transaction, message_ids: list[UUID]) -> dict[UUID, tuple[str, str, str]]:
    """(our number, theirs, text) of messages."""
    rows = await tx.rows(OUTGOING, (tx.account, message_ids))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


async def seconds_to_next(tx: Transaction, carrier_id: UUID) -> float | None:
    """Until the next queued part is due; None when none is queued."""
    value = await tx.value(NEXT_DUE, (tx.account, carrier_id))
    return None if value is None else float(value)


async def left_over(tx: Transaction, carrier_id: UUID) -> list[UUID]:
    """Messages with parts that a former owner was submitting when it ended."""
    return [row[0] for row in await tx.rows(LEFT_OVER, (tx.account, carrier_id))]


async def abandon_parts(tx: Transaction, message_id: UUID) -> None:
    """Nobody can say what became of them; they are never sent again by themselves."""
    await tx.execute(ABANDON, (tx.account, message_id))


async def set_part(
    tx: Transaction,
    part: PartId,
    state: str,
    *,
    carrier_message_id: str | None = None,
    failure: tuple[str, str] | None = None,
    pause: timedelta = timedelta(0),
) -> None:
    code, detail = failure or (None, None)
    await tx.execute(
        SET_PART,
        {
            "state": state, "code": code, "detail": detail,
            "carrier_message_id": carrier_message_id, "pause": pause, "account": tx.account,
            "message": part.message_id, "attempt": part.attempt, "part": part.part,
        },
    )  # fmt: skip


async def part_states(
    tx: Transaction, message_id: UUID
) -> list[tuple[str, str | None, str | None]]:
    """(state, failure code, sentence) of the parts of the newest attempt."""
    return [(r[0], r[1], r[2]) for r in await tx.rows(STATES, (tx.account, message_id))]


async def part_of(
    tx: Transaction, carrier_id: UUID, carrier_message_id: str
) -> tuple[PartId, str] | None:
    """The part that the carrier knows by this id, and its state."""
    row = await tx.row(PART_OF, (tx.account, carrier_id, carrier_message_id))
    return None if row is None else (PartId(*row[:3]), row[3])


async def keep_receipt(
    tx: Transaction, carrier_id: UUID, carrier_message_id: str, state: str, code: str | None
) -> None:
    """A receipt that came before the answer that tells us the id."""
    await tx.execute(KEEP_RECEIPT, (tx.account, carrier_id, carrier_message_id, state, code))


async def take_receipts(
    tx: Transaction, carrier_id: UUID, carrier_message_id: str
) -> list[tuple[str, str | None]]:
    """(state, failure code) of receipts kept for this id."""
    rows = await tx.rows(TAKE_RECEIPTS, (tx.account, carrier_id, carrier_message_id))
    return [(row[0], row[1]) for row in rows]


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


async def take_doubt(tx: Transaction, carrier_id: UUID, digest: bytes, session_id: UUID) -> bool:
    """Whether this equals a message of another session whose answer may not have arrived; such a
    one is forgiven once."""
    return await tx.execute(IN_DOUBT, (tx.account, carrier_id, digest, session_id)) == 1


async def note_answer(tx: Transaction, carrier_id: UUID, digest: bytes, session_id: UUID) -> UUID:
    """From now on until it is confirmed, the answer to this message is in doubt."""
    answer_id = new_id()
    await tx.execute(ANSWERING, (tx.account, carrier_id, answer_id, digest, session_id))
    return answer_id


async def confirm_answers(tx: Transaction, carrier_id: UUID, ids: list[UUID]) -> None:
    """The carrier surely has them."""
    await tx.execute(CONFIRMED, (tx.account, carrier_id, ids))


async def doubt_answers(tx: Transaction, carrier_id: UUID, ids: list[UUID]) -> None:
    """The connection ended before the carrier surely had them."""
    await tx.execute(DOUBTED, (tx.account, carrier_id, ids))


async def forget_old(tx: Transaction, carrier_id: UUID, age: timedelta) -> None:
    """Doubts and receipts that nothing will resolve any more."""
    await tx.execute(FORGET, (tx.account, carrier_id, age))
    await tx.execute(FORGET_RECEIPTS, (tx.account, carrier_id, age))


async def keep_rejected(tx: Transaction, carrier_id: UUID, reason: str, data: bytes) -> None:
    """What came in and can never be taken, with its bytes."""
    await tx.execute(REJECT, (tx.account, new_id(), carrier_id, reason, data))


async def one_at_a_time(tx: Transaction, name: str) -> None:
    """Hold a name until the end of the transaction."""
    await tx.execute(ALONE, (name,))
