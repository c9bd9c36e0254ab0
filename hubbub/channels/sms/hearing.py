"""Takes in what a carrier over HTTP says at our door: in batches, answered after the commit."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import msgspec
import structlog
from psycopg import DataError, IntegrityError
from psycopg.errors import ForeignKeyViolation

from hubbub.channels.sms.adapters.carrier import Heard, HeardReceipt, HeardText
from hubbub.channels.sms.applying_receipts import From, note_receipts
from hubbub.channels.sms.incoming import Whole, take_in_whole
from hubbub.channels.sms.incoming_repository import keep_rejected
from hubbub.channels.sms.receipts import Receipt
from hubbub.channels.sms.references import part_of
from hubbub.features.people.phones import address_of
from hubbub.kernel.batching import Batches
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound, Unavailable
from hubbub.kernel.quotas import OverQuota, check_receiving, count_texts

log = structlog.get_logger()

MOST_TOGETHER = 200
"""Requests in one batch."""
MOST_HEARD = 500
"""Texts and receipts in one transaction. Each holds locks until its end, of which the database has
some thousands, for all accounts together."""
MOST_APART = 100
"""So many of one request are taken one by one, where one of them cannot be."""
MOST_CARRIERS = 1000
"""Of which the batches are remembered."""

NO_DOOR = "There is no such door."
FULL = "This account takes no more texts today. Keep it, and try again later."


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one request said, and its bytes, should it have to be kept aside."""

    heard: Sequence[Heard]
    body: bytes


class Hearing:
    """What comes to the doors of all carriers in this process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._batches: dict[UUID, Batches[Spoken, None]] = {}

    async def take(self, account_id: UUID, carrier_id: UUID, request: Spoken) -> None:
        """Returns when it is stored. What can never be stored is kept aside; raises when the
        database is away, and Unavailable when the account takes no more today."""
        try:
            with _within_quota(carrier_id):
                await self._of(account_id, carrier_id).add(request)
        except (DataError, IntegrityError) as error:
            if 1 < len(request.heard) <= MOST_APART:
                # The others are not lost for the one that cannot be stored.
                for each in request.heard:
                    await self.take(account_id, carrier_id, Spoken([each], _bytes_of(each)))
                return
            # The database's own words are not logged: they quote the text and the number.
            reason = f"{type(error).__name__} {error.diag.constraint_name or ''}".strip()
            await self.keep_aside(account_id, carrier_id, reason, request.body)

    async def keep_aside(
        self, account_id: UUID, carrier_id: UUID, reason: str, body: bytes
    ) -> None:
        """It cannot be taken, and would come for ever if that were said. Raises Unavailable when
        the account takes no more today, since what is kept aside takes room as well; NotFound when
        the carrier is gone."""
        try:
            with _within_quota(carrier_id):
                async with self._database.transaction(account_id) as tx:
                    await check_receiving(tx, 1)
                    await keep_rejected(tx, carrier_id, None, reason, body)
                    count_texts(tx, {"inbound": 1})
        except ForeignKeyViolation as error:
            # The carrier was removed while this knock was under way.
            raise NotFound(NO_DOOR) from error
        log.warning("sms.refused", carrier=carrier_id.hex, reason=reason)

    def _of(self, account_id: UUID, carrier_id: UUID) -> Batches[Spoken, None]:
        found = self._batches.get(carrier_id)
        if found is not None:
            return found

        async def store(requests: Sequence[Spoken]) -> list[None]:
            # One that fails is told to all, who bring it again: what was stored is known then.
            for some in portions(requests, MOST_HEARD):
                async with self._database.transaction(account_id) as tx:
                    await take_in_requests(tx, carrier_id, some)
            return [None] * len(requests)

        if len(self._batches) >= MOST_CARRIERS:
            # A batch that is under way ends all the same.
            self._batches.pop(next(iter(self._batches)))
        made = Batches(store, most=MOST_TOGETHER, is_of_one=_is_of_one)
        self._batches[carrier_id] = made
        return made


def portions(requests: Sequence[Spoken], most: int) -> Generator[list[Spoken]]:
    """All of them in their order, with at most `most` texts and receipts at a time; a request of
    more is divided."""
    some: list[Spoken] = []
    room = most
    for request in requests:
        at = 0
        while at < len(request.heard):
            part = request.heard[at : at + room]
            some.append(Spoken(part, request.body))
            at, room = at + len(part), room - len(part)
            if not room:
                yield some
                some, room = [], most
    if some:
        yield some


async def take_in_requests(tx: Transaction, carrier_id: UUID, requests: Sequence[Spoken]) -> None:
    """Receipts first, as everywhere: whoever writes of both locks what we sent before people."""
    receipts = [
        _receipt(each)
        for request in requests
        for each in request.heard
        if isinstance(each, HeardReceipt)
    ]
    if receipts:
        await note_receipts(tx, carrier_id, receipts)
    texts = [each for request in requests for each in request.heard if isinstance(each, HeardText)]
    if not texts:
        return
    await check_receiving(tx, len(texts))
    strange = await take_in_whole(tx, carrier_id, [_whole(each) for each in texts])
    refused = [each for each, is_strange in zip(texts, strange, strict=True) if is_strange]
    for each in refused:
        # This one alone: in the request may be others, which are not this sender's.
        source = address_of(each.sender)
        await keep_rejected(tx, carrier_id, source, "not a number of ours", _bytes_of(each))
    if refused:
        log.warning(
            "sms.refused",
            carrier=carrier_id.hex,
            reason="not a number of ours",
            count=len(refused),
        )
        count_texts(tx, {"inbound": len(refused)})


def _receipt(heard: HeardReceipt) -> From:
    named = (heard.carrier_message_id or "")[:64]
    receipt = Receipt(named, heard.outcome, heard.outcome.value, heard.code, None)
    return From(receipt, "", part_of(heard.reference))


def _whole(heard: HeardText) -> Whole:
    return Whole(heard.key, address_of(heard.sender), address_of(heard.number), heard.text)


def _bytes_of(heard: Heard) -> bytes:
    return msgspec.json.encode(heard)


@contextmanager
def _within_quota(carrier_id: UUID) -> Generator[None]:
    try:
        yield
    except OverQuota as error:
        log.warning("sms.over_quota", carrier=carrier_id.hex)
        raise Unavailable(FULL, code="quota") from error


def _is_of_one(error: Exception) -> bool:
    return isinstance(error, (DataError, IntegrityError))
