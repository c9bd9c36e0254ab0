"""Carries out placed orders: asks the carrier by the order's key before buying, and again after
every answer that got lost, so that a number is bought once and added with the news of it."""

from datetime import timedelta
from uuid import UUID

import structlog

from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.repository import get_order
from hubbub.features.numbers.orders.settling import settle
from hubbub.features.numbers.repository import get_carrier
from hubbub.features.numbers.selling import (
    CarrierSilent,
    Document,
    Outcome,
    Purchase,
    Seller,
    Sellers,
)
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.files.files import Files
from hubbub.kernel.timers import Timer

log = structlog.get_logger()

SHORTEST, LONGEST = timedelta(seconds=1), timedelta(minutes=10)


class Buyer:
    """The work of one order, from being placed until the carrier has decided."""

    def __init__(self, database: Database, sellers: Sellers, files: Files) -> None:
        self._database = database
        self._sellers = sellers
        self._files = files

    async def carry(self, timer: Timer) -> timedelta | None:
        """None when there is nothing left to do."""
        assert timer.subject_id is not None
        async with self._database.transaction(timer.account_id) as tx:
            order = await get_order(tx, timer.subject_id)
            if order is None or order.state not in ("placed", "waiting"):
                return None
            assert order.carrier_id is not None
            carrier = await get_carrier(tx, order.carrier_id)
            seller = None if carrier is None else await self._sellers.of(tx, carrier)
        try:
            outcome = await self._ask(seller, order)
        except CarrierSilent as error:
            log.warning("number_order.silent", order=order.id.hex, error=str(error))
            return _pause(order)
        async with self._database.transaction(timer.account_id) as tx:
            await settle(tx, self._files, order.id, outcome)
        return _pause(order) if outcome.state == "waiting" else None

    async def _ask(self, seller: Seller | None, order: Order) -> Outcome:
        if seller is None:
            # It may have been bought already, so that it is not given up for lost.
            raise CarrierSilent("The carrier is switched off.")
        purchase = self._purchase(order)
        known = await seller.look(purchase)
        return known if known is not None else await seller.buy(purchase)

    def _purchase(self, order: Order) -> Purchase:
        offer = order.chosen
        assert offer is not None
        documents = [self._document(order, requirement) for requirement in sorted(order.documents)]
        return Purchase(order.key, offer, order.details, documents)

    def _document(self, order: Order, requirement: str) -> Document:
        found = order.uploaded[requirement]

        async def read() -> bytes:
            return await self._read(order.account_id, found.file_id)

        return Document(requirement, found.name, found.media_type, found.size, read)

    async def _read(self, account_id: UUID, file_id: UUID) -> bytes:
        async with self._database.transaction(account_id) as tx:
            opened = await self._files.open_file(tx, file_id)
        return await opened.read()


def _pause(order: Order) -> timedelta:
    """The longer it has taken, the less often it is asked for."""
    since = now() - (order.placed_at or order.created_at)
    return min(LONGEST, max(SHORTEST, since / 10))
