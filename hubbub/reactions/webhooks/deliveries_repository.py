"""Rows of deliveries on their way: put into their lanes, and ended.

Only the first that waits in a lane is due, so that what looks for work never meets what has to
wait for it. Whoever adds to a lane or takes its first away holds the lane's lock meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Recorded
from hubbub.kernel.ids import new_id
from hubbub.kernel.lanes import COLUMNS as DELIVERY
from hubbub.kernel.lanes import LEASE, Delivery
from hubbub.reactions.webhooks.kinds import TEST

Ended = Literal["delivered", "failed", "withheld"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt went."""

    milliseconds: int
    status: int | None
    error: str | None
    answer: str | None


# Taken in the order of the keys, so that two who want several never wait for each other.
LOCK_LANES = """
SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended(endpoint || ':' || lane, 0) AS key
    FROM unnest(%s::text[], %s::text[]) AS wanted (endpoint, lane) ORDER BY key) AS keys
"""
ADD = """
INSERT INTO webhook_deliveries (account_id, id, endpoint_id, lane, event_seq, kind, subject_id,
    subject_version, conversation_id, by_kind, by_id, fact, occurred_at, next_at)
SELECT %(account)s, new.id, new.endpoint_id, %(lane)s, %(seq)s, %(kind)s, %(subject)s, %(version)s,
    %(conversation)s, %(by_kind)s, %(by_id)s, %(fact)s, %(at)s,
    CASE WHEN EXISTS (
        SELECT FROM webhook_deliveries w
        WHERE w.account_id = %(account)s AND w.endpoint_id = new.endpoint_id
          AND w.lane = %(lane)s AND w.state = 'waiting') THEN NULL ELSE now() END
FROM unnest(%(ids)s::uuid[], %(endpoints)s::uuid[]) AS new (id, endpoint_id)
JOIN webhook_endpoints e ON e.account_id = %(account)s AND e.id = new.endpoint_id
ON CONFLICT (account_id, endpoint_id, event_seq) DO NOTHING
"""
ADD_TEST = """
INSERT INTO webhook_deliveries (account_id, id, endpoint_id, lane, kind, by_kind, by_id,
                                occurred_at, next_at)
VALUES (%(account)s, %(id)s, %(endpoint)s, %(id)s, %(kind)s, %(by_kind)s, %(by_id)s, now(), now())
"""
IS_OURS = """
SELECT 1 FROM webhook_deliveries
WHERE account_id = %s AND id = %s AND attempts = %s AND state = 'waiting' FOR UPDATE
"""
NOTE = """
INSERT INTO webhook_attempts (account_id, delivery_id, attempt, endpoint_id, milliseconds, status,
                              error, answer)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
END = """
UPDATE webhook_deliveries SET state = %s, failures = %s, next_at = NULL, leased_until = NULL,
       with_id = NULL, ended_at = now()
