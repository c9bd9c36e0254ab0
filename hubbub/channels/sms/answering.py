"""Answers a carrier only after commit, and knows a delivery that is repeated for want of it."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Final
from uuid import UUID
from weakref import WeakValueDictionary

import structlog
from psycopg import DataError, IntegrityError, OperationalError
from psycopg import Error as PsycopgError

from hubbub.channels.sms.incoming import NotOurNumber, digest_of, take_in
from hubbub.channels.sms.incoming_repository import (
    confirm_answers,
    doubt_answers,
    forget_doubts,
    is_answered,
    keep_rejected,
    note_answer,
    take_doubt,
)
from hubbub.channels.sms.smpp.outcomes import Answer, Fate
from hubbub.channels.sms.smpp.pdus import Message, Status
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.ids import new_id
from hubbub.kernel.leases import Lease

log = structlog.get_logger()

FLUSH_SECONDS = 0.2
PATIENCE = 25.0
"""Seconds that a carrier is kept waiting for a database that is away; they wait 30 and more."""
RETRY_SECONDS = 0.25
REPEATS_WITHIN = timedelta(hours=1)
"""A carrier that has been connected for so long will not repeat what it sent before."""

# Connection lost or refused, server going or coming, deadlock: all else fails the same way again.
_PASSING: Final = ("08", "40", "57P")


class LeaseLost(Exception):
    """Another process owns the carrier now, so that nothing of this may be kept."""


class Answering:
    """The incoming side of one carrier, for as long as this process owns it."""

    def __init__(self, database: Database, carrier_id: UUID, lease: Lease) -> None:
        assert lease.account_id is not None
        self._database = database
        self._account_id = lease.account_id
        self._carrier_id = carrier_id
        self._lease = lease
        self._session_id = new_id()
        self._turns: WeakValueDictionary[bytes, asyncio.Lock] = WeakValueDictionary()
        self._confirmed: set[UUID] = set()
        self._doubted: set[UUID] = set()
        self._over = asyncio.Event()
        self._under_way = 0
        self._idle = asyncio.Event()

    async def deliver(self, message: Message) -> Answer:
        """The answer to a deliver_sm or data_sm. Whatever is raised becomes a temporary error, so
        that the carrier keeps the message and tries again."""
        digest = digest_of(message)
        turn = self._turns.setdefault(digest, asyncio.Lock())
        self._under_way += 1
        try:
            # A repetition must find out what became of the first, which may still be waiting.
            async with turn:
                return await self._take(message, digest)
        finally:
            self._under_way -= 1
            self._idle.set()

    async def end(self) -> None:
        """After it nothing is kept any more: the connection is gone, its owner perhaps too."""
        self._over.set()
        while self._under_way:
            self._idle.clear()
            await self._idle.wait()
        await self.flush()

    async def _take(self, message: Message, digest: bytes) -> Answer:
        answer_id = new_id()
        try:
            await self._store_in_time(message, digest, answer_id)
        except LeaseLost:
            return Answer(Status.TEMPORARY_ERROR)
        except NotOurNumber:
            return await self._refuse(message, "not a number of ours", Status.INVALID_DESTINATION)
        except (DataError, IntegrityError) as error:
            # It would fail the same way every time: keep it aside and let the carrier go on. The
            # database's own words are not logged: they quote the text and the number.
            reason = f"{type(error).__name__} {error.diag.constraint_name or ''}".strip()
            return await self._refuse(message, reason, Status.PERMANENT_ERROR)
        except OperationalError:
            # It may have been kept all the same; if so, a repetition is known by this.
            self._doubted.add(answer_id)
            raise
        return Answer(on_fate=lambda fate: self._heard(answer_id, fate))

    async def _store_in_time(self, message: Message, digest: bytes, answer_id: UUID) -> None:
        """Once, however often the database goes away; raises when that takes too long."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        is_first = True
        while True:
            try:
                await self._store(message, digest, answer_id, is_first=is_first)
            except (OperationalError, Unavailable) as error:
                is_too_late = asyncio.get_running_loop().time() >= deadline
                if is_too_late or self._over.is_set() or not _passes(error):
                    raise
                log.warning("sms.answer_waits", error=type(error).__name__)
            else:
                return
            is_first = False
            with suppress(TimeoutError):
                async with asyncio.timeout(RETRY_SECONDS):
                    await self._over.wait()

    async def _store(
        self, message: Message, digest: bytes, answer_id: UUID, *, is_first: bool
    ) -> None:
        async with self._database.transaction(self._account_id) as tx:
            if not is_first and await is_answered(tx, self._carrier_id, answer_id):
                return
            if await self._is_repeated(tx, digest):
                log.info("sms.redelivered", carrier=self._carrier_id.hex)
            else:
                await take_in(tx, self._carrier_id, message)
            answer = (answer_id, digest, self._session_id)
            is_ours = await note_answer(tx, self._carrier_id, answer, self._lease)
            if not is_ours or self._over.is_set():
                raise LeaseLost

    async def _is_repeated(self, tx: Transaction, digest: bytes) -> bool:
        doubted = list(self._doubted)
        return await take_doubt(tx, self._carrier_id, digest, self._session_id, doubted)

    async def _refuse(self, message: Message, reason: str, status: Status) -> Answer:
        async with self._database.transaction(self._account_id) as tx:
            await keep_rejected(tx, self._carrier_id, reason, message.payload)
        log.warning("sms.refused", carrier=self._carrier_id.hex, reason=reason)
        return Answer(status)

    def _heard(self, answer_id: UUID, fate: Fate) -> None:
        if fate is Fate.CONFIRMED:
            self._confirmed.add(answer_id)
        else:
            self._doubted.add(answer_id)

    async def keep_answers(self) -> None:
        """Write down which answers arrived and which are in doubt, until cancelled."""
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        """Try to; what could not be written stays for the next time."""
        confirmed, doubted = list(self._confirmed), list(self._doubted)
        if not confirmed and not doubted:
            return
        with suppress(PsycopgError, Unavailable):
            async with self._database.transaction(self._account_id) as tx:
                await confirm_answers(tx, self._carrier_id, confirmed)
                await doubt_answers(tx, self._carrier_id, doubted)
            self._confirmed.difference_update(confirmed)
            self._doubted.difference_update(doubted)

    async def forget(self, tx: Transaction, bound_for: timedelta | None) -> None:
        """Doubts that the carrier has had time enough to resolve; None when it is not bound."""
        if bound_for is not None and bound_for >= REPEATS_WITHIN:
            await forget_doubts(tx, self._carrier_id, bound_for, self._session_id)


def _passes(error: OperationalError | Unavailable) -> bool:
    state = error.sqlstate if isinstance(error, OperationalError) else None
    return state is None or state.startswith(_PASSING)
