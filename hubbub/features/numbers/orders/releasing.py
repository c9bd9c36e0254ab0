"""Gives a bought number back: gone here at once, at its carrier as soon as that has answered."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from hubbub.features.numbers.adding import snapshot
from hubbub.features.numbers.configurations_repository import holding_for
from hubbub.features.numbers.events import NumberReleased
from hubbub.features.numbers.orders.repository import is_ours_again, open_conversations_on
from hubbub.features.numbers.repository import (
    delete_number,
    get_carrier,
    get_number,
    lock_number,
)
from hubbub.features.numbers.selling import CarrierSilent, Releasing, Sellers
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import removed
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.timers import Timer, schedule

log = structlog.get_logger()

TIMER = "number_release"
NO_NUMBER = "There is no such number."
LONGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Uses:
    """What would miss a number."""

    open_conversations: int
    is_forwarded: bool
    keywords: list[str]
    """That lead somewhere of their own."""


async def uses_of(tx: Transaction, number_id: UUID) -> Uses:
    """Raises NotFound."""
    number = await get_number(tx, number_id)
    if number is None:
        raise NotFound(NO_NUMBER)
    count = await open_conversations_on(tx, number.number)
    found = await holding_for(tx, number_id)
    keywords = [each.keyword for each in found if each.keyword is not None]
    return Uses(count, number.forward_url is not None, keywords)


async def release_number(
    tx: Transaction, number_id: UUID, version: int, sellers: Sellers, by: Origin
) -> None:
    """Texts to it are refused from now on. A carrier that takes nothing back has to be told by
    whoever has the contract. Raises NotFound, Conflict."""
    await refuse_in_demo(tx, "A demo keeps its numbers.")
    number = await lock_number(tx, number_id)
    if number is None:
        raise NotFound(NO_NUMBER)
    if version != number.version:
        raise Conflict("Somebody has changed this number meanwhile. Look again.", code="stale")
    carrier = await get_carrier(tx, number.carrier_id)
    seller = None if carrier is None else await sellers.of(tx, carrier)
    if number.carrier_key is None:
        raise Conflict("This number was added by hand. Remove it instead.", code="not_bought")
    if seller is None:
        raise Conflict("Switch its carrier on first, so that it can be told.", code="switched_off")
    await delete_number(tx, number_id)
    event = NumberReleased(carrier_id=number.carrier_id)
    subject = Subject(number_id, number.version + 1)
    await record(tx, event, subject, by, removed(snapshot(number)))
    if not isinstance(seller, Releasing):
        return
    payload = {
        "carrier": number.carrier_id.hex, "key": number.carrier_key, "number": number.number,
    }  # fmt: skip
    await schedule(tx, TIMER, now(), subject_id=number_id, payload=payload)


class Releaser:
    """Tells carriers of numbers that were given back, until they have heard it."""

    def __init__(self, database: Database, sellers: Sellers) -> None:
        self._database = database
        self._sellers = sellers

    async def carry(self, timer: Timer) -> timedelta | None:
        """None when there is nothing left to do."""
        async with self._database.transaction(timer.account_id) as tx:
            carrier = await get_carrier(tx, UUID(timer.payload["carrier"]))
            seller = None if carrier is None else await self._sellers.of(tx, carrier)
            # The answer to an earlier try may have been lost, and the number bought again since.
            is_over = await is_ours_again(tx, timer.payload["number"])
        if carrier is None or is_over:
            return None
        try:
            if isinstance(seller, Releasing):
                await seller.release(timer.payload["key"])
                return None
            reason = "It is switched off."
        except CarrierSilent as error:
            reason = str(error)
        log.warning("number_release.silent", carrier=carrier.id.hex, reason=reason)
        return min(LONGEST, timedelta(seconds=2 ** min(timer.attempts, 12)))
