"""Numbers: those that can be bought, those that the account has, buying and giving back."""

from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.numbers.buying import Shop, already, already_by_key, buy
from hubbub.compat.vendor.numbers.finding import find_number_by_key, number_or_none
from hubbub.compat.vendor.numbers.paging import NumbersPage, OffersPage
from hubbub.compat.vendor.numbers.shapes import show_number, show_offer, show_order
from hubbub.compat.vendor.numbers.wire import GONE, MANAGES, NO_NUMBER, OWNED, Marked, read_key
from hubbub.compat.vendor.wire import HIDDEN, bare
from hubbub.features.numbers.adding import remove_number
from hubbub.features.numbers.configurations_repository import holding_for, of_all_numbers
from hubbub.features.numbers.orders.releasing import release_number
from hubbub.features.numbers.orders.repository import get_order, listed_orders
from hubbub.features.numbers.repository import all_numbers
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.database import Database
from hubbub.kernel.errors import NotFound

router = Router(OWNED, "compat")


class _Purchase(Marked):
    number_key: str | None = Field(None, max_length=400)
    number: str | None = Field(None, max_length=100)


@router.get("/available", needs=MANAGES, **HIDDEN)
async def wire_get_available_numbers(
    asked: Annotated[OffersPage, Query()],
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    found = await Shop(database, request.app.state.sellers, actor).offers(asked)
    shown = [show_offer(each) for each in found]
    return answer({"numbers": asked.of(shown), "numberCount": len(shown)})


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_numbers(
    asked: Annotated[NumbersPage, Query()], actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        numbers = await all_numbers(tx)
        configurations = await of_all_numbers(tx)
        orders = [show_order(each) for each in await listed_orders(tx)]
    shown = [show_number(each, configurations) for each in numbers]
    shown += [each for each in orders if each is not None]
    fitting = [each for each in shown if asked.fits(each["number"])]
    return answer({"numbers": asked.of(fitting), "numberCount": len(fitting)})


@router.post("", needs=MANAGES, **HIDDEN)
async def wire_post_number(
    body: _Purchase, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    body.check_marks()
    before = await _before(body, actor, database)
    if before is not None:
        return answer(before)
    found = await Shop(database, request.app.state.sellers, actor).find(
        body.number_key, body.number
    )
    async with database.transaction(actor.account_id) as tx:
        bought = await buy(tx, found, actor)
    if bought is None:
        raise NotFound(GONE)
    return answer(bought)


async def _before(body: _Purchase, actor: Actor, database: Database) -> dict[str, object] | None:
    """What was bought by the same request, which may have been sent twice."""
    async with database.transaction(actor.account_id) as tx:
        if body.number_key is not None:
            return await already_by_key(tx, body.number_key)
        if body.number is not None:
            return await already(tx, "+" + bare(body.number.strip()))
    return None


@router.get("/{number_key}", needs=MANAGES, **HIDDEN)
async def wire_get_number(number_key: str, actor: CurrentActor, database: TheDatabase) -> Response:
    id_ = read_key(number_key)
    async with database.transaction(actor.account_id) as tx:
        number = await number_or_none(tx, id_)
        if number is not None:
            return answer(show_number(number, await holding_for(tx, number.id)))
        order = await get_order(tx, id_)
    shown = None if order is None else show_order(order)
    if shown is None:
        raise NotFound(NO_NUMBER)
    return answer(shown)


@router.put("/{number_key}", needs=MANAGES, **HIDDEN)
async def wire_put_number(
    number_key: str, body: Marked, actor: CurrentActor, database: TheDatabase
) -> Response:
    """There is nothing that could be changed so; what changes nothing is fine."""
    body.check_marks()
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        return answer(show_number(number, await holding_for(tx, number.id)))


@router.delete("/{number_key}", needs=MANAGES, status_code=204, **HIDDEN)
async def wire_delete_number(
    number_key: str, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        if number.carrier_key is None:
            await remove_number(tx, number.id, actor.origin)
        else:
            sellers = request.app.state.sellers
            await release_number(tx, number.id, number.version, sellers, actor.origin)
    return nothing()
