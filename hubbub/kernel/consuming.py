"""Durable readers of the log: a cursor in the database, and facts that failed set aside visibly."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec
import structlog
from psycopg.types.json import Jsonb

from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.epochs import current_epoch
from hubbub.kernel.events import Recorded
from hubbub.kernel.positions import Position
from hubbub.kernel.tail import Tail

log = structlog.get_logger()

Handler = Callable[[Recorded], Awaitable[None]]

FIRST_PAUSE = timedelta(seconds=2)
MOST_PAUSE = timedelta(minutes=10)

LOAD = "SELECT epoch, xid, seq FROM consumers WHERE name = %s"
SAVE = """
INSERT INTO consumers (name, epoch, xid, seq) VALUES (%s, %s, %s, %s)
ON CONFLICT (name) DO UPDATE
SET epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq, updated_at = now()
"""
PARK = """
INSERT INTO parked_events
    (consumer, account_id, subject_id, event_seq, event, error, attempts, retry_at)
VALUES (%(consumer)s, %(account)s, %(subject)s, %(seq)s, %(event)s, %(error)s, %(attempts)s,
        %(retry_at)s)
ON CONFLICT (consumer, account_id, subject_id, event_seq) DO UPDATE
SET error = excluded.error, attempts = parked_events.attempts + 1, retry_at = excluded.retry_at
"""
IS_PARKED = """
SELECT DISTINCT subject_id FROM parked_events WHERE consumer = %s AND subject_id = ANY(%s)
"""
DUE = """
SELECT DISTINCT ON (account_id, subject_id) account_id, subject_id, event_seq, event, attempts
FROM parked_events WHERE consumer = %s
ORDER BY account_id, subject_id, event_seq
"""
UNPARK = """
DELETE FROM parked_events
WHERE consumer = %s AND account_id = %s AND subject_id = %s AND event_seq = %s
"""


@dataclass(frozen=True, slots=True)
class Consumer:
    """A named reader. `handle` must bear being called twice for one fact, as after a crash."""

    name: str
    handle: Handler
    kinds: frozenset[str]


async def consume(database: Database, tail: Tail, consumer: Consumer) -> None:
    """Read on from the stored cursor until cancelled. A fact whose handling fails is parked with
    the later ones of its subject and tried again; the cursor goes on for all the others."""
    position = await _load(database, consumer.name)
    async for batch in tail.batches(position):
        wanted = [event for event in batch.events if event.kind in consumer.kinds]
        waiting = await _parked(database, consumer.name, wanted)
        for event in wanted:
            if event.subject_id in waiting or not await _handled(database, consumer, event):
                waiting.add(event.subject_id)
        await _save(database, consumer.name, batch.position)


async def retry_parked(database: Database, consumer: Consumer) -> int:
    """Try what is parked and due, oldest of each subject first; how many succeeded."""
    succeeded = 0
    async with database.engine() as tx:
        rows = await tx.rows(DUE, (consumer.name,))
    for account_id, subject_id, seq, stored, _ in rows:
        event = _restore(stored)
        if await _handled(database, consumer, event):
            async with database.engine() as tx:
                await tx.execute(UNPARK, (consumer.name, account_id, subject_id, seq))
            succeeded += 1
    return succeeded


async def _handled(database: Database, consumer: Consumer, event: Recorded) -> bool:
    try:
        await consumer.handle(event)
    except Exception as error:
        log.exception("event.parked", consumer=consumer.name, event=event.kind, seq=event.seq)
        async with database.engine() as tx:
            await _park(tx, consumer.name, event, f"{type(error).__name__}: {error}"[:500])
        return False
    return True


async def _park(tx: Transaction, consumer: str, event: Recorded, error: str) -> None:
    await tx.execute(
        PARK,
        {
            "consumer": consumer, "account": event.account_id, "subject": event.subject_id,
            "seq": event.seq, "event": Jsonb(_store(event)), "error": error, "attempts": 1,
            "retry_at": now() + FIRST_PAUSE,
        },
    )  # fmt: skip


async def _parked(database: Database, name: str, events: list[Recorded]) -> set[UUID]:
    if not events:
        return set()
    async with database.engine() as tx:
        rows = await tx.rows(IS_PARKED, (name, [event.subject_id for event in events]))
        waiting = {row[0] for row in rows}
        for event in events:
            if event.subject_id in waiting:
                await _park(tx, name, event, "waits for an earlier fact of the same subject")
    return waiting


async def _load(database: Database, name: str) -> Position:
    async with database.engine() as tx:
        row = await tx.row(LOAD, (name,))
        epoch = await current_epoch(tx)
    return Position(*row) if row else Position(epoch.epoch, 0, 0)


async def _save(database: Database, name: str, position: Position) -> None:
    async with database.engine() as tx:
        await tx.execute(SAVE, (name, position.epoch, position.xid, position.seq))


def _store(event: Recorded) -> dict[str, object]:
    return {
        "account_id": event.account_id.hex,
        "seq": event.seq,
        "xid": event.xid,
        "at": event.at.isoformat(),
        "kind": event.kind,
        "subject_id": event.subject_id.hex,
        "version": event.version,
        "within_id": event.within_id.hex if event.within_id else None,
        "actor_kind": event.actor_kind,
        "actor_id": event.actor_id.hex if event.actor_id else None,
        "depth": event.depth,
        "data": event.data,
    }


def _restore(stored: dict[str, object]) -> Recorded:
    return msgspec.convert(stored, Recorded)
