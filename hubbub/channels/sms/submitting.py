"""Hands queued parts to the carrier, as many at once as its window allows."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

import structlog
from psycopg import Error as PsycopgError

from hubbub.channels.sms.outgoing import note_not_submitted, note_submitted, settle
from hubbub.channels.sms.repository import PartId, outgoing, seconds_to_next, take_parts
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.client import Connection
from hubbub.channels.sms.smpp.messages import messages_of
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import Message, SmppError, Status
from hubbub.features.messages.repository import lock_message
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.leases import Lease

log = structlog.get_logger()

LOOK_EVERY = 1.0
STORE_RETRY = 0.5


class Submitting:
    """The outgoing side of one carrier, for as long as this process owns it."""

    def __init__(self, database: Database, carrier_id: UUID, lease: Lease, window: int) -> None:
        assert lease.account_id is not None
        self._database = database
        self._account_id = lease.account_id
        self._carrier_id = carrier_id
        self._lease = lease
        self._window = window
        self._due = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """There is something to send."""
        self._due.set()

    async def run(self, connection: Connection) -> None:
        """Until cancelled; parts are taken only while bound, so that none waits in memory."""
        while True:
            await connection.bound()
            try:
                taken = await self._take()
            except (PsycopgError, Unavailable) as error:
                log.warning("sms.submitting_waits", error=type(error).__name__)
                await asyncio.sleep(LOOK_EVERY)
                continue
            for part, tries, message in taken:
                self._follow(self._submit(connection, part, tries, message))
            await self._rest(bool(taken))

    async def drain(self) -> None:
        """Wait for what is under way; its fate must still be written."""
        await asyncio.gather(*self._running, return_exceptions=True)

    def _follow(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._due.set()

    async def _rest(self, has_taken: bool) -> None:
        if has_taken and len(self._running) < self._window:
            return
        self._due.clear()
        pause = LOOK_EVERY
        if len(self._running) < self._window:
            async with self._database.transaction(self._account_id) as tx:
                due_in = await seconds_to_next(tx, self._carrier_id)
            pause = LOOK_EVERY if due_in is None else min(LOOK_EVERY, max(0.01, due_in))
        try:
            async with asyncio.timeout(pause):
                await self._due.wait()
        except TimeoutError:
            return

    async def _take(self) -> list[tuple[PartId, int, Message]]:
        room = self._window - len(self._running)
        if room <= 0:
            return []
        async with self._database.transaction(self._account_id) as tx:
            lease = (self._lease.name, self._lease.fence)
            parts = await take_parts(tx, self._carrier_id, lease, room)
            texts = await outgoing(tx, sorted({part.message_id for part, _ in parts}))
        taken: list[tuple[PartId, int, Message]] = []
        for part, tries in parts:
            number, phone, text = texts[part.message_id]
            try:
                taken.append((part, tries, _message(part, number, phone, text)))
            except ValueError as error:
                failure = SmppError(Status.INVALID_DESTINATION, str(error))
                async with self._database.transaction(self._account_id) as tx:
                    await note_not_submitted(tx, part, tries, failure)
        await self._say_sending({part.message_id for part, _, _ in taken})
        return taken

    async def _say_sending(self, message_ids: set[UUID]) -> None:
        if not message_ids:
            return
        async with self._database.transaction(self._account_id) as tx:
            for message_id in sorted(message_ids):
                await lock_message(tx, message_id)
                await settle(tx, message_id)

    async def _submit(
        self, connection: Connection, part: PartId, tries: int, message: Message
    ) -> None:
        def late(carrier_message_id: str) -> None:
            self._follow(self._store(part, tries, carrier_message_id))

        try:
            outcome: str | SmppError | UnansweredError = await connection.submit(message, late)
        except (SmppError, UnansweredError) as error:
            outcome = error
        await self._store(part, tries, outcome)

    async def _store(
        self, part: PartId, tries: int, outcome: str | SmppError | UnansweredError
    ) -> None:
        """The carrier's word is kept until it is written, however long the database is away."""
        while True:
            try:
                async with self._database.transaction(self._account_id) as tx:
                    if isinstance(outcome, str):
                        await note_submitted(tx, self._carrier_id, part, outcome)
                    else:
                        await note_not_submitted(tx, part, tries, outcome)
            except (PsycopgError, Unavailable) as error:
                log.warning("sms.outcome_waits", error=type(error).__name__)
                await asyncio.sleep(STORE_RETRY)
            else:
                return


def _message(part: PartId, number: str, phone: str, text: str) -> Message:
    # The last byte of a UUIDv7 is random, and the same whoever submits the part.
    reference = (part.message_id.int + part.attempt) & 0xFF
    segments = split_into_segments(text, reference=reference)
    return messages_of([segments[part.part - 1]], number, phone, wants_receipt=True)[0]
