"""Finds numbers that can be bought, and buys one: once, however often it is asked for."""

from collections.abc import AsyncIterator, Sequence
from typing import Final
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.users.repository import lock_account
from hubbub.compat.vendor.numbers.paging import OffersPage
from hubbub.compat.vendor.numbers.shapes import show_number, show_order
from hubbub.compat.vendor.numbers.wire import GONE, read_offer_key
from hubbub.compat.vendor.wire import wrong
from hubbub.features.numbers.configurations_repository import holding_for
from hubbub.features.numbers.orders.drafting import Decided, begin_order, change_order
from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.offering import (
    OfCarrier,
    all_markets,
    all_offers,
    offer_now,
    sellers_of,
)
from hubbub.features.numbers.orders.placing import place_order
from hubbub.features.numbers.orders.repository import order_for_number, order_of_offer
from hubbub.features.numbers.repository import Carrier, find_number, get_carrier
from hubbub.features.numbers.selling import Capability, Kind, Market, Search, Seller, Sellers
from hubbub.features.numbers.telling import told_from
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.ids import new_id

CAN: Final[dict[str, Capability]] = {"SMS": "sms", "VOICE": "voice"}
KINDS: Final[tuple[Kind, ...]] = ("mobile", "long", "toll_free", "short_code")
MOST_SEARCHES = 6
"""Of one question that names no country: each is a request to every carrier."""
ASKS_MORE = (
    "Its country asks for details and documents. Buy it on the page Channels and Numbers, which "
    "asks for them."
)

Shops = Sequence[tuple[Carrier, Seller]]


class Shop:
    """The carriers of one account that sell numbers."""

    def __init__(self, database: Database, sellers: Sellers, actor: Actor) -> None:
        self._database = database
        self._sellers = sellers
        self._actor = actor

    async def offers(self, asked: OffersPage) -> list[OfCarrier]:
        """As many as the pages up to this one need. Raises Unavailable."""
        wanted: frozenset[Capability] = frozenset(
            CAN[each] for each in asked.capabilities if each in CAN
        )
        if len(wanted) < len(set(asked.capabilities)):
            return []
        shops = await sellers_of(self._database, self._sellers, self._actor.account_id)
        digits = asked.number.strip().removeprefix("+")
        found: list[OfCarrier] = []
        async for country, kind in self._places(shops, asked.country, wanted):
            offers = await all_offers(shops, Search(country, wanted, kind, digits))
            found += offers.offers
            if len(found) >= (asked.page + 1) * asked.limit:
                break
        return found

    async def find(self, key: str | None, number: str | None) -> OfCarrier:
        """The offer of this key, or of this number. Raises NotFound, Unavailable."""
        if key is not None:
            return await self._by_key(read_offer_key(key))
        if number is None:
            raise wrong("numberKey", "Say which number: its numberKey, or its number.")
        return await self._by_number("+" + number.strip().removeprefix("+"))

    async def _by_key(self, of: tuple[UUID, str]) -> OfCarrier:
        offer = await offer_now(self._database, self._sellers, self._actor.account_id, of)
        async with self._database.transaction(self._actor.account_id) as tx:
            carrier = await get_carrier(tx, of[0])
        if offer is None or carrier is None:
            raise NotFound(GONE)
        return OfCarrier(carrier, offer)

    async def _by_number(self, number: str) -> OfCarrier:
        shops = await sellers_of(self._database, self._sellers, self._actor.account_id)
        told = told_from(number)
        if told.country is not None:
            for kind in dict.fromkeys((told.kind, *KINDS)):
                wanted = Search(told.country, frozenset(), kind, number.removeprefix("+"))
                for each in (await all_offers(shops, wanted)).offers:
                    if each.offer.number == number:
                        return each
        raise NotFound(GONE)

    async def _places(
        self, shops: Shops, country: str | None, wanted: frozenset[Capability]
    ) -> AsyncIterator[tuple[str, Kind]]:
        """Country and kind of each search, those that have what is wanted."""
        markets = await all_markets(shops)
        places: list[tuple[str, Kind]] = [
            (market.country, kind)
            for market in markets
            if country is None or market.country == country
            for kind in _kinds(market, wanted)
        ]
        for place in places if country is not None else places[:MOST_SEARCHES]:
            yield place


async def already(tx: Transaction, number: str) -> dict[str, object] | None:
    """The number as it is shown where the account has it, or has ordered it."""
    owned = await find_number(tx, number)
    if owned is not None:
        return show_number(owned, await holding_for(tx, owned.id))
    order = await order_for_number(tx, number)
    return None if order is None else show_order(order)


async def already_by_key(tx: Transaction, key: str) -> dict[str, object] | None:
    """The same, of the offer that had this key."""
    order = await order_of_offer(tx, *read_offer_key(key))
    offer = None if order is None else order.chosen
    return None if offer is None else await already(tx, offer.number)


async def buy(tx: Transaction, found: OfCarrier, actor: Actor) -> dict[str, object] | None:
    """Order it, unless that was done. Raises Conflict, Invalid."""
    # Of two who ask at once the second finds what the first has ordered.
    await lock_account(tx)
    before = await already(tx, found.offer.number)
    if before is not None:
        return before
    if found.offer.requirements:
        raise wrong("numberKey", ASKS_MORE)
    return show_order(await _place(tx, found, actor))


async def _place(tx: Transaction, found: OfCarrier, actor: Actor) -> Order:
    offer = found.offer
    draft = await begin_order(tx, new_id(), actor.user_id)
    decided = Decided(
        step="summary",
        country=offer.country,
        capabilities=offer.capabilities,
        kind=offer.kind,
        carrier_id=found.carrier.id,
        offer=offer,
        details={},
    )
    chosen = await change_order(tx, draft.id, draft.version, decided)
    return await place_order(tx, chosen.id, chosen.version, offer, actor.origin)


def _kinds(market: Market, wanted: frozenset[Capability]) -> list[Kind]:
    return [kind for kind, can in market.kinds.items() if wanted <= set(can)]
