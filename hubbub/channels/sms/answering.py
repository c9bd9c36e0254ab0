"""Answers a carrier only after commit, and knows a delivery that is repeated for want of it."""

import asyncio
from uuid import UUID

import structlog
from psycopg import DataError, IntegrityError
from psycopg import Error as PsycopgError

from hubbub.channels.sms.incoming import NotOurNumber, digest_of, take_in
from hubbub.channels.sms.repository import (
    confirm_answers,
    doubt_answers,
    keep_rejected,
    note_answer,
    take_doubt,
)
from hubbub.channels.sms.smpp.outcomes import Answer, Fate
from hubbub.channels.sms.smpp.pdus import Message, Status
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.ids import new_id
from hubbub.kernel.leases import Lease, is_held

log = structlog.get_logger()

FLUSH_SECONDS = 0.2


class Answering:
    """The incoming side of one carrier, for as long as this process owns it."""

    def __init__(self, database: Database, carrier_id: UUID, lease: Lease) -> None:
        assert lease.account_id is not None
        self._database = database
        self._account_id = lease.account_id
        self._carrier_id = carrier_id
        self._lease = lease
        self._session_id = new_id()
        self._doubted: dict[bytes, list[UUID]] = {}
        self._confirmed_ids: list[UUID] = []
        self._doubted_ids: list[UUID] = []

    async def deliver(self, message: Message) -> Answer:
        """The answer to a deliver_sm or data_sm. Whatever is raised becomes a temporary error, so
        that the carrier keeps the message and tries again."""
        digest = digest_of(message)
        try:
            async with self._database.transaction(self._account_id) as tx:
                if not await is_held(tx, self._lease):
                    return Answer(Status.TEMPORARY_ERROR)
                if await self._is_repeated(tx, digest):
                    log.info("sms.redelivered", carrier=self._carrier_id.hex)
                else:
                    await take_in(tx, self._carrier_id, message)
                answer_id = await note_answer(tx, self._carrier_id, digest, self._session_id)
        except NotOurNumber:
            return await self._refuse(message, "not a number of ours", Status.INVALID_DESTINATION)
        except (DataError, IntegrityError) as error:
            # It would fail the same way every time: keep it aside and let the carrier go on.
            log.exception("sms.rejected", carrier=self._carrier_id.hex)
            return await self._refuse(message, type(error).__name__, Status.PERMANENT_ERROR)
        return Answer(on_fate=lambda fate: self._heard(digest, answer_id, fate))

    async def _is_repeated(self, tx: Transaction, digest: bytes) -> bool:
        found = self._doubted.get(digest)
        if found:
            answer_id = found.pop()
            await confirm_answers(tx, self._carrier_id, [answer_id])
            return True
        return await take_doubt(tx, self._carrier_id, digest, self._session_id)

    async def _refuse(self, message: Message, reason: str, status: Status) -> Answer:
        async with self._database.transaction(self._account_id) as tx:
            await keep_rejected(tx, self._carrier_id, reason, message.payload)
        log.warning("sms.refused", carrier=self._carrier_id.hex, reason=reason)
        return Answer(status)

    def _heard(self, digest: bytes, answer_id: UUID, fate: Fate) -> None:
        if fate is Fate.CONFIRMED:
            self._confirmed_ids.append(answer_id)
        else:
            self._doubted.setdefault(digest, []).append(answer_id)
            self._doubted_ids.append(answer_id)

    async def keep_answers(self) -> None:
        """Write down which answers arrived and which are in doubt, until cancelled."""
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        confirmed, self._confirmed_ids = self._confirmed_ids, []
        doubted, self._doubted_ids = self._doubted_ids, []
        if not confirmed and not doubted:
            return
        try:
            async with self._database.transaction(self._account_id) as tx:
                await confirm_answers(tx, self._carrier_id, confirmed)
                await doubt_answers(tx, self._carrier_id, doubted)
        except (PsycopgError, Unavailable):
            self._confirmed_ids[:0] = confirmed
            self._doubted_ids[:0] = doubted
