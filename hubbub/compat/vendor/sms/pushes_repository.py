"""Rows of what is on its way to an address: taken in batches, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction, columns_of
from hubbub.kernel.timers import schedule

Kind = Literal["report", "inbound"]

TIMERS: dict[Kind, str] = {"report": "wire.report", "inbound": "wire.inbound"}
"""The kinds of timers, one for each text; whichever is due first takes what else waits along."""
LEASE = timedelta(seconds=60)
"""Longer than any request may take."""
TOGETHER = 100
"""In one request, as the interface has it."""

PUT = """
INSERT INTO wire_pushes (account_id, kind, message_id, url, api) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (account_id, kind, message_id) DO UPDATE
SET at = clock_timestamp(), state = 'waiting', next_at = now(), failures = 0
"""
FORWARD = """
INSERT INTO wire_pushes (account_id, kind, message_id, url, api)
SELECT m.account_id, 'inbound', m.id, n.forward_url, 1
FROM messages m JOIN numbers n ON n.account_id = m.account_id AND n.number = m.number
WHERE m.account_id = %s AND m.id = %s AND m.channel = 'sms' AND n.forward_url IS NOT NULL
  AND m.created_at >= n.forward_since
  AND NOT EXISTS (SELECT FROM wire_pulled w
                  WHERE w.account_id = m.account_id AND w.message_id = m.id)
ON CONFLICT DO NOTHING
RETURNING message_id
"""
FORWARDS = "SELECT EXISTS (SELECT FROM numbers WHERE account_id = %s AND forward_url IS NOT NULL)"
TAKE = """
WITH due AS MATERIALIZED (
    SELECT p.message_id FROM wire_pushes p
    JOIN wire_pushes first ON first.account_id = p.account_id AND first.kind = p.kind
     AND first.url = p.url AND first.api = p.api
    WHERE first.account_id = %(account)s AND first.kind = %(kind)s
      AND first.message_id = %(message)s AND first.state = 'waiting' AND first.next_at <= now()
      AND p.state = 'waiting' AND p.next_at <= now()
    ORDER BY p.at LIMIT %(most)s FOR UPDATE OF p SKIP LOCKED
)
UPDATE wire_pushes SET next_at = now() + %(lease)s FROM due
WHERE wire_pushes.account_id = %(account)s AND wire_pushes.kind = %(kind)s
  AND wire_pushes.message_id = due.message_id
RETURNING wire_pushes.message_id, wire_pushes.url, wire_pushes.api, wire_pushes.at,
          wire_pushes.failures
"""
DUE_IN = """
SELECT extract(epoch FROM next_at - now())::float8 FROM wire_pushes
WHERE account_id = %s AND kind = %s AND message_id = %s AND state = 'waiting'
"""
LEFT = """
SELECT count(*) FROM wire_pushes
WHERE account_id = %s AND kind = %s AND url = %s AND state = 'waiting' AND next_at <= now()
"""
# What became of a text meanwhile has another time, and goes by itself.
ARRIVED = """
DELETE FROM wire_pushes p USING unnest(%s::uuid[], %s::timestamptz[]) AS had (id, at)
WHERE p.account_id = %s AND p.kind = %s AND p.message_id = had.id AND p.at = had.at
"""
LATER = """
UPDATE wire_pushes p SET failures = p.failures + 1,
    state = CASE WHEN had.pause IS NULL THEN 'given_up' ELSE 'waiting' END,
    next_at = now() + coalesce(had.pause, interval '0')
FROM unnest(%s::uuid[], %s::timestamptz[], %s::interval[]) AS had (id, at, pause)
WHERE p.account_id = %s AND p.kind = %s AND p.message_id = had.id AND p.at = had.at
"""
PULLABLE = """
UPDATE wire_texts SET report_at = now() WHERE account_id = %s AND message_id = ANY(%s)
"""
PULLED = """
INSERT INTO wire_pulled (account_id, message_id)
SELECT %s, id FROM unnest(%s::uuid[]) AS id ON CONFLICT DO NOTHING
"""

# What is given up can be pulled.
PERHAPS_ARRIVED = """
WITH given_up AS (
    UPDATE wire_pushes SET state = 'given_up' WHERE state = 'waiting'
    RETURNING account_id, kind, message_id)
UPDATE wire_texts w SET report_at = now() FROM given_up g
WHERE g.kind = 'report' AND w.account_id = g.account_id AND w.message_id = g.message_id
"""


@dataclass(frozen=True, slots=True)
class Push:
    """A text whose report, or which itself, goes to an address."""

    message_id: UUID
    url: str
    api: int
    at: datetime
    failures: int


async def put_report(tx: Transaction, message_id: UUID, url: str, api: int) -> None:
    await tx.execute(PUT, (tx.account, "report", message_id, url, api))
    await schedule(tx, TIMERS["report"], now(), subject_id=message_id)


async def put_forward(tx: Transaction, message_id: UUID) -> None:
    """Where the number that it came to has an address, and nobody pulled it."""
    if await tx.row(FORWARD, (tx.account, message_id)) is not None:
        await schedule(tx, TIMERS["inbound"], now(), subject_id=message_id)


async def has_forwards(tx: Transaction) -> bool:
    """Whether any number of the account has an address."""
    return bool(await tx.value(FORWARDS, (tx.account,)))


async def take_pushes(tx: Transaction, kind: Kind, message_id: UUID) -> list[Push]:
    """This one and others that are due at the same address, for as long as the lease; none where
    this one is not due."""
    values = {
        "account": tx.account, "kind": kind, "message": message_id, "most": TOGETHER,
        "lease": LEASE,
    }  # fmt: skip
    return await tx.all(Push, TAKE, values)


async def due_in(tx: Transaction, kind: Kind, message_id: UUID) -> timedelta | None:
    """None when it is not on its way any more."""
    seconds = await tx.value(DUE_IN, (tx.account, kind, message_id))
    return None if seconds is None else timedelta(seconds=max(1.0, seconds))


async def count_due(tx: Transaction, kind: Kind, url: str) -> int:
    return await tx.value(LEFT, (tx.account, kind, url))


async def pushes_arrived(tx: Transaction, kind: Kind, pushes: Sequence[Push]) -> None:
    ids, times = columns_of([(each.message_id, each.at) for each in pushes], 2)
    await tx.execute(ARRIVED, (ids, times, tx.account, kind))
    if kind == "inbound":
        await tx.execute(PULLED, (tx.account, ids))


async def pushes_failed(
    tx: Transaction, kind: Kind, failed: Sequence[tuple[Push, timedelta | None]]
) -> None:
    """Each again after a pause; without one it is given up, and waits to be pulled."""
    given_up = [push.message_id for push, pause in failed if pause is None]
    if given_up and kind == "report":
        await tx.execute(PULLABLE, (tx.account, given_up))
    rows = [(push.message_id, push.at, pause) for push, pause in failed]
    await tx.execute(LATER, (*columns_of(rows, 3), tx.account, kind))


async def pushes_perhaps_arrived(tx: Transaction) -> None:
    """As the owner: none that waits goes out by itself any more; all can be pulled."""
    await tx.execute(PERHAPS_ARRIVED)
