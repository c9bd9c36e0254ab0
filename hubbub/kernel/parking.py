"""Facts that a reader could not take in, set aside in the database with the later ones of their
subject, to be tried again in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import structlog
from psycopg.types.json import Jsonb

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.events import Recorded

log = structlog.get_logger()

FIRST_PAUSE = timedelta(seconds=2)
MOST_PAUSE = timedelta(minutes=10)
AT_ONCE = 100

PARK = """
INSERT INTO parked_events
    (consumer, account_id, subject_id, event_seq, event, error, attempts, retry_at)
VALUES (%(consumer)s, %(account)s, %(subject)s, %(seq)s, %(event)s, %(error)s, %(attempts)s,
        now() + %(pause)s)
ON CONFLICT (consumer, account_id, subject_id, event_seq) DO UPDATE
SET error = excluded.error, attempts = excluded.attempts, retry_at = excluded.retry_at
"""
WAIT = """
INSERT INTO parked_events
    (consumer, account_id, subject_id, event_seq, event, error, attempts, retry_at)
VALUES (%(consumer)s, %(account)s, %(subject)s, %(seq)s, %(event)s,
        'waits for an earlier fact of the same subject', 0, now())
ON CONFLICT (consumer, account_id, subject_id, event_seq) DO NOTHING
"""
ARE_PARKED = """
SELECT DISTINCT subject_id FROM parked_events WHERE consumer = %s AND subject_id = ANY(%s)
"""
# The numbers of one subject rise with its versions: both are taken under the lock of its row.
DUE = """
SELECT account_id, subject_id FROM (
    SELECT DISTINCT ON (account_id, subject_id) account_id, subject_id, retry_at
    FROM parked_events WHERE consumer = %s ORDER BY account_id, subject_id, event_seq) AS first
WHERE retry_at <= now() ORDER BY retry_at LIMIT %s
"""
FIRST = """
SELECT event, attempts, event_seq FROM parked_events
WHERE consumer = %s AND account_id = %s AND subject_id = %s ORDER BY event_seq LIMIT 1
"""
POSTPONE = """
UPDATE parked_events
SET error = %(error)s, attempts = %(attempts)s, retry_at = now() + %(pause)s
WHERE consumer = %(consumer)s AND account_id = %(account)s AND subject_id = %(subject)s
  AND event_seq = %(seq)s
"""
UNPARK = """
DELETE FROM parked_events
WHERE consumer = %s AND account_id = %s AND subject_id = %s AND event_seq = %s
"""
IN_ACCOUNT = """
SELECT * FROM (
    SELECT DISTINCT ON (consumer, subject_id) consumer, subject_id, event_seq AS number,
           event->>'kind' AS kind, (event->>'at')::timestamptz AS happened_at, error, attempts,
           parked_at, retry_at, (event->>'within_id')::uuid AS within_id,
           count(*) OVER (PARTITION BY consumer, subject_id) - 1 AS behind
    FROM parked_events WHERE account_id = %s
    ORDER BY consumer, subject_id, event_seq) AS first
ORDER BY parked_at, consumer, subject_id LIMIT %s
"""
LOCK_FIRST = """
SELECT consumer, subject_id, event_seq AS number, event->>'kind' AS kind,
       (event->>'at')::timestamptz AS happened_at, error, attempts, parked_at, retry_at,
       (event->>'within_id')::uuid AS within_id, 0 AS behind
FROM parked_events WHERE account_id = %s AND consumer = %s AND subject_id = %s
ORDER BY event_seq LIMIT 1 FOR UPDATE
"""
TRY_NOW = """
WITH tried AS (
    UPDATE parked_events SET retry_at = now()
    WHERE account_id = %(account)s AND (%(consumer)s::text IS NULL
          OR (consumer = %(consumer)s AND subject_id = %(subject)s))
    RETURNING consumer, subject_id)
