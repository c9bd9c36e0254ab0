"""Rows of the parts that go out, and of receipts that came before their answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction, columns_of

# Only whoever holds the lease takes parts, and a part that was taken is never taken again. What is
# sent in bulk gets the room that is left; each of the two stands in the order of the index.
TAKE = """
WITH owner AS MATERIALIZED (
    SELECT 1 FROM leases WHERE name = %(lease)s AND fence = %(fence)s AND until > clock_timestamp()
),
written AS MATERIALIZED (
    SELECT account_id, message_id, attempt, part FROM sms_parts
    WHERE account_id = %(account)s AND carrier_id = %(carrier)s AND state = 'queued'
      AND NOT is_bulk AND next_at <= now() AND EXISTS (SELECT FROM owner)
    ORDER BY next_at, message_id, part LIMIT %(limit)s FOR UPDATE SKIP LOCKED
),
bulk AS MATERIALIZED (
    SELECT account_id, message_id, attempt, part FROM sms_parts
    WHERE account_id = %(account)s AND carrier_id = %(carrier)s AND state = 'queued'
      AND is_bulk AND next_at <= now() AND EXISTS (SELECT FROM owner)
    ORDER BY next_at, message_id, part LIMIT %(limit)s - (SELECT count(*) FROM written)
    FOR UPDATE SKIP LOCKED
)
UPDATE sms_parts SET state = 'submitting', tries = tries + 1
WHERE (account_id, message_id, attempt, part) IN (
    SELECT account_id, message_id, attempt, part FROM written
    UNION ALL SELECT account_id, message_id, attempt, part FROM bulk)
RETURNING message_id, attempt, part, tries
"""
# Locked in the order in which parts are taken: first they, then their messages.
FAIL_LATE = """
UPDATE sms_parts SET state = 'failed', failure_code = 'expired', failure_detail = %(sentence)s,
    outcome = 'expired'
WHERE (account_id, message_id, attempt, part) IN (
    SELECT s.account_id, s.message_id, s.attempt, s.part
    FROM sms_parts s JOIN messages m ON m.account_id = s.account_id AND m.id = s.message_id
    WHERE s.account_id = %(account)s AND s.carrier_id = %(carrier)s AND s.state = 'queued'
      AND m.expires_at <= now()
    LIMIT 500 FOR UPDATE OF s SKIP LOCKED)
RETURNING message_id
"""
# Only its owner takes parts; what he has not in hand he has therefore never handed over.
PUT_BACK = """
UPDATE sms_parts SET state = 'queued', tries = greatest(0, tries - 1), next_at = now()
WHERE account_id = %(account)s AND carrier_id = %(carrier)s AND state = 'submitting'
  AND NOT EXISTS (
    SELECT 1 FROM unnest(%(messages)b::uuid[], %(attempts)b::int[], %(parts)b::int[])
        AS held (message_id, attempt, part)
    WHERE held.message_id = sms_parts.message_id AND held.attempt = sms_parts.attempt
      AND held.part = sms_parts.part)
  AND EXISTS (SELECT 1 FROM leases WHERE name = %(lease)s AND fence = %(fence)s
              AND until > clock_timestamp())
"""
# A text that is handed on goes the other way: from who wrote it to the number that it was for.
OUTGOING = """
SELECT m.id,
       CASE WHEN m.went_to IS NULL THEN m.number ELSE p.phone END,
       CASE WHEN m.went_to IS NULL THEN p.phone ELSE m.number END,
       m.text, extract(epoch FROM m.expires_at - now())::float8,
       CASE WHEN m.segments > 1 THEN (
           SELECT s.reference FROM sms_parts s WHERE s.account_id = m.account_id
               AND s.message_id = m.id AND s.attempt = m.attempt AND s.part = 1) END,
       m.went_to IS NOT NULL OR m.number ~ '[A-Za-z]' OR EXISTS (
           SELECT FROM numbers n WHERE n.account_id = m.account_id AND n.number = m.number
               AND n.carrier_id = m.carrier_id)
