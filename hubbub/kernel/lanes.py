"""Deliveries of all accounts, for who sends them: taken under a lease, in fair shares, and looked
after where nobody else would."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hubbub.kernel.database import Database

LEASE = timedelta(seconds=60)
"""Longer than any request may take, so that it need not be renewed."""
PER_ENDPOINT = 4
PER_ACCOUNT = 16
"""How many requests of one are under way at once, in all processes together."""


CHUNK = 500

COLUMNS = """d.account_id, d.id, d.endpoint_id, d.lane, d.kind, d.subject_id, d.subject_version,
d.conversation_id, d.by_kind, d.by_id, d.fact, d.occurred_at, d.attempts, d.failures"""
# One at a time, so that the shares hold however many look for work.
ONE_TAKES = "SELECT pg_advisory_xact_lock(hashtextextended('webhooks: take', 0))"
# What is under way counts as turns that were had: whoever has had fewest comes first.
TAKE = f"""
WITH busy AS MATERIALIZED (
    SELECT account_id, endpoint_id, count(*) AS n FROM webhook_deliveries
    WHERE leased_until > now() AND with_id IS NULL GROUP BY account_id, endpoint_id
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
SET leased_until = now() + %(lease)s, next_at = now() + %(lease)s, attempts = attempts + 1,
    with_id = NULL
WHERE (d.account_id, d.id) IN (
    SELECT w.account_id, w.id FROM webhook_deliveries w
    JOIN shared ON shared.account_id = w.account_id AND shared.id = w.id
    WHERE shared.account_turn <= %(account)s AND w.next_at <= now()
    ORDER BY shared.account_turn, shared.turn LIMIT %(most)s FOR UPDATE OF w SKIP LOCKED)
RETURNING {COLUMNS}
"""
GIVE_BACK = """
UPDATE webhook_deliveries d SET next_at = now(), leased_until = NULL
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS ours (account_id, id, attempts)
WHERE d.account_id = ours.account_id AND d.id = ours.id AND d.attempts = ours.attempts
  AND d.state = 'waiting'
"""
OLD = """
DELETE FROM webhook_deliveries WHERE (account_id, id) IN (
    SELECT account_id, id FROM webhook_deliveries WHERE created_at < now() - %s
    ORDER BY created_at LIMIT %s)
"""
# Lanes of which something waits and nothing is due: the first was cleared away.
STUCK = """
SELECT DISTINCT account_id, endpoint_id, lane FROM webhook_deliveries d
WHERE state = 'waiting' AND next_at IS NULL AND NOT EXISTS (
    SELECT FROM webhook_deliveries f
    WHERE f.account_id = d.account_id AND f.endpoint_id = d.endpoint_id AND f.lane = d.lane
      AND f.state = 'waiting' AND f.next_at IS NOT NULL)
LIMIT 500
"""
CROWDED = """
SELECT account_id, endpoint_id FROM webhook_deliveries WHERE state = 'waiting'
GROUP BY account_id, endpoint_id HAVING count(*) > %s
"""


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


async def take_deliveries(database: Database, most: int) -> list[Delivery]:
    """What is due, under a lease, in fair shares between accounts and endpoints."""
    shares = {"endpoint": PER_ENDPOINT, "account": PER_ACCOUNT, "most": most, "lease": LEASE}
    async with database.engine() as tx:
        await tx.rows(ONE_TAKES)
        return await tx.all(Delivery, TAKE, shares)


async def give_back(database: Database, taken: Sequence[Delivery]) -> None:
    """Another may take them at once."""
    values = ([d.account_id for d in taken], [d.id for d in taken], [d.attempts for d in taken])
    async with database.engine() as tx:
        await tx.execute(GIVE_BACK, values)


async def clear_old_deliveries(database: Database, age: timedelta) -> None:
    """In chunks, so that no transaction grows long."""
    cleared = CHUNK
    while cleared == CHUNK:
        async with database.engine() as tx:
            cleared = await tx.execute(OLD, (age, CHUNK))


async def stuck_lanes(database: Database) -> list[tuple[UUID, UUID, UUID]]:
    """(account, endpoint, lane)"""
    async with database.engine() as tx:
        return [(row[0], row[1], row[2]) for row in await tx.rows(STUCK)]


async def crowded_endpoints(database: Database, most: int) -> list[tuple[UUID, UUID]]:
    """(account, endpoint) of which more wait than may."""
    async with database.engine() as tx:
        return [(row[0], row[1]) for row in await tx.rows(CROWDED, (most,))]
