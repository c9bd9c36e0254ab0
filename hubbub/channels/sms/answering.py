"""Answers a carrier only after commit, and knows a delivery that is repeated for want of it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID
from weakref import WeakValueDictionary

import structlog
from psycopg import DataError, IntegrityError, OperationalError
from psycopg import Error as PsycopgError
from psycopg.errors import QueryCanceled

from hubbub.channels.sms.incoming import Arrived, arrive, digest_of, sender_of, take_in
from hubbub.channels.sms.incoming_repository import (
    answered_among,
    confirm_answers,
    doubt_answers,
    forget_doubts,
    keep_rejected,
    note_answers,
    take_doubts,
)
from hubbub.channels.sms.smpp.outcomes import Answer, Fate
from hubbub.channels.sms.smpp.pdus import Message, Status
from hubbub.kernel.batching import Batches
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.ids import new_id
from hubbub.kernel.leases import Lease
from hubbub.kernel.quotas import OverQuota, check_receiving, count_texts

log = structlog.get_logger()

FLUSH_SECONDS = 0.2
MOST_TOGETHER = 200
"""Messages in one transaction."""
PATIENCE = 25.0
"""Seconds that a carrier is kept waiting for a database that is away; they wait 30 and more."""
RETRY_SECONDS = 0.25
REPEATS_WITHIN = timedelta(hours=1)
"""A carrier that has been connected for so long will not repeat what it sent before."""

# Connection lost or refused, server going or coming, deadlock: all else fails the same way again.
_PASSING: Final = ("08", "40", "57P")


class LeaseLost(Exception):
    """Another process owns the carrier now, so that nothing of this may be kept."""


@dataclass(slots=True)
class _Delivery:
    """A message whose answer is being worked for."""

    arrived: Arrived
    digest: bytes
    answer_id: UUID
    is_first: bool = True
    """Whether it was not tried before, so that no commit of it can have been made."""


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
        # Texts lock people and conversations, receipts what we sent: apart, none waits for both.
        self._texts = self._batches()
        self._receipts = self._batches()

    def _batches(self) -> Batches[_Delivery, str | None]:
        return Batches(self._store, most=MOST_TOGETHER, is_of_one=_is_of_one)

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
        delivery = _Delivery(arrive(message), digest, new_id())
        try:
            refused = await self._store_in_time(delivery)
        except OverQuota:
            log.warning("sms.over_quota", carrier=self._carrier_id.hex)
            return Answer(Status.TEMPORARY_ERROR)
        except LeaseLost:
            return Answer(Status.TEMPORARY_ERROR)
        except (DataError, IntegrityError) as error:
            # It would fail the same way every time: keep it aside and let the carrier go on. The
            # database's own words are not logged: they quote the text and the number.
            reason = f"{type(error).__name__} {error.diag.constraint_name or ''}".strip()
            return await self._refuse(message, reason, Status.PERMANENT_ERROR)
        except OperationalError:
            # It may have been kept all the same; if so, a repetition is known by this.
            self._doubted.add(delivery.answer_id)
            raise
        if refused is not None:
            return await self._refuse(message, refused, Status.INVALID_DESTINATION)
        return Answer(on_fate=lambda fate: self._heard(delivery.answer_id, fate))

    async def _store_in_time(self, delivery: _Delivery) -> str | None:
        """Once, however often the database goes away; raises when that takes too long. Why it was
        refused, or None."""
        batches = self._texts if delivery.arrived.is_text else self._receipts
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            try:
                return await batches.add(delivery)
            except (OperationalError, Unavailable) as error:
                is_too_late = asyncio.get_running_loop().time() >= deadline
                if is_too_late or self._over.is_set() or not _passes(error):
                    raise
                log.warning("sms.answer_waits", error=type(error).__name__)
            delivery.is_first = False
            with suppress(TimeoutError):
                async with asyncio.timeout(RETRY_SECONDS):
                    await self._over.wait()

    async def _store(self, deliveries: Sequence[_Delivery]) -> list[str | None]:
        async with self._database.transaction(self._account_id) as tx:
            left = await self._left(tx, deliveries)
            new = await self._new(tx, left)
            texts = sum(each.arrived.is_text for each in new)
            if texts:
                await check_receiving(tx, texts)
            found = await take_in(tx, self._carrier_id, [each.arrived for each in new])
            refused = {each.answer_id: why for each, why in zip(new, found, strict=True) if why}
            answers = [
                (each.answer_id, each.digest) for each in left if each.answer_id not in refused
            ]
            is_ours = await note_answers(
                tx, self._carrier_id, self._session_id, answers, self._lease
            )
            if not is_ours or self._over.is_set():
                raise LeaseLost
        return [refused.get(each.answer_id) for each in deliveries]

    async def _left(self, tx: Transaction, deliveries: Sequence[_Delivery]) -> Sequence[_Delivery]:
        """Without those for which a commit of which nobody heard was made."""
        again = [each.answer_id for each in deliveries if not each.is_first]
        if not again:
            return deliveries
        done = await answered_among(tx, self._carrier_id, again)
        return [each for each in deliveries if each.answer_id not in done]

    async def _new(self, tx: Transaction, left: Sequence[_Delivery]) -> list[_Delivery]:
        """Without those that a carrier brings once more for want of our answer."""
        digests = [each.digest for each in left]
        repeated = await take_doubts(
            tx, self._carrier_id, digests, self._session_id, list(self._doubted)
        )
        if repeated:
            log.info("sms.redelivered", carrier=self._carrier_id.hex, messages=len(repeated))
        return [each for each in left if each.digest not in repeated]

    async def _refuse(self, message: Message, reason: str, status: Status) -> Answer:
        async with self._database.transaction(self._account_id) as tx:
            source = sender_of(message)
            await keep_rejected(tx, self._carrier_id, source, reason, message.payload)
            count_texts(tx, {"inbound": 1})
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


def _is_of_one(error: Exception) -> bool:
    """Whether one message of many may be to blame; not so for a database that is away or full, for
    a lease that is lost, nor for an account that takes no more today."""
    if isinstance(error, OperationalError):
        return isinstance(error, QueryCanceled)
    return not isinstance(error, (Unavailable, LeaseLost, OverQuota))