FROM messages m JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
WHERE m.account_id = %s AND m.id = ANY(%s)
"""
NEXT_DUE = """
SELECT extract(epoch FROM min(first.next_at) - now())
FROM (VALUES (false), (true)) AS kind (is_bulk),
LATERAL (
    SELECT next_at FROM sms_parts
    WHERE account_id = %s AND carrier_id = %s AND state = 'queued' AND is_bulk = kind.is_bulk
    ORDER BY next_at LIMIT 1) AS first
"""
LEFT_OVER = """
SELECT DISTINCT message_id FROM sms_parts
WHERE account_id = %s AND carrier_id = %s AND state = 'submitting'
"""
# But for what is meant for a moment that has not come: nobody can have sent it.
HOLD_ALL = """
UPDATE sms_parts SET state = 'submitting'
WHERE account_id = %s AND carrier_id = %s AND state = 'queued'
  AND NOT EXISTS (SELECT FROM messages m WHERE m.account_id = sms_parts.account_id
                  AND m.id = sms_parts.message_id AND m.send_at > now())
"""
CARRIERS = """
SELECT DISTINCT account_id, carrier_id FROM sms_parts
WHERE state IN ('queued', 'submitting') ORDER BY account_id, carrier_id
"""
ABANDON = """
UPDATE sms_parts SET state = 'unknown', failure_code = 'no_answer',
    failure_detail = 'The carrier did not answer; it may have been sent.'
WHERE account_id = %s AND message_id = %s AND state = 'submitting'
"""
SET_PART = """
UPDATE sms_parts SET state = %(state)s, failure_code = %(code)s, failure_detail = %(detail)s,
    outcome = %(outcome)s, carrier_message_id = coalesce(%(carrier_message_id)s, carrier_message_id)
WHERE account_id = %(account)s AND message_id = %(message)s AND attempt = %(attempt)s
  AND part = %(part)s
"""
# The carrier may have said what became of it before it said that it takes it.
ACCEPT = """
UPDATE sms_parts SET carrier_message_id = %(carrier_message_id)s,
    state = CASE WHEN state IN ('delivered', 'failed') THEN state ELSE 'sent' END,
    failure_code = CASE WHEN state IN ('delivered', 'failed') THEN failure_code END,
    failure_detail = CASE WHEN state IN ('delivered', 'failed') THEN failure_detail END,
    outcome = CASE WHEN state IN ('delivered', 'failed') THEN outcome END
WHERE account_id = %(account)s AND message_id = %(message)s AND attempt = %(attempt)s
  AND part = %(part)s
RETURNING state
"""
STATE = """
SELECT state FROM sms_parts
WHERE account_id = %s AND message_id = %s AND attempt = %s AND part = %s
"""
NAMED = """
SELECT s.message_id, s.attempt, s.part, s.state
FROM unnest(%b::uuid[], %b::int[], %b::int[]) AS named (message_id, attempt, part)
JOIN sms_parts s ON s.account_id = %s AND s.carrier_id = %s
    AND s.message_id = named.message_id AND s.attempt = named.attempt AND s.part = named.part
"""
QUEUE_AGAIN = """
UPDATE sms_parts SET state = 'queued', tries = tries - %(not_counted)s,
    next_at = now() + %(pause)s
WHERE account_id = %(account)s AND message_id = %(message)s AND attempt = %(attempt)s
  AND part = %(part)s AND state = 'submitting'
"""
STATES = """
SELECT s.state, s.failure_code, s.failure_detail FROM sms_parts s
JOIN messages m ON m.account_id = s.account_id AND m.id = s.message_id AND m.attempt = s.attempt
WHERE s.account_id = %s AND s.message_id = %s ORDER BY s.part
"""
# Under another spelling an id is believed only where the receipt comes from whom we wrote to;
# of equals the newest, since carriers begin anew with their ids.
PARTS_OF = """
SELECT r.place - 1, f.* FROM unnest(%(ids)b::text[], %(spellings)b::jsonb[], %(phones)b::text[])
    WITH ORDINALITY AS r (id, spellings, phone, place),