WHERE account_id = %s AND id = %s
"""
# What is first in its lane, so that the order holds whatever goes together.
TAKE_ALONG = f"""
WITH due AS MATERIALIZED (
    SELECT id AS due_id FROM webhook_deliveries
    WHERE account_id = %(account)s AND endpoint_id = %(endpoint)s AND kind = %(kind)s
      AND next_at <= now() AND event_seq IS NOT NULL AND id <> %(id)s
    ORDER BY next_at, place LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE webhook_deliveries d
SET leased_until = now() + %(lease)s, next_at = now() + %(lease)s, attempts = attempts + 1,
    with_id = %(id)s
FROM due WHERE d.account_id = %(account)s AND d.id = due_id
RETURNING {DELIVERY}
"""
LET_GO = """
UPDATE webhook_deliveries d SET next_at = now(), leased_until = NULL, with_id = NULL
FROM unnest(%s::uuid[], %s::int[]) AS ours (id, attempts)
WHERE d.account_id = %s AND d.id = ours.id AND d.attempts = ours.attempts AND d.state = 'waiting'
"""
LATER = """
UPDATE webhook_deliveries SET failures = %s, next_at = now() + %s, leased_until = NULL,
       with_id = NULL
WHERE account_id = %s AND id = %s
"""
PROMOTE = """
UPDATE webhook_deliveries SET next_at = now()
WHERE next_at IS NULL AND account_id = %(account)s AND id = (
    SELECT id FROM webhook_deliveries
    WHERE account_id = %(account)s AND endpoint_id = %(endpoint)s AND lane = %(lane)s
      AND state = 'waiting'
    ORDER BY place LIMIT 1)
"""
PERHAPS_SENT = """
UPDATE webhook_deliveries SET state = 'failed', next_at = NULL, leased_until = NULL,
       ended_at = now()
WHERE state = 'waiting'
"""
# At the end of its lane: what went past it once cannot be called back.
AGAIN = """
UPDATE webhook_deliveries SET state = 'waiting', failures = 0, place = DEFAULT, ended_at = NULL
WHERE account_id = %s AND id = ANY(%s) AND state <> 'waiting'
"""


async def lock_lanes(tx: Transaction, lanes: Sequence[tuple[UUID, UUID]]) -> None:
    """(endpoint, lane) of each; until the end of the transaction."""
    await tx.rows(LOCK_LANES, ([each.hex for each, _ in lanes], [each.hex for _, each in lanes]))


async def add_deliveries(
    tx: Transaction,
    endpoint_ids: Sequence[UUID],
    event: Recorded,
    lane: UUID,
    conversation_id: UUID | None,
) -> None:
    """One for each endpoint, at the end of its lane; those that are there already stay."""
    await lock_lanes(tx, [(each, lane) for each in endpoint_ids])
    await tx.execute(
        ADD,
        {
            "account": tx.account, "ids": [new_id() for _ in endpoint_ids],
            "endpoints": list(endpoint_ids), "lane": lane, "seq": event.seq, "kind": event.kind,
            "subject": event.subject_id, "version": event.version,
            "conversation": conversation_id, "by_kind": event.actor_kind, "by_id": event.actor_id,
            "fact": Jsonb(event.data), "at": event.at,
        },
    )  # fmt: skip


async def add_test(tx: Transaction, endpoint_id: UUID, by_kind: str, by_id: UUID | None) -> UUID:
    """A delivery that stands for no fact, in a lane of its own."""
    delivery_id = new_id()
    values = {
        "account": tx.account, "id": delivery_id, "endpoint": endpoint_id, "kind": TEST,
        "by_kind": by_kind, "by_id": by_id,
    }  # fmt: skip
    await tx.execute(ADD_TEST, values)
    return delivery_id


async def is_ours(tx: Transaction, delivery: Delivery) -> bool:
    """Whether this attempt may still write what became of it; its lane is locked from then on."""
    await lock_lanes(tx, [(delivery.endpoint_id, delivery.lane)])
    key = (delivery.account_id, delivery.id, delivery.attempts)
    return await tx.row(IS_OURS, key) is not None


async def note_attempt(tx: Transaction, delivery: Delivery, outcome: Outcome) -> None:
    values = (
        tx.account, delivery.id, delivery.attempts, delivery.endpoint_id, outcome.milliseconds,
        outcome.status, outcome.error, outcome.answer,
    )  # fmt: skip
    await tx.execute(NOTE, values)


async def end_delivery(tx: Transaction, delivery: Delivery, state: Ended, failures: int) -> None:
    """It is over, and the next of its lane is due."""
    await tx.execute(END, (state, failures, tx.account, delivery.id))
    await promote(tx, delivery.endpoint_id, delivery.lane)


async def take_along(tx: Transaction, delivery: Delivery, most: int) -> list[Delivery]:
    """Others of the same kind that are due at the same endpoint, under a lease like its own."""
    values = {
        "account": tx.account, "endpoint": delivery.endpoint_id, "kind": delivery.kind,
        "id": delivery.id, "most": most, "lease": LEASE,
    }  # fmt: skip
    found = await tx.all(Delivery, TAKE_ALONG, values)
    return sorted(found, key=lambda each: each.occurred_at)


async def let_go(tx: Transaction, taken: Sequence[Delivery]) -> None:
    """They are due again, each by itself."""
    ids, attempts = [each.id for each in taken], [each.attempts for each in taken]
    await tx.execute(LET_GO, (ids, attempts, tx.account))


async def try_later(tx: Transaction, delivery: Delivery, failures: int, pause: timedelta) -> None:
    """It stays the first of its lane, so that the later ones wait for it."""
    await tx.execute(LATER, (failures, pause, tx.account, delivery.id))


async def promote(tx: Transaction, endpoint_id: UUID, lane: UUID) -> None:
    """Have the first of a lane due, if it is not; the caller holds the lane's lock."""
    wanted = {"account": tx.account, "endpoint": endpoint_id, "lane": lane}
    await tx.execute(PROMOTE, wanted)


async def send_again(
    tx: Transaction, endpoint_id: UUID, wanted: Sequence[tuple[UUID, UUID]]
) -> int:
    """(delivery, lane) of each, in order; how many did not wait already."""
    await lock_lanes(tx, [(endpoint_id, lane) for _, lane in wanted])
    count = 0
    for delivery_id, lane in wanted:
        count += await tx.execute(AGAIN, (tx.account, [delivery_id]))
        await promote(tx, endpoint_id, lane)
    return count


async def deliveries_perhaps_sent(tx: Transaction) -> None:
    """As the owner: none that waits goes out by itself any more; all can be replayed."""
    await tx.execute(PERHAPS_SENT)
