"""What the simulated Telnyx sells, what it costs and what countries ask for."""

import secrets
from typing import Any, Final
from uuid import uuid4

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.channels.sms.adapters.json_api import Meaningless, read
from hubbub.features.numbers.selling import Kind, Market
from hubbub.kernel.answers import answer
from hubbub.kernel.clock import now
from hubbub.simulator.market.catalogue import RANGES, markets
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.models import Held
from hubbub.simulator.over_http.telnyx.admitting import (
    Refusal,
    Signed,
    admit,
    body_of,
    text_in,
)
from hubbub.simulator.over_http.telnyx.shapes import TYPES, offer_of, order_of, page_of

KINDS: Final[dict[str, Kind]] = {name: kind for kind, name in TYPES.items()}


class _Wanted(msgspec.Struct, frozen=True):
    phone_number: str
    requirement_group_id: str | None = None


def add_shop(router: APIRouter, exchange: Exchange) -> None:
    _add_shelves(router, exchange)
    _add_orders(router, exchange)


def _add_shelves(router: APIRouter, exchange: Exchange) -> None:
    @router.get("/country_coverage")
    async def list_countries(request: Request) -> Response:
        admit(request, exchange.key)
        return answer({"data": {each.country: _covered(each) for each in markets()}})

    @router.get("/available_phone_numbers")
    async def list_offers(request: Request) -> Response:
        admit(request, exchange.key)
        asked = request.query_params
        country = asked.get("filter[country_code]", "")
        kind = KINDS.get(asked.get("filter[phone_number_type]", "local"), "long")
        can = frozenset(each for each in asked.get("filter[features]", "").split(",") if each)
        ending = asked.get("filter[phone_number][ends_with]", "")
        holding = asked.get("filter[phone_number][contains]", "")
        offers = await exchange.offers(country, kind, can, ending or holding)
        return answer(page_of([offer_of(o) for o in offers if o.number.endswith(ending)]))

    @router.get("/requirements")
    async def list_requirements(request: Request) -> Response:
        admit(request, exchange.key)
        country = request.query_params.get("filter[country_code]")
        rules = [
            {
                "record_type": "requirement", "id": str(uuid4()), "country_code": each.country,
                "phone_number_type": TYPES[each.kind], "action": "ordering",
                "requirements_types": [
                    {"record_type": "requirement_type", "id": str(uuid4()), "name": asked.title}
                    for asked in each.requirements
                ],
            }
            for each in RANGES
            if each.country == country and each.requirements and each.kind in TYPES
        ]  # fmt: skip
        return answer(page_of(rules))


def _covered(market: Market) -> dict[str, Any]:
    kinds = {
        name: {"features": [*market.kinds[kind]]} if kind in market.kinds else {}
        for kind, name in TYPES.items()
    }
    features = sorted({each for can in market.kinds.values() for each in can})
    types = [name for kind, name in TYPES.items() if kind in market.kinds]
    return {
        "code": market.country, "numbers": True, "features": features,
        "phone_number_type": types, "reservable": False, "quickship": True,
        "international_sms": False, "p2p": False, "inventory_coverage": False, "region": None,
        "national": {}, "shared_cost": {}, **kinds,
    }  # fmt: skip


def _add_orders(router: APIRouter, exchange: Exchange) -> None:
    @router.post("/number_orders")
    async def order(request: Request) -> Response:
        who = admit(request, exchange.key)
        body = await body_of(request)
        held = await _held(exchange, who, body)
        if not await exchange.sell(held):
            raise Refusal(400, "85001", "The number is not available any more")
        if exchange.carrier.knobs.lose_orders:
            raise Refusal(500, "10007", "The order was taken in, and its answer is lost on purpose")
        return answer({"data": order_of(held)})

    @router.get("/number_orders")
    async def list_orders(request: Request) -> Response:
        who = admit(request, exchange.key)
        wanted = request.query_params.get("filter[customer_reference]")
        orders = [order_of(each) for each in await exchange.repository.numbers(who.owner)]
        found = [o for o in orders if wanted is None or o["customer_reference"] == wanted]
        return answer(page_of(found))

    @router.get("/number_orders/{key}")
    async def get_order(key: str, request: Request) -> Response:
        who = admit(request, exchange.key)
        orders = [order_of(each) for each in await exchange.repository.numbers(who.owner)]
        found = next((each for each in orders if each["id"] == key), None)
        if found is None:
            raise Refusal(404, "10005", "Resource not found")
        return answer({"data": found})


async def _held(exchange: Exchange, who: Signed, body: dict[str, msgspec.Raw]) -> Held:
    """What is ordered, as it will be held. Raises Refusal."""
    wanted = _wanted(body)
    offer = await exchange.offer(wanted.phone_number)
    if offer is not None and exchange.carrier.knobs.refuse_orders:
        raise Refusal(400, "10015", "The simulator refuses every order at the moment")
    if offer is not None and offer.requirements and not wanted.requirement_group_id:
        raise Refusal(422, "10004", "A requirement group is required in this country")
    profile = text_in(body, "messaging_profile_id")
    account = await exchange.repository.account(who.owner)
    settings = {
        "order_id": str(uuid4()),
        "customer_reference": text_in(body, "customer_reference"),
        "messaging_profile_id": profile,
        "webhook_url": account.get("webhook_url", "") if profile == who.profile else "",
        "at": now().isoformat(),
    }
    key = str(10**18 + secrets.randbelow(10**18))
    return Held(who.owner, key, wanted.phone_number, settings)


def _wanted(body: dict[str, msgspec.Raw]) -> _Wanted:
    try:
        numbers = read(body.get("phone_numbers", msgspec.Raw(b"[]")), list[_Wanted])
    except Meaningless as error:
        raise Refusal(422, "10015", "Bad Request") from error
    if len(numbers) != 1:
        raise Refusal(422, "10004", "The simulator takes one number an order")
    return numbers[0]