LATERAL (
    SELECT s.message_id, s.attempt, s.part, s.state
    FROM sms_parts s
    JOIN messages m ON m.account_id = s.account_id AND m.id = s.message_id
    JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
    WHERE s.account_id = %(account)s AND s.carrier_id = %(carrier)s
      AND s.carrier_message_id = ANY(ARRAY(SELECT jsonb_array_elements_text(r.spellings)))
      AND (s.carrier_message_id = r.id OR p.phone = r.phone)
    ORDER BY p.phone = r.phone DESC, s.carrier_message_id = r.id DESC, s.created_at DESC
    LIMIT 1) f
"""
KEEP_RECEIPTS = """
INSERT INTO sms_receipts (account_id, carrier_id, carrier_message_id, state, failure_code)
SELECT %s, %s, r.* FROM unnest(%b::text[], %b::text[], %b::text[]) AS r ON CONFLICT DO NOTHING
"""
TAKE_RECEIPTS = """
DELETE FROM sms_receipts
WHERE account_id = %s AND carrier_id = %s AND carrier_message_id = ANY(%s)
RETURNING state, failure_code
"""
FORGET_RECEIPTS = """
DELETE FROM sms_receipts WHERE account_id = %s AND carrier_id = %s AND received_at < now() - %s
"""


Ended = Literal["expired", "failed", "rejected"]
"""How a part failed, whatever the carrier calls it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What the carrier calls it, a sentence for whoever wrote it, and how the part ended."""

    code: str
    sentence: str
    outcome: Ended | None = None


@dataclass(frozen=True, slots=True)
class PartId:
    message_id: UUID
    attempt: int
    part: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as it goes out. `seconds` are left for it; None where it may take its time.
    `reference` is what a phone joins its parts by; None where none was set. `is_held` says whether
    the number that it leaves from is still the account's, at this carrier."""

    number: str
    phone: str
    text: str
    seconds: float | None
    reference: int | None
    is_held: bool

    @property
    def is_late(self) -> bool:
        return self.seconds is not None and self.seconds <= 0


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


async def put_back_parts(
    tx: Transaction, carrier_id: UUID, lease: tuple[str, int], in_hand: list[PartId]
) -> int:
    """Queue what was taken in a transaction of which nobody heard that it was kept."""
    return await tx.execute(
        PUT_BACK,
        {
            "account": tx.account, "carrier": carrier_id, "lease": lease[0], "fence": lease[1],
            "messages": [part.message_id for part in in_hand],
            "attempts": [part.attempt for part in in_hand],
            "parts": [part.part for part in in_hand],
        },
    )  # fmt: skip


async def outgoing(tx: Transaction, message_ids: list[UUID]) -> dict[UUID, Outgoing]:
    rows = await tx.rows(OUTGOING, (tx.account, message_ids))
    return {row[0]: Outgoing(*row[1:]) for row in rows}


async def fail_late_parts(tx: Transaction, carrier_id: UUID, sentence: str) -> set[UUID]:
    """The messages of those whose time is over while they waited."""
    params = {"account": tx.account, "carrier": carrier_id, "sentence": sentence}
    return {row[0] for row in await tx.rows(FAIL_LATE, params)}


async def seconds_to_next(tx: Transaction, carrier_id: UUID) -> float | None:
    """Until the next queued part is due; None when none is queued."""
    value = await tx.value(NEXT_DUE, (tx.account, carrier_id))
    return None if value is None else float(value)


async def left_over(tx: Transaction, carrier_id: UUID) -> list[UUID]:
    """Messages with parts that a former owner was submitting when it ended."""
    return [row[0] for row in await tx.rows(LEFT_OVER, (tx.account, carrier_id))]


async def hold_all_parts(tx: Transaction, carrier_id: UUID) -> None:
    """What waits and was due counts as being handed over, since meanwhile it may have been."""
    await tx.execute(HOLD_ALL, (tx.account, carrier_id))


async def carriers_with_parts(tx: Transaction) -> list[tuple[UUID, UUID]]:
    """As the owner: (account, carrier) of all that waits or is on its way."""
    return [(row[0], row[1]) for row in await tx.rows(CARRIERS)]


