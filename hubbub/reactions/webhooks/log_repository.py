"""The log of deliveries as people read it, and figures of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from psycopg.sql import SQL, Composable

from hubbub.kernel.database import Transaction

DeliveryState = Literal["waiting", "delivered", "failed", "withheld"]
RECENT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class LoggedDelivery:
    """A delivery, with how the last attempt went. `next_at` is when it is tried again; None while
    it waits for an earlier one of its conversation, or is over."""

    id: UUID
    endpoint_id: UUID
    lane: UUID
    kind: str
    subject_id: UUID | None
    conversation_id: UUID | None
    state: DeliveryState
    attempts: int
    next_at: datetime | None
    is_under_way: bool
    occurred_at: datetime
    created_at: datetime
    ended_at: datetime | None
    last_at: datetime | None
    milliseconds: int | None
    status: int | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    attempt: int
    at: datetime
    milliseconds: int
    status: int | None
    error: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The last attempts of the last day, up to 1,000, and what waits and what failed, each counted
    up to 10,000."""

    endpoint_id: UUID
    arrived: int
    tried: int
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What the log is narrowed to."""

    state: DeliveryState | None
    kind: str | None
    after: tuple[datetime, UUID] | None
    limit: int


COLUMNS = SQL(
    """SELECT d.id, d.endpoint_id, d.lane, d.kind, d.subject_id, d.conversation_id, d.state,
d.attempts, CASE WHEN d.leased_until > now() THEN NULL ELSE d.next_at END AS next_at,
coalesce(d.leased_until > now(), false) AS is_under_way, d.occurred_at, d.created_at, d.ended_at,
a.at AS last_at, a.milliseconds, a.status, a.error
FROM webhook_deliveries d
LEFT JOIN LATERAL (
    SELECT at, milliseconds, status, error FROM webhook_attempts a
    WHERE a.account_id = d.account_id AND a.delivery_id = d.id
    ORDER BY a.attempt DESC LIMIT 1) a ON true
WHERE d.account_id = %(account)s AND d.endpoint_id = %(endpoint)s """
)
NEWEST = SQL("ORDER BY d.created_at DESC, d.id DESC LIMIT %(limit)s")
ATTEMPTS = """
SELECT attempt, at, milliseconds, status, error, answer FROM webhook_attempts
WHERE account_id = %s AND delivery_id = %s ORDER BY attempt DESC LIMIT 50
"""
TALLIES = """
SELECT e.id AS endpoint_id, coalesce(r.arrived, 0) AS arrived, coalesce(r.tried, 0) AS tried,
       (SELECT count(*) FROM (SELECT FROM webhook_deliveries d
        WHERE d.account_id = e.account_id AND d.endpoint_id = e.id AND d.state = 'waiting'
        LIMIT 10000) AS found) AS waiting,
       (SELECT count(*) FROM (SELECT FROM webhook_deliveries d
        WHERE d.account_id = e.account_id AND d.endpoint_id = e.id AND d.state = 'failed'
        LIMIT 10000) AS found) AS failed
FROM webhook_endpoints e
LEFT JOIN LATERAL (
    SELECT count(*) AS tried, count(*) FILTER (WHERE error IS NULL) AS arrived
    FROM (SELECT a.error FROM webhook_attempts a
          WHERE a.account_id = e.account_id AND a.endpoint_id = e.id AND a.at > now() - %s
          ORDER BY a.at DESC LIMIT 1000) AS last) r ON true
WHERE e.account_id = %s
"""
FAILED = """
SELECT id, lane, place FROM webhook_deliveries
WHERE account_id = %s AND endpoint_id = %s AND state = 'failed' AND place > %s AND place <= %s
  AND occurred_at >= %s
ORDER BY place LIMIT %s
"""
COUNT_FAILED = """
SELECT count(*), coalesce(max(place), 0) FROM (
    SELECT place FROM webhook_deliveries
    WHERE account_id = %s AND endpoint_id = %s AND state = 'failed' AND occurred_at >= %s
    ORDER BY place LIMIT %s) AS found
"""


async def list_deliveries(
    tx: Transaction, endpoint_id: UUID, wanted: Filter
) -> list[LoggedDelivery]:
    """The newest first."""
    parts: list[Composable] = [COLUMNS]
    params: dict[str, Any] = {
        "account": tx.account, "endpoint": endpoint_id, "limit": wanted.limit,
    }  # fmt: skip
    if wanted.state is not None:
        parts.append(SQL("AND d.state = %(state)s "))
        params["state"] = wanted.state
    if wanted.kind is not None:
        parts.append(SQL("AND d.kind = %(kind)s "))
        params["kind"] = wanted.kind
    if wanted.after is not None:
        parts.append(SQL("AND (d.created_at, d.id) < (%(at)s, %(after)s) "))
        params["at"], params["after"] = wanted.after
    parts.append(NEWEST)
    return await tx.all(LoggedDelivery, SQL("").join(parts), params)


async def get_delivery(
    tx: Transaction, endpoint_id: UUID, delivery_id: UUID
) -> LoggedDelivery | None:
    params = {"account": tx.account, "endpoint": endpoint_id, "id": delivery_id}
    return await tx.one(LoggedDelivery, COLUMNS + SQL("AND d.id = %(id)s"), params)


async def attempts_of(tx: Transaction, delivery_id: UUID) -> list[Attempt]:
    """The newest first."""
    return await tx.all(Attempt, ATTEMPTS, (tx.account, delivery_id))


async def tallies(tx: Transaction) -> dict[UUID, Tally]:
    """Of every endpoint of the account."""
    found = await tx.all(Tally, TALLIES, (RECENT, tx.account))
    return {each.endpoint_id: each for each in found}


async def failed_after(
    tx: Transaction, endpoint_id: UUID, since: datetime, places: tuple[int, int], limit: int
) -> list[tuple[UUID, UUID, int]]:
    """(delivery, lane, place) of those that failed, in order, above the first place and up to
    the second."""
    first, last = places
    rows = await tx.rows(FAILED, (tx.account, endpoint_id, first, last, since, limit))
    return [(row[0], row[1], row[2]) for row in rows]


async def count_failed(
    tx: Transaction, endpoint_id: UUID, since: datetime, most: int
) -> tuple[int, int]:
    """How many failed since then, counted up to `most`, and the place of the last of those."""
    row = await tx.row(COUNT_FAILED, (tx.account, endpoint_id, since, most))
    assert row is not None
    return row[0], row[1]
