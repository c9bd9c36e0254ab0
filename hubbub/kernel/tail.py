"""Reads new facts of all accounts as they are committed, for one reader in this process."""

import asyncio
from collections.abc import AsyncIterator

import structlog
from psycopg import OperationalError

from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.positions import Batch, Position, current_epoch, head, read_after
from hubbub.kernel.waking import listen

log = structlog.get_logger()

NET = 1.0
"""Seconds after which the tail looks even when nobody woke it."""


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

    async def head(self) -> tuple[Position, int]:
        async with self._database.engine() as tx:
            return await head(tx)

    async def batches(self, position: Position, access_seq: int) -> AsyncIterator[Batch]:
        """Batches after `position`, for ever; the database going away is waited out."""
        while True:
            try:
                batch = await self._read(position, access_seq)
            except (OperationalError, Unavailable) as error:
                log.warning("tail.waiting", error=type(error).__name__)
                await asyncio.sleep(NET)
                continue
            position, access_seq = batch.position, batch.access_seq
            if batch.events or batch.access:
                yield batch
            if not batch.is_full:
                await self._rest()

    async def _read(self, position: Position, access_seq: int) -> Batch:
        async with self._database.engine() as tx:
            epoch = await current_epoch(tx)
            if position.epoch != epoch.epoch:
                position = Position(epoch.epoch, 0, 0)
            return await read_after(tx, epoch, position, access_seq)

    async def _rest(self) -> None:
        try:
            # Not `wait_for`, which in Python 3.11 forgets a cancellation that comes with a wake.
            async with asyncio.timeout(NET):
                await self._due.wait()
        except TimeoutError:
            return
        finally:
            self._due.clear()
