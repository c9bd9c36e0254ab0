"""Durable readers of the log: a cursor in the database, and facts that failed set aside visibly."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

import structlog

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.epochs import current_epoch
from hubbub.kernel.events import Recorded
from hubbub.kernel.parking import Parking
from hubbub.kernel.positions import Batch, Position, read_overtaken
from hubbub.kernel.tail import Tail

log = structlog.get_logger()

Handler = Callable[[Recorded], Awaitable[None]]

LOAD = "SELECT epoch, xid, seq FROM consumers WHERE name = %s"
SAVE = """
INSERT INTO consumers (name, epoch, xid, seq) VALUES (%s, %s, %s, %s)
ON CONFLICT (name) DO UPDATE
SET epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq, updated_at = now()
"""
BEGIN = """
UPDATE consumers SET epoch = (SELECT max(epoch) FROM event_epochs), xid = 0, seq = 0,
       updated_at = now()
WHERE name = %s
"""


@dataclass(frozen=True, slots=True)
class Consumer:
    """A named reader. `handle` must bear being called twice for one fact, as after a crash."""

    name: str
    handle: Handler
    kinds: frozenset[str]
    together: Callable[[Recorded], Hashable] | None = None
    """What one call looks at. Of the facts of a batch that are told to look at the same, all of
    which are committed before the first is handled, only the first has to be."""


async def consume(database: Database, tail: Tail, consumer: Consumer) -> None:
    """Read on from the stored cursor until cancelled, the facts of one subject in their order. A
    fact whose handling fails is parked with the later ones of its subject and tried again; the
    cursor goes on for all the others."""
    position = await _load(database, consumer.name)
    async for batch in tail.batches(position):
        await _take_in(database, consumer, batch)
        await _save(database, consumer.name, batch.position)


async def begin_at_epoch(tx: Transaction, name: str) -> None:
    """Have a reader pass over all facts of before the epoch that is open."""
    await tx.execute(BEGIN, (name,))


async def retry_parked(database: Database, consumer: Consumer) -> int:
    """Try what is parked and due, each subject in order up to what fails; how many succeeded."""
    parking, succeeded = Parking(database, consumer.name), 0
    for account_id, subject_id in await parking.due():
        while (found := await parking.first(account_id, subject_id)) is not None:
            event, attempts = found
            if not await _handled(parking, consumer, event, attempts + 1):
                break
            await parking.release(event)
            succeeded += 1
    return succeeded


async def _take_in(database: Database, consumer: Consumer, batch: Batch) -> None:
    parking = Parking(database, consumer.name)
    found = [event for event in batch.events if event.kind in consumer.kinds]
    if batch.is_full:
        async with database.engine() as tx:
            found += await read_overtaken(tx, batch, consumer.kinds)
    waiting = await parking.subjects(found)
    looked: set[Hashable] = set()
    # By number, since a transaction that began first may have changed a subject last.
    for event in sorted(found, key=lambda event: event.seq):
        look = consumer.together(event) if consumer.together else None
        if look is not None and look in looked:
            continue
        if event.subject_id in waiting:
            await parking.wait(event)
        elif not await _handled(parking, consumer, event):
            waiting.add(event.subject_id)
        elif look is not None:
            looked.add(look)


async def _handled(
    parking: Parking, consumer: Consumer, event: Recorded, attempts: int = 1
) -> bool:
    try:
        await consumer.handle(event)
    except Exception as error:
        log.exception("event.parked", consumer=consumer.name, kind=event.kind, seq=event.seq)
        await parking.park(event, error, attempts)
        return False
    return True


async def _load(database: Database, name: str) -> Position:
    async with database.engine() as tx:
        row = await tx.row(LOAD, (name,))
        epoch = await current_epoch(tx)
    return Position(*row) if row else Position(epoch.epoch, 0, 0)


async def _save(database: Database, name: str, position: Position) -> None:
    values = (name, position.epoch, position.xid, position.seq)
    await database.look_over(lambda tx: tx.execute(SAVE, values))
