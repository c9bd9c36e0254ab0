"""Reads new facts of all accounts as they are committed, for all readers in this process."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import structlog
from psycopg import OperationalError

from hubbub.kernel.batching import Batches
from hubbub.kernel.database import Database
from hubbub.kernel.epochs import current_epoch, span_of
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.positions import (
    AccessMark,
    Batch,
    Position,
    count_after,
    head,
    read_after,
    read_rest,
    seconds_waited,
)
from hubbub.kernel.waking import listen

log = structlog.get_logger()

NET = 1.0
"""Seconds after which the tail looks even when nobody woke it."""
MOST_LAG = 10_000
MOST_READERS = 100


class Tail:
    """Wakes at each commit and yields what is new, in order, without a gap. Readers who stand at
    the same place are told by one reading."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._due: set[asyncio.Event] = set()
        self._readings = Batches(self._read_each, most=MOST_READERS, is_of_one=_is_of_all)

    async def listen(self) -> None:
        """Hear the wakes until cancelled; without it the tail still looks once a second."""
        await listen(self._database.address.direct, self.poke)

    def poke(self) -> None:
        """Look at once."""
        for due in self._due:
            due.set()

    async def head(self) -> tuple[Position, AccessMark]:
        """Where whoever wants only what is new begins, with facts and with access changes."""
        async with self._database.engine() as tx:
            return await head(tx)

    async def lag(self, position: Position) -> int:
        """Facts committed after `position`, counted up to `MOST_LAG`."""
        async with self._database.engine() as tx:
            return await count_after(tx, position, MOST_LAG)

    async def waited(self, position: Position) -> float:
        """Seconds for which the first fact after `position` has been there."""
        async with self._database.engine() as tx:
            return await seconds_waited(tx, position)

    async def batches(
        self, position: Position, mark: AccessMark | None = None
    ) -> AsyncIterator[Batch]:
        """Batches after `position`, for ever, with access changes if there is a mark to read
        them from; the database going away is waited out."""
        due = asyncio.Event()
        self._due.add(due)
        try:
            while True:
                # What is committed from here on is in this reading, or wakes for the next one.
                due.clear()
                batch = await self._try_read(position, mark)
                if batch is None:
                    continue
                position, mark = batch.position, batch.mark
                if batch.events or batch.access:
                    yield batch
                if not batch.is_full:
                    await _rest(due)
        finally:
            self._due.discard(due)

    async def _try_read(self, position: Position, mark: AccessMark | None) -> Batch | None:
        try:
            if mark is None:
                return await self._readings.add(position)
            return await self._read(position, mark)
        except (OperationalError, Unavailable) as error:
            log.warning("tail.waiting", error=type(error).__name__)
            await asyncio.sleep(NET)
            return None

    async def _read_each(self, positions: Sequence[Position]) -> list[Batch]:
        found = {position: await self._read(position, None) for position in set(positions)}
        return [found[position] for position in positions]

    async def _read(self, position: Position, mark: AccessMark | None) -> Batch:
        batch = await self._database.look_over(lambda tx: read_after(tx, position, mark))
        return await self._read_elsewhere(position, mark) if batch is None else batch

    async def _read_elsewhere(self, position: Position, mark: AccessMark | None) -> Batch:
        again = mark and AccessMark(0)
        async with self._database.engine() as tx:
            epoch = await current_epoch(tx)
            span = await span_of(tx, position.epoch)
            if span is not None:
                return await read_rest(tx, span, position, again)
        if position.epoch == epoch.epoch:
            # The database was put back under our feet. Facts told twice do no harm.
            log.error("tail.ahead", epoch=epoch.epoch)
        return await self._read(Position(epoch.epoch, 0, 0), again)


async def _rest(due: asyncio.Event) -> None:
    try:
        # Not `wait_for`, which in Python 3.11 forgets a cancellation that comes with a wake.
        async with asyncio.timeout(NET):
            await due.wait()
    except TimeoutError:
        return


def _is_of_all(_: Exception) -> bool:
    return False
