"""The simulated carrier's shop over HTTP, for whoever signs in with a system id."""

import random
from typing import Annotated, Final

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response
from pydantic import Field

from hubbub.channels.sms.simulated import is_password
from hubbub.features.numbers.selling import Outcome
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import FieldError, Forbidden, Invalid, NotFound, Unavailable
from hubbub.simulator.api import Desk
from hubbub.simulator.market.catalogue import (
    REFUSAL,
    Range,
    markets,
    number_of,
    numbers_of,
    range_of,
)
from hubbub.simulator.market.repository import Sale, Wish

SHOWN: Final = 20
Password = Annotated[str, Header(alias="X-Simulator-Password")]


class Uploaded(Input):
    """What is said of a document; the simulator does not ask for its bytes."""

    requirement: str = Field(max_length=50)
    name: str = Field(max_length=300)
    size: int


class Order(Input):
    key: str = Field(min_length=1, max_length=100)
    offer: str = Field(max_length=20)
    details: dict[str, str]
    documents: list[Uploaded] = Field(max_length=20)


def market_routes(desk: Desk) -> APIRouter:
    """The router under `/simulator/api/market`."""
    router = APIRouter(prefix="/simulator/api/market/{system_id}")
    _add_shelves(router, desk)
    _add_orders(router, desk)
    return router


def _add_shelves(router: APIRouter, desk: Desk) -> None:
    @router.get("/countries")
    async def list_countries(system_id: str, password: Password = "") -> Response:
        _admit(desk, system_id, password)
        return answer(markets())

    @router.get("/offers")
    async def list_offers(
        system_id: str,
        country: str,
        kind: str,
        capability: Annotated[list[str], Query(default_factory=list[str])],
        digits: Annotated[str, Query(max_length=20)] = "",
        password: Password = "",
    ) -> Response:
        _admit(desk, system_id, password)
        taken = await desk.market.taken()
        every = numbers_of(country, kind, frozenset(capability))
        free = [n for n in every if n not in taken and digits in n]
        shown = sorted(random.sample(free, min(SHOWN, len(free))))
        return answer([found.offer(n) for n in shown if (found := range_of(n)) is not None])

    @router.get("/offers/{key}")
    async def get_offer(system_id: str, key: str, password: Password = "") -> Response:
        _admit(desk, system_id, password)
        number = number_of(key)
        found = range_of(number)
        if found is None or number in await desk.market.taken():
            raise NotFound("This number cannot be had any more. Choose another one.")
        return answer(found.offer(number))


def _add_orders(router: APIRouter, desk: Desk) -> None:
    @router.post("/orders")
    async def order(system_id: str, wanted: Order, password: Password = "") -> Response:
        _admit(desk, system_id, password)
        number = number_of(wanted.offer)
        found = range_of(number)
        if found is None:
            raise Invalid([FieldError("offer", "There is no such number.")])
        _check(found, wanted)
        wish = Wish(system_id, wanted.key, number, *_judge(desk, found))
        sale = await desk.market.sell(wish)
        desk.hub.changed("numbers")
        if desk.carrier.knobs.lose_orders:
            raise Unavailable("The order was taken in, and its answer is lost on purpose.")
        return answer(_outcome(sale))

    @router.get("/orders/{key}")
    async def get_order(system_id: str, key: str, password: Password = "") -> Response:
        _admit(desk, system_id, password)
        sale = await desk.market.find(system_id, key)
        if sale is None:
            raise NotFound("There is no order of this key.")
        return answer(_outcome(sale))

    @router.post("/numbers/{key}/release")
    async def release(system_id: str, key: str, password: Password = "") -> Response:
        _admit(desk, system_id, password)
        await desk.market.release(system_id, number_of(key))
        desk.hub.changed("numbers")
        return nothing()


def _judge(desk: Desk, found: Range) -> tuple[str | None, float]:
    """Why it is refused, and after how many seconds that or the opposite is said."""
    knobs = desk.carrier.knobs
    if knobs.refuse_orders:
        return "The simulator refuses every order at the moment; its page says so.", 0.0
    seconds = 0.0 if found.temper == "at_once" else knobs.approval
    return (REFUSAL if found.temper == "refuses" else None), seconds


def _check(found: Range, wanted: Order) -> None:
    given = {
        *(k for k, v in wanted.details.items() if v),
        *(d.requirement for d in wanted.documents),
    }
    missing = [each for each in found.requirements if each.name not in given]
    if missing:
        raise Invalid([FieldError(each.name, f"{each.title} is missing.") for each in missing])


def _outcome(sale: Sale) -> Outcome:
    if not sale.is_due:
        return Outcome("waiting")
    if sale.state == "refused":
        return Outcome("refused", reason=sale.reason)
    return Outcome("bought", number_key=sale.number.removeprefix("+"))


def _admit(desk: Desk, system_id: str, password: str) -> None:
    if not is_password(desk.key, system_id, password):
        raise Forbidden("X-Simulator-Password is not the password of this system id.")
