"""Rows of deliveries on their way: put into their lanes, taken under a lease, and ended.

Only the first that waits in a lane is due, so that what looks for work never meets what has to
wait for it. Whoever adds to a lane or takes its first away holds the lane's lock meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Recorded
from hubbub.kernel.ids import new_id
from hubbub.reactions.webhooks.kinds import TEST

Ended = Literal["delivered", "failed", "withheld"]

LEASE = timedelta(seconds=60)
"""Longer than any request may take, so that it need not be renewed."""
PER_ENDPOINT = 4
PER_ACCOUNT = 16
"""How many of one are under way at once, in all processes together."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A fact on its way to an endpoint. `attempts` is also the fence: whoever takes it over
    raises it."""

    account_id: UUID
    id: UUID
    endpoint_id: UUID
    lane: UUID
    kind: str
    subject_id: UUID | None
    subject_version: int | None
    conversation_id: UUID | None
    by_kind: str | None
    by_id: UUID | None
    fact: dict[str, Any]
    occurred_at: datetime
    attempts: int
    failures: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt went."""

    milliseconds: int
    status: int | None
    error: str | None
    answer: str | None


COLUMNS = """d.account_id, d.id, d.endpoint_id, d.lane, d.kind, d.subject_id, d.subject_version,
d.conversation_id, d.by_kind, d.by_id, d.fact, d.occurred_at, d.attempts, d.failures"""
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
# One at a time, so that the shares hold however many look for work.
ONE_TAKES = "SELECT pg_advisory_xact_lock(hashtextextended('webhooks: take', 0))"
# What is under way counts as turns that were had: whoever has had fewest comes first.
TAKE = f"""
WITH busy AS MATERIALIZED (
    SELECT account_id, endpoint_id, count(*) AS n FROM webhook_deliveries
    WHERE leased_until > now() GROUP BY account_id, endpoint_id
),
due AS (
    SELECT e.account_id, d.id, coalesce(b.n, 0) + d.n AS turn
    FROM webhook_endpoints e
    LEFT JOIN busy b ON b.account_id = e.account_id AND b.endpoint_id = e.id
    CROSS JOIN LATERAL (
        SELECT id, row_number() OVER (ORDER BY next_at) AS n FROM webhook_deliveries
        WHERE account_id = e.account_id AND endpoint_id = e.id AND next_at <= now()
        ORDER BY next_at LIMIT greatest(0, %(endpoint)s - coalesce(b.n, 0))) AS d
    WHERE e.state = 'on' AND (e.rests_until IS NULL OR e.rests_until <= now())
    UNION
    SELECT account_id, id, 1 FROM (
        SELECT account_id, id FROM webhook_deliveries
        WHERE next_at <= now() AND event_seq IS NULL ORDER BY next_at LIMIT %(most)s) AS tests
),
shared AS (
    SELECT id, account_id, turn,
           (SELECT coalesce(sum(n), 0) FROM busy WHERE busy.account_id = due.account_id)
           + row_number() OVER (PARTITION BY account_id ORDER BY turn) AS account_turn
    FROM due
)
UPDATE webhook_deliveries d
SET leased_until = now() + %(lease)s, next_at = now() + %(lease)s, attempts = attempts + 1
WHERE (d.account_id, d.id) IN (
    SELECT w.account_id, w.id FROM webhook_deliveries w
    JOIN shared ON shared.account_id = w.account_id AND shared.id = w.id
    WHERE shared.account_turn <= %(account)s AND w.next_at <= now()
    ORDER BY shared.account_turn, shared.turn LIMIT %(most)s FOR UPDATE OF w SKIP LOCKED)
RETURNING {COLUMNS}
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
       ended_at = now()
WHERE account_id = %s AND id = %s
"""
LATER = """
UPDATE webhook_deliveries SET failures = %s, next_at = now() + %s, leased_until = NULL
WHERE account_id = %s AND id = %s
"""
GIVE_BACK = """
UPDATE webhook_deliveries d SET next_at = now(), leased_until = NULL
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS ours (account_id, id, attempts)
WHERE d.account_id = ours.account_id AND d.id = ours.id AND d.attempts = ours.attempts
  AND d.state = 'waiting'
"""
PROMOTE = """
UPDATE webhook_deliveries SET next_at = now()
WHERE next_at IS NULL AND account_id = %(account)s AND id = (
    SELECT id FROM webhook_deliveries
    WHERE account_id = %(account)s AND endpoint_id = %(endpoint)s AND lane = %(lane)s
      AND state = 'waiting'
    ORDER BY place LIMIT 1)
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


async def take_deliveries(tx: Transaction, most: int) -> list[Delivery]:
    """As the engine: what is due, under a lease, in fair shares between accounts and endpoints."""
    await tx.rows(ONE_TAKES)
    shares = {"endpoint": PER_ENDPOINT, "account": PER_ACCOUNT, "most": most, "lease": LEASE}
    return await tx.all(Delivery, TAKE, shares)


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


async def try_later(tx: Transaction, delivery: Delivery, failures: int, pause: timedelta) -> None:
    """It stays the first of its lane, so that the later ones wait for it."""
    await tx.execute(LATER, (failures, pause, tx.account, delivery.id))


async def give_back(tx: Transaction, taken: Sequence[Delivery]) -> None:
    """As the engine: another may take them at once."""
    values = ([d.account_id for d in taken], [d.id for d in taken], [d.attempts for d in taken])
    await tx.execute(GIVE_BACK, values)


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
