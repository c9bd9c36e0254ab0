"""Reads new facts of all accounts as they are committed, for one reader in this process."""

import asyncio
from collections.abc import AsyncIterator

import structlog
from psycopg import OperationalError

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


class Tail:
    """Wakes at each commit and yields what is new, in order, without a gap."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._due = asyncio.Event()

    async def listen(self) -> None:
        """Hear the wakes until cancelled; without it the tail still looks once a second."""
        await listen(self._database.address.direct, self._due.set)

    def poke(self) -> None:
        """Look at once."""
        self._due.set()

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
        while True:
            try:
                batch = await self._read(position, mark)
            except (OperationalError, Unavailable) as error:
                log.warning("tail.waiting", error=type(error).__name__)
                await asyncio.sleep(NET)
                continue
            position, mark = batch.position, batch.mark
            if batch.events or batch.access:
                yield batch
            if not batch.is_full:
                await self._rest()

    async def _read(self, position: Position, mark: AccessMark | None) -> Batch:
        async with self._database.engine() as tx:
            epoch = await current_epoch(tx)
            if position.epoch != epoch.epoch:
                mark = mark and AccessMark(0)
                span = await span_of(tx, position.epoch)
                if span is not None:
                    return await read_rest(tx, span, position, mark)
                position = Position(epoch.epoch, 0, 0)
            batch = await read_after(tx, epoch, position, mark)
            if batch is None:
                # The database was put back under our feet. Facts told twice do no harm.
                log.error("tail.ahead", epoch=epoch.epoch)
                start = Position(epoch.epoch, 0, 0)
                batch = await read_after(tx, epoch, start, mark and AccessMark(0))
            assert batch is not None
            return batch

    async def _rest(self) -> None:
        try:
            # Not `wait_for`, which in Python 3.11 forgets a cancellation that comes with a wake.
            async with asyncio.timeout(NET):
                await self._due.wait()
        except TimeoutError:
            return
        finally:
            self._due.clear()