async def abandon_parts(tx: Transaction, message_id: UUID) -> None:
    """Nobody can say what became of them; they are never sent again by themselves."""
    await tx.execute(ABANDON, (tx.account, message_id))


async def set_part(
    tx: Transaction,
    part: PartId,
    state: str,
    *,
    carrier_message_id: str | None = None,
    failure: Failure | None = None,
) -> None:
    await tx.execute(
        SET_PART,
        {
            "state": state, "code": failure and failure.code,
            "detail": failure and failure.sentence, "outcome": failure and failure.outcome,
            "carrier_message_id": carrier_message_id, "account": tx.account,
            "message": part.message_id, "attempt": part.attempt, "part": part.part,
        },
    )  # fmt: skip


async def accept_part(tx: Transaction, part: PartId, carrier_message_id: str) -> str:
    """The carrier has taken it; its state then."""
    values = {
        "carrier_message_id": carrier_message_id, "account": tx.account,
        "message": part.message_id, "attempt": part.attempt, "part": part.part,
    }  # fmt: skip
    return str(await tx.value(ACCEPT, values))


async def part_state(tx: Transaction, part: PartId) -> str | None:
    values = (tx.account, part.message_id, part.attempt, part.part)
    return await tx.value(STATE, values)


async def states_of(
    tx: Transaction, carrier_id: UUID, parts: Sequence[PartId]
) -> dict[PartId, str]:
    """Of those that this carrier has."""
    columns = columns_of([(each.message_id, each.attempt, each.part) for each in parts], 3)
    rows = await tx.rows(NAMED, (*columns, tx.account, carrier_id))
    return {PartId(*row[:3]): row[3] for row in rows}


async def queue_part_again(
    tx: Transaction, part: PartId, pause: timedelta, *, counts: bool
) -> None:
    """Once more after a pause, if it is still ours to submit; `counts` as a try or not."""
    await tx.execute(
        QUEUE_AGAIN,
        {
            "not_counted": int(not counts), "pause": pause, "account": tx.account,
            "message": part.message_id, "attempt": part.attempt, "part": part.part,
        },
    )  # fmt: skip


async def part_states(
    tx: Transaction, message_id: UUID
) -> list[tuple[str, str | None, str | None]]:
    """(state, failure code, sentence) of the parts of the newest attempt."""
    return [(r[0], r[1], r[2]) for r in await tx.rows(STATES, (tx.account, message_id))]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a receipt says of its part: the id, all ways in which the carrier may have written it
    in its answer, and whom the receipt is from."""

    carrier_message_id: str
    spellings: list[str]
    phone: str


async def parts_of(
    tx: Transaction, carrier_id: UUID, wanted: Sequence[Wanted]
) -> dict[int, tuple[PartId, str]]:
    """The part of each that is known, and its state; by place in `wanted`."""
    rows = await tx.rows(
        PARTS_OF,
        {
            "account": tx.account, "carrier": carrier_id,
            "ids": [each.carrier_message_id for each in wanted],
            "spellings": [Jsonb(each.spellings) for each in wanted],
            "phones": [each.phone for each in wanted],
        },
    )  # fmt: skip
    return {row[0]: (PartId(*row[1:4]), row[4]) for row in rows}


async def keep_receipts(
    tx: Transaction, carrier_id: UUID, receipts: Sequence[tuple[str, str, str | None]]
) -> None:
    """(id, state, failure code) of receipts that came before the answer that tells us the id."""
    await tx.execute(KEEP_RECEIPTS, (tx.account, carrier_id, *columns_of(receipts, 3)))


async def take_receipts(
    tx: Transaction, carrier_id: UUID, spellings: list[str]
) -> list[tuple[str, str | None]]:
    """(state, failure code) of receipts kept for this id, however they write it."""
    rows = await tx.rows(TAKE_RECEIPTS, (tx.account, carrier_id, spellings))
    return [(row[0], row[1]) for row in rows]


async def forget_receipts(tx: Transaction, carrier_id: UUID, age: timedelta) -> None:
    """Receipts for which no answer came."""
    await tx.execute(FORGET_RECEIPTS, (tx.account, carrier_id, age))
