"""Hands queued parts to the carrier, as many at once as its window allows."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar
from uuid import UUID

import structlog
from psycopg import Error as PsycopgError

from hubbub.channels.sms.adapters.carrier import Refused, Unanswered
from hubbub.channels.sms.handing_over import Way
from hubbub.channels.sms.outgoing import (
    note_late,
    note_not_held,
    note_not_submitted,
    note_submitted,
    note_withheld,
    settle,
)
from hubbub.channels.sms.outgoing_repository import (
    Outgoing,
    PartId,
    outgoing,
    put_back_parts,
    seconds_to_next,
    take_parts,
)
from hubbub.features.messages.entitling import no_longer_entitled
from hubbub.features.messages.repository import lock_message
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.leases import Lease

log = structlog.get_logger()

Done = TypeVar("Done")
Submitted = str | Refused | Unanswered

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
        self._running: set[asyncio.Task[Any]] = set()
        self._in_hand: set[PartId] = set()
        self._is_unsure = False

    def wake(self) -> None:
        """There is something to send."""
        self._due.set()

    async def run(self, way: Way) -> None:
        """Until cancelled; parts are taken only while bound, so that none waits in memory."""
        while True:
            await way.bound()
            try:
                # Shielded: what was taken must be handed over, or it would be of unknown fate.
                pause = await asyncio.shield(self._follow(self._hand_over(way)))
            except (PsycopgError, Unavailable) as error:
                log.warning("sms.submitting_waits", error=type(error).__name__)
                self._is_unsure = True
                pause = LOOK_EVERY
            await self._rest(pause)

    async def drain(self) -> None:
        """Wait for what is under way; its fate must still be written."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)

    def _follow(self, work: Coroutine[Any, Any, Done]) -> asyncio.Task[Done]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _rest(self, pause: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._due.wait()
        self._due.clear()

    async def _hand_over(self, way: Way) -> float:
        """Start submitting what is due and has room; seconds until it is worth to look again."""
        room = self._window - len(self._in_hand)
        if room <= 0:
            return LOOK_EVERY
        taken, due_in = await self._take(room)
        for part, tries, text in taken:
            self._in_hand.add(part)
            self._follow(self._submit(way, part, tries, text))
        return LOOK_EVERY if due_in is None else min(LOOK_EVERY, max(0.01, due_in))

    async def _take(self, room: int) -> tuple[list[tuple[PartId, int, Outgoing]], float | None]:
        """In one transaction: either the parts are ours and their messages on their way, or
        nothing of it. And when the next one is due."""
        lease = (self._lease.name, self._lease.fence)
        async with self._database.transaction(self._account_id) as tx:
            if self._is_unsure:
                await put_back_parts(tx, self._carrier_id, lease, list(self._in_hand))
            parts = await take_parts(tx, self._carrier_id, lease, room)
            message_ids = sorted({part.message_id for part, _ in parts})
            texts = await outgoing(tx, message_ids)
            withheld = await no_longer_entitled(tx, message_ids)
            kept_back: set[UUID] = set()
            for message_id in message_ids:
                await lock_message(tx, message_id)
                note = _note_instead(texts[message_id], message_id in withheld)
                if note is not None:
                    kept_back.add(message_id)
                    for part in (each for each, _ in parts if each.message_id == message_id):
                        await note(tx, part)
                await settle(tx, message_id)
            due_in = await seconds_to_next(tx, self._carrier_id)
        self._is_unsure = False
        # As they were written: the ids rise with time.
        parts.sort(key=lambda taken: (taken[0].message_id, taken[0].part))
        taken = [(part, tries, texts[part.message_id]) for part, tries in parts]
        return [each for each in taken if each[0].message_id not in kept_back], due_in

    async def _submit(self, way: Way, part: PartId, tries: int, text: Outgoing) -> None:
        def late(carrier_message_id: str) -> None:
            self._follow(self._store(part, tries, carrier_message_id))

        try:
            outcome: Submitted = await way.submit(text, part, late)
        except (Refused, Unanswered) as error:
            outcome = error
        try:
            await self._store(part, tries, outcome)
        finally:
            self._in_hand.discard(part)
            self._due.set()

    async def _store(self, part: PartId, tries: int, outcome: Submitted) -> None:
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


def _note_instead(
    text: Outgoing, is_withheld: bool
) -> Callable[[Transaction, PartId], Awaitable[None]] | None:
    """What is written of a text that is not to be handed over; None of one that is."""
    if is_withheld:
        return note_withheld
    if text.is_late:
        return note_late
    return None if text.is_held else note_not_held