SELECT count(*) FROM (SELECT DISTINCT consumer, subject_id FROM tried) AS subjects
"""
IS_ANY = "SELECT EXISTS (SELECT FROM parked_events)"
COUNT = "SELECT consumer, count(*), max(attempts) FROM parked_events GROUP BY consumer"


@dataclass(frozen=True, slots=True)
class Parking:
    """What one reader has set aside."""

    database: Database
    consumer: str

    async def park(self, event: Recorded, error: Exception, attempts: int) -> None:
        """Set a fact aside that has failed so often now."""
        values = _values(self.consumer, event)
        values |= {
            # Its text may name people; it stands in the log of the process.
            "error": type(error).__name__,
            "attempts": attempts, "pause": pause_after(attempts),
        }  # fmt: skip
        async with self.database.engine() as tx:
            await tx.execute(PARK, values)

    async def wait(self, event: Recorded) -> None:
        """Set a fact aside behind an earlier one of its subject."""
        async with self.database.engine() as tx:
            await tx.execute(WAIT, _values(self.consumer, event))

    async def subjects(self, events: Sequence[Recorded]) -> set[UUID]:
        """Those subjects of these facts of which something is set aside."""
        if not events:
            return set()
        wanted = (self.consumer, list({event.subject_id for event in events}))
        rows = await self.database.look_over(lambda tx: tx.rows(ARE_PARKED, wanted))
        return {row[0] for row in rows}

    async def due(self) -> list[tuple[UUID, UUID]]:
        """(account, subject) of which the first fact may be tried again now."""
        wanted = (self.consumer, AT_ONCE)
        rows = await self.database.look_over(lambda tx: tx.rows(DUE, wanted))
        return [(account, subject) for account, subject in rows]

    async def first(self, account_id: UUID, subject_id: UUID) -> tuple[Recorded, int] | None:
        """The first fact of a subject that is set aside, and how often it has failed. One that
        cannot be read, as another version may have written it, has failed once more."""
        async with self.database.engine() as tx:
            row = await tx.row(FIRST, (self.consumer, account_id, subject_id))
        if row is None:
            return None
        try:
            return msgspec.convert(row[0], Recorded), row[1]
        except msgspec.ValidationError as error:
            log.exception("event.unreadable", consumer=self.consumer, seq=row[2])
            values = {
                "consumer": self.consumer, "account": account_id, "subject": subject_id,
                "seq": row[2], "error": type(error).__name__, "attempts": row[1] + 1,
                "pause": pause_after(row[1] + 1),
            }  # fmt: skip
            async with self.database.engine() as tx:
                await tx.execute(POSTPONE, values)
            return None

    async def release(self, event: Recorded) -> None:
        """It was taken in."""
        key = (self.consumer, event.account_id, event.subject_id, event.seq)
        async with self.database.engine() as tx:
            await tx.execute(UNPARK, key)


@dataclass(frozen=True, slots=True)
class Parked:
    """How much one reader has set aside, and how often its worst was tried."""

    consumer: str
    count: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """The first fact of a subject that a reader failed on, and how many wait behind it. `error` is
    the kind of the mistake."""

    consumer: str
    subject_id: UUID
    number: int
    kind: str
    happened_at: datetime
    error: str
    attempts: int
    parked_at: datetime
    retry_at: datetime
    within_id: UUID | None
    behind: int


async def stuck_in(tx: Transaction, limit: int) -> list[Stuck]:
    """Of the account of the transaction, the oldest first."""
    return await tx.all(Stuck, IN_ACCOUNT, (tx.account, limit))


async def lock_stuck(tx: Transaction, consumer: str, subject_id: UUID) -> Stuck | None:
    """The one that is in the way of its subject."""
    return await tx.one(Stuck, LOCK_FIRST, (tx.account, consumer, subject_id))


async def try_now(tx: Transaction, which: tuple[str, UUID] | None) -> int:
    """Of a reader and a subject, or of the whole account; how many subjects."""
    consumer, subject_id = which or (None, None)
    params = {"account": tx.account, "consumer": consumer, "subject": subject_id}
    return await tx.value(TRY_NOW, params)


async def unpark(tx: Transaction, consumer: str, subject_id: UUID, number: int) -> None:
    """It is never taken in."""
    await tx.execute(UNPARK, (consumer, tx.account, subject_id, number))


async def parked_everywhere(tx: Transaction) -> list[Parked]:
    """As the engine: every reader that has set something aside."""
    return [Parked(*row) for row in await tx.rows(COUNT)]


async def is_anything_parked(database: Database) -> bool:
    """Of any account."""
    async with database.engine() as tx:
        return bool(await tx.value(IS_ANY))


def pause_after(attempts: int) -> timedelta:
    """How long a fact rests that has failed so often: twice as long each time."""
    return min(MOST_PAUSE, FIRST_PAUSE * 2 ** min(attempts - 1, 30))


def _values(consumer: str, event: Recorded) -> dict[str, object]:
    return {
        "consumer": consumer, "account": event.account_id, "subject": event.subject_id,
        "seq": event.seq, "event": Jsonb(msgspec.to_builtins(event)),
    }  # fmt: skip
