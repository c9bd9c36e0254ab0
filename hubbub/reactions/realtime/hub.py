"""The live feed of one server process: reads the log once, and writes to every socket it has."""

import asyncio
from datetime import timedelta

import structlog
from psycopg import Error as PsycopgError

from hubbub.access.identity import identify
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Problem, Unavailable
from hubbub.kernel.positions import AccessMark, Batch, Position
from hubbub.kernel.tail import Tail
from hubbub.reactions.realtime.clients import SIGNED_OUT, Client, Clients
from hubbub.reactions.realtime.frames import AccessFrame, PositionFrame, SignedOutFrame
from hubbub.reactions.realtime.pushing import push
from hubbub.reactions.realtime.touched import touched_by

log = structlog.get_logger()

POSITION_EVERY = timedelta(seconds=20)
LOOK_AGAIN = timedelta(seconds=60)
"""How often a socket's session is looked at when nothing has told that it ended."""


class Hub:
    """All sockets of the process. `position` is how far they have been told."""

    def __init__(self, database: Database, tail: Tail) -> None:
        self._database = database
        self._tail = tail
        self.clients = Clients()
        self.position = Position(0, 0, 0)
        self._mark = AccessMark(0)

    async def begin(self) -> None:
        """Find the end of the log; sockets are taken from then on."""
        self.position, self._mark = await self._tail.head()

    async def lag(self) -> int:
        """Facts committed that the sockets of this process were not told yet."""
        return await self._tail.lag(self.position)

    async def run(self) -> None:
        """Follow the log until cancelled."""
        async for batch in self._tail.batches(self.position, self._mark):
            if batch.position.epoch != self.position.epoch:
                # The database was put back: what the screens show may never have happened.
                self._drop_all()
            try:
                await self._spread(batch)
            except (PsycopgError, Unavailable):
                # What could not be read is not skipped: everybody asks again from his position.
                log.exception("realtime.batch_failed")
                self._drop_all()
            self.position = batch.position
            await self._close_dropped()

    async def _spread(self, batch: Batch) -> None:
        # First the rights, so that no fact of this batch is decided by older ones.
        for change in batch.access:
            for client in self.clients.of(change.account_id):
                if change.who is None or change.who == client.user_id:
                    await self.look_again(client)
        position = batch.position.encode()
        for account_id, touched in touched_by(batch.events).items():
            clients = self.clients.of(account_id)
            if clients:
                await push(self._database, account_id, touched, clients, position)

    async def look_again(self, client: Client) -> None:
        """Decide afresh what this socket may see; close it when its session has ended."""
        before = client.identity.actor
        try:
            identity = await identify(client.socket)
        except Problem:
            client.send(SignedOutFrame())
            client.is_dropped = True
            await self._close(client, SIGNED_OUT)
            return
        client.identity = identity
        after = identity.actor
        if (before.effective, before.reach, before.roles, before.is_seated) != (
            after.effective, after.reach, after.roles, after.is_seated,
        ):  # fmt: skip
            client.send(AccessFrame(client.catching_up_from or self.position.encode()))

    async def tell_positions(self) -> None:
        """Now and then, so that resuming after a long silence is cheap."""
        while True:
            await asyncio.sleep(POSITION_EVERY.total_seconds())
            frame = PositionFrame(self.position.encode())
            for client in self.clients.all():
                if client.catching_up_from is None:
                    client.send(frame)
            await self._close_dropped()

    async def check_sessions(self) -> None:
        """A session that ran out tells nobody; look now and then."""
        while True:
            await asyncio.sleep(LOOK_AGAIN.total_seconds())
            for client in self.clients.all():
                try:
                    await self.look_again(client)
                except (PsycopgError, Unavailable):
                    log.warning("realtime.session_not_checked")

    def _drop_all(self) -> None:
        for client in self.clients.all():
            client.is_dropped = True

    async def _close_dropped(self) -> None:
        for client in self.clients.all():
            if client.is_dropped:
                await self._close(client, None)

    async def _close(self, client: Client, code: int | None) -> None:
        """Let go of a socket. A slow one is cut by its own reader task, which nobody waits for."""
        self.clients.remove(client)
        client.close(code)
