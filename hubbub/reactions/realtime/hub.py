"""The live feed of one server process: reads the log once, and writes to every socket it has."""

import asyncio
from datetime import timedelta

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.events import Recorded
from hubbub.kernel.positions import AccessMark, Batch, Position, note_told
from hubbub.kernel.tail import Tail
from hubbub.reactions.realtime.clients import Client, Clients
from hubbub.reactions.realtime.frames import LateFrame, PositionFrame
from hubbub.reactions.realtime.pushing import Step, push
from hubbub.reactions.realtime.rights import look_again, renew
from hubbub.reactions.realtime.touched import by_account, touched_by

log = structlog.get_logger()

POSITION_EVERY = timedelta(seconds=20)
LOOK_AGAIN = timedelta(seconds=60)
"""How often a socket's session is looked at when nothing has told that it ended."""
LATE = timedelta(seconds=5)
"""How long a fact may wait before the screens say that they are late."""
LOOK_FOR_LATE = timedelta(seconds=2)


class Hub:
    """All sockets of the process. `position` is how far they have been told."""

    def __init__(self, database: Database, tail: Tail) -> None:
        self._database = database
        self._tail = tail
        self.clients = Clients()
        self.position = Position(0, 0, 0)
        self.is_late = False
        self._mark = AccessMark(0)

    async def begin(self) -> None:
        """Find the end of the log; sockets are taken from then on."""
        self.position, self._mark = await self._tail.head()
        note_told(self._database, self.position)

    async def lag(self) -> int:
        """Facts committed that the sockets of this process were not told yet."""
        return await self._tail.lag(self.position)

    async def waited(self) -> float:
        """Seconds for which the first of them has waited."""
        return await self._tail.waited(self.position)

    async def run(self) -> None:
        """Follow the log until cancelled."""
        async for batch in self._tail.batches(self.position, self._mark):
            if batch.position.epoch != self.position.epoch:
                # The database was put back: what the screens show may never have happened.
                self._drop_all()
            try:
                await self._spread(batch)
            except Exception:
                # What could not be told is not skipped: everybody asks again from his position.
                log.exception("realtime.batch_failed")
                self._drop_all()
            self.position = batch.position
            note_told(self._database, self.position)
            self._close_dropped()

    async def _spread(self, batch: Batch) -> None:
        # First the rights, so that no fact of this batch is decided by older ones.
        for account_id, changes in by_account(batch.access).items():
            found = [(change.version, change.who) for change in changes]
            await renew(self.clients.of(account_id), found, self.position)
        step = Step(self.position, batch.position)
        for account_id, events in by_account(batch.events).items():
            clients = self._listening(self.clients.of(account_id), events)
            if clients:
                await push(self._database, account_id, touched_by(events), clients, step)

    @staticmethod
    def _listening(clients: list[Client], events: list[Recorded]) -> list[Client]:
        """Those who are told now; for those who are catching up it is kept."""
        for client in clients:
            if client.missed is not None:
                client.missed += events
        return [client for client in clients if client.missed is None]

    async def tell_positions(self) -> None:
        """Now and then, so that resuming after a long silence is cheap."""
        while True:
            await asyncio.sleep(POSITION_EVERY.total_seconds())
            for client in self.clients.all():
                if client.missed is None:
                    client.send(PositionFrame(client.cursor(self.position)))
            self._close_dropped()

    async def tell_lateness(self) -> None:
        """Say on the screens when what happens reaches them late, as while somebody else holds a
        transaction open, and when that is over."""
        while True:
            await asyncio.sleep(LOOK_FOR_LATE.total_seconds())
            try:
                is_late = await self.waited() > LATE.total_seconds()
            except (PsycopgError, Unavailable):
                continue
            if is_late != self.is_late:
                log.warning("realtime.late" if is_late else "realtime.late_no_more")
                self.is_late = is_late
                for client in self.clients.all():
                    client.send(LateFrame(is_late))
                self._close_dropped()

    async def check_sessions(self) -> None:
        """A session that ran out tells nobody; look now and then."""
        while True:
            await asyncio.sleep(LOOK_AGAIN.total_seconds())
            for account_id in list(self.clients.by_account):
                try:
                    await look_again(self.clients.of(account_id), self.position)
                except (PsycopgError, Unavailable):
                    log.warning("realtime.session_not_checked")

    def _drop_all(self) -> None:
        for client in self.clients.all():
            client.is_dropped = True

    def _close_dropped(self) -> None:
        """A slow socket is cut by its own reader task, which nobody waits for."""
        for client in self.clients.all():
            if client.is_dropped:
                self.clients.remove(client)
                client.close(None)
