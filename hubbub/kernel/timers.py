"""Timers: due rows, taken under a lease of their own, done once each as far as the database is
concerned. Long work is a job."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from psycopg import OperationalError
from psycopg.types.json import Jsonb

from hubbub.kernel.database import Database, Transaction, columns_of, is_out_of_reach
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.ids import new_id
from hubbub.kernel.logs import in_short

log = structlog.get_logger()

BATCH = 50
LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 12


@dataclass(frozen=True, slots=True)
class Timer:
    """Something to be done at a moment. `key` names it, so that it exists once."""

    account_id: UUID
    id: UUID
    kind: str
    subject_id: UUID | None
    due_at: datetime
    payload: dict[str, Any]
    attempts: int


Handler = Callable[[Transaction, Timer], Awaitable[None]]

# Under another id, so that whoever has taken it as it was before can do nothing with it any more:
# the number of the attempt begins again, and alone would be the same one for both.
SCHEDULE = """
INSERT INTO timers (account_id, id, kind, subject_id, due_at, payload)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (account_id, kind, subject_id) WHERE subject_id IS NOT NULL AND state = 'waiting'
DO UPDATE SET id = excluded.id, due_at = excluded.due_at, payload = excluded.payload, attempts = 0,
              leased_until = NULL, error = NULL
"""
SCHEDULE_ALL = """
INSERT INTO timers (account_id, id, kind, subject_id, due_at, payload)
SELECT %s, t.id, %s, t.subject_id, %s, '{}'
FROM unnest(%b::uuid[], %b::uuid[]) AS t (id, subject_id)
ON CONFLICT (account_id, kind, subject_id) WHERE subject_id IS NOT NULL AND state = 'waiting'
DO NOTHING
"""
CANCEL = """
DELETE FROM timers WHERE account_id = %s AND kind = %s AND subject_id = %s AND state = 'waiting'
"""
TAKE = """
UPDATE timers SET leased_until = now() + %(lease)s, attempts = attempts + 1
WHERE (account_id, id) IN (
    SELECT account_id, id FROM timers
    WHERE state = 'waiting' AND due_at <= now() AND kind = ANY(%(kinds)s)
      AND account_id <> ALL(%(but)s::uuid[]) AND (leased_until IS NULL OR leased_until < now())
    ORDER BY due_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
RETURNING account_id, id, kind, subject_id, due_at, payload, attempts
"""
# Taken out before it is done, so that what is done can set it again. The number of the attempt is
# the fence: whoever takes it over raises it, whoever sets it anew gives it another id. It waits for
# a row that is locked: another worker that looks for work locks rows for a moment that it leaves.
CLAIM = """
DELETE FROM timers WHERE account_id = %s AND id = %s AND attempts = %s AND state = 'waiting'
"""
LATER = """
UPDATE timers SET leased_until = NULL, due_at = now() + %s, error = %s,
                  state = CASE WHEN attempts >= %s THEN 'failed' ELSE 'waiting' END
WHERE account_id = %s AND id = %s AND state = 'waiting' AND attempts = %s
"""
HOLD = "UPDATE timers SET leased_until = now() + %s WHERE account_id = %s AND id = %s"
DONE_AS_TAKEN = "DELETE FROM timers WHERE account_id = %s AND id = %s AND attempts = %s"
FREE = "UPDATE timers SET leased_until = NULL WHERE leased_until IS NOT NULL"
PUT_BACK = """
UPDATE timers SET leased_until = NULL, due_at = now() + %s, error = left(%s, 500)
WHERE account_id = %s AND id = %s AND attempts = %s
"""


async def schedule(
    tx: Transaction,
    kind: str,
    due_at: datetime,
    *,
    subject_id: UUID | None = None,
    payload: dict[str, Any] | None = None,
) -> None:
    """Set a timer in this transaction; one of the same kind and subject is moved."""
    await tx.execute(
        SCHEDULE, (tx.account, new_id(), kind, subject_id, due_at, Jsonb(payload or {}))
    )


async def schedule_all(
    tx: Transaction, kind: str, due_at: datetime, subject_ids: Sequence[UUID]
) -> None:
    """A timer for each of these, in one statement; those that have one keep it."""
    rows = [(new_id(), subject_id) for subject_id in subject_ids]
    await tx.execute(SCHEDULE_ALL, (tx.account, kind, due_at, *columns_of(rows, 2)))


async def cancel(tx: Transaction, kind: str, subject_id: UUID) -> None:
    """Take a timer back in this transaction."""
    await tx.execute(CANCEL, (tx.account, kind, subject_id))


async def take_due(
    database: Database, kinds: list[str], most: int, *, but: Sequence[UUID] = ()
) -> list[Timer]:
    """Due timers of these kinds, of all accounts `but` some, under a lease; whoever takes them
    finishes or puts them back."""
    values = {"lease": LEASE, "kinds": kinds, "batch": most, "but": list(but)}
    async with database.engine() as tx:
        return await tx.all(Timer, TAKE, values)


async def hold(database: Database, timer: Timer) -> None:
    """Keep the lease for work that is still going on."""
    async with database.engine() as tx:
        await tx.execute(HOLD, (LEASE, timer.account_id, timer.id))


async def done(database: Database, timer: Timer) -> None:
    """It is finished. One that was set anew in the meantime stays."""
    async with database.engine() as tx:
        await tx.execute(DONE_AS_TAKEN, (timer.account_id, timer.id, timer.attempts))


async def again_later(
    database: Database, timer: Timer, pause: timedelta, error: str | None
) -> None:
    """Put it back, to be taken after a pause."""
    async with database.engine() as tx:
        await tx.execute(PUT_BACK, (pause, error, timer.account_id, timer.id, timer.attempts))


async def free_timers(tx: Transaction) -> None:
    """As the owner: nobody is doing any of them."""
    await tx.execute(FREE)


async def run_due(database: Database, handlers: dict[str, Handler]) -> int:
    """Do what is due, each timer in one transaction with its completion; how many were taken."""
    due = await take_due(database, list(handlers), BATCH)
    for timer in due:
        try:
            await do(database, timer, handlers[timer.kind])
        except Exception as error:
            if is_out_of_reach(error):
                raise
            log.exception("timer.failed", kind=timer.kind, attempts=timer.attempts)
            await _later(database, timer, error)
    return len(due)


async def do(database: Database, timer: Timer, handler: Handler) -> bool:
    """Do one that was taken, with its completion; False when it is not ours any more."""
    async with database.transaction(timer.account_id) as tx:
        if await tx.execute(CLAIM, (timer.account_id, timer.id, timer.attempts)) != 1:
            return False
        await handler(tx, timer)
        return True


async def run_timers(database: Database, handlers: dict[str, Handler], pause: float = 0.5) -> None:
    """Do what is due until cancelled."""
    while True:
        try:
            taken = await run_due(database, handlers)
        except (OperationalError, Unavailable) as error:
            log.warning("timers.waiting", error=type(error).__name__)
            taken = 0
        if taken < BATCH:
            await asyncio.sleep(pause)


async def _later(database: Database, timer: Timer, error: Exception) -> None:
    pause = timedelta(seconds=min(600, 2**timer.attempts))
    async with database.engine() as tx:
        await tx.execute(
            LATER,
            (pause, in_short(error)[:500].replace("\0", ""), MOST_ATTEMPTS,
             timer.account_id, timer.id, timer.attempts),
        )  # fmt: skip
