"""Offers and orders of numbers over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheFiles
from hubbub.features.numbers.orders.drafting import (
    NO_ORDER,
    Decided,
    begin_order,
    change_order,
)
from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.offering import (
    all_markets,
    all_offers,
    offer_now,
    sellers_of,
)
from hubbub.features.numbers.orders.placing import (
    GONE,
    discard_order,
    place_order,
    take_new_price,
)
from hubbub.features.numbers.orders.repository import get_order, listed_orders
from hubbub.features.numbers.orders.shapes import (
    Countries,
    NewOrder,
    Offers,
    OrderInput,
    Orders,
    ShownOrder,
    VersionInput,
    shown_country,
    shown_offer,
)
from hubbub.features.numbers.orders.showing import shown, shown_all
from hubbub.features.numbers.selling import Capability, Kind, Offer, Search, Sellers
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, NotFound

offers_router = Router("/api/number-offers", "numbers")
router = Router("/api/number-orders", "numbers")

NEW_PRICE = "The price has changed. Look at the summary again before you order."


@offers_router.get("/countries", needs=may.MANAGE_CHANNELS, response_model=Countries)
async def get_number_countries(
    request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    """The countries of which numbers can be bought, with the kinds that each has."""
    shops = await sellers_of(database, _sellers(request), actor.account_id)
    return answer(Countries([shown_country(each) for each in await all_markets(shops)]))


@offers_router.get("", needs=may.MANAGE_CHANNELS, response_model=Offers)
async def get_number_offers(
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    country: Annotated[str, Query(pattern="^[A-Z]{2}$")],
    kind: Kind,
    capabilities: Annotated[list[Capability], Query(min_length=1)],
) -> Response:
    """Some numbers that can be bought now, the cheapest first; ask again for others."""
    shops = await sellers_of(database, _sellers(request), actor.account_id)
    found = await all_offers(shops, Search(country, frozenset(capabilities), kind))
    shown = [shown_offer(each.carrier, each.offer) for each in found.offers]
    return answer(Offers(shown, found.silent))


@router.get("", needs=may.MANAGE_CHANNELS, response_model=Orders)
async def get_number_orders(actor: CurrentActor, database: TheDatabase) -> Response:
    """Orders that are open, and those that failed and were not put away yet."""
    async with database.transaction(actor.account_id) as tx:
        return answer(Orders(await shown_all(tx, await listed_orders(tx))))


@router.post("", needs=may.MANAGE_CHANNELS, response_model=ShownOrder, status_code=201)
async def post_number_order(body: NewOrder, actor: CurrentActor, database: TheDatabase) -> Response:
    """Begin an order; it is a draft until it is placed."""
    async with database.transaction(actor.account_id) as tx:
        order = await begin_order(tx, body.client_id, actor.user_id)
        return answer(await shown(tx, order), 201)


@router.get("/{order_id}", needs=may.MANAGE_CHANNELS, response_model=ShownOrder)
async def get_number_order(order_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """An order as it stands."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await shown(tx, await _find(tx, order_id)))


@router.put("/{order_id}", needs=may.MANAGE_CHANNELS, response_model=ShownOrder)
async def put_number_order(
    order_id: UUID,
    body: OrderInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Keep what was decided so far. What a number costs and asks for comes from its carrier."""
    offer = await _offer_of(request, body, order_id, actor, database)
    decided = Decided(
        step=body.step,
        country=body.country,
        capabilities=tuple(body.capabilities),
        kind=body.kind,
        carrier_id=body.offer.carrier_id if body.offer else None,
        offer=offer,
        details=body.details,
    )
    async with database.transaction(actor.account_id) as tx:
        return answer(await shown(tx, await change_order(tx, order_id, body.version, decided)))


@router.post("/{order_id}/place", needs=may.MANAGE_CHANNELS, response_model=ShownOrder)
async def post_number_order_place(
    order_id: UUID,
    body: VersionInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Order now. Asked for twice, it is ordered once."""
    async with database.transaction(actor.account_id) as tx:
        order = await _find(tx, order_id)
    offered: Offer | None = None
    if order.state == "draft" and order.carrier_id is not None and order.chosen is not None:
        of = (order.carrier_id, order.chosen.key)
        offered = await offer_now(database, _sellers(request), actor.account_id, of)
        if offered is not None and offered != order.chosen:
            async with database.transaction(actor.account_id) as tx:
                await take_new_price(tx, order_id, body.version, offered)
            raise Conflict(NEW_PRICE, code="price_changed")
    async with database.transaction(actor.account_id) as tx:
        placed = await place_order(tx, order_id, body.version, offered, actor.origin)
        return answer(await shown(tx, placed))


@router.delete("/{order_id}", needs=may.MANAGE_CHANNELS, status_code=204)
async def delete_number_order(
    order_id: UUID, actor: CurrentActor, database: TheDatabase, files: TheFiles
) -> Response:
    """Discard a draft or an order that failed, with what was typed in and uploaded for it."""
    async with database.transaction(actor.account_id) as tx:
        await discard_order(tx, files, order_id)
    return nothing()


async def _offer_of(
    request: Request, body: OrderInput, order_id: UUID, actor: Actor, database: Database
) -> Offer | None:
    """The offer that is chosen: as it was kept, or fresh from the carrier."""
    if body.offer is None:
        return None
    async with database.transaction(actor.account_id) as tx:
        order = await _find(tx, order_id)
    chosen = order.chosen
    if chosen and (order.carrier_id, chosen.key) == (body.offer.carrier_id, body.offer.key):
        return chosen
    of = (body.offer.carrier_id, body.offer.key)
    offer = await offer_now(database, _sellers(request), actor.account_id, of)
    if offer is None:
        raise Conflict(GONE, code="offer_gone")
    return offer


async def _find(tx: Transaction, order_id: UUID) -> Order:
    order = await get_order(tx, order_id)
    if order is None or order.state == "cancelled":
        raise NotFound(NO_ORDER)
    return order


def _sellers(request: Request) -> Sellers:
    return request.app.state.sellers
