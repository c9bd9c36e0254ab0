"""The numbers of the simulated Infobip: on its shelves, in accounts, and where their texts go."""

import secrets
from typing import Any, Final

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.features.numbers.selling import Offer
from hubbub.kernel.answers import answer, nothing
from hubbub.simulator.market.catalogue import markets, number_of, range_of
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.infobip.admitting import Refusal, admit, body_of
from hubbub.simulator.over_http.infobip.telling import bare
from hubbub.simulator.over_http.models import Held

NUMBERS: Final = "/numbers/1/numbers"
CONFIGURATIONS: Final = "/resource-management/1/inbound-message-configurations"


class _Wanted(msgspec.Struct, frozen=True, rename="camel"):
    number_key: str | None = None
    number: str | None = None


class _Forwarding(msgspec.Struct, frozen=True):
    type: str
    url: str = ""


class _Configuration(msgspec.Struct, frozen=True, rename="camel"):
    number_key: str
    channel: str
    keyword: str | None = None
    forwarding: _Forwarding | None = None


def add_numbers(router: APIRouter, exchange: Exchange) -> None:
    _add_shelves(router, exchange)
    _add_owned(router, exchange)
    _add_configurations(router, exchange)


def _add_shelves(router: APIRouter, exchange: Exchange) -> None:
    @router.get(f"{NUMBERS}/available")
    async def list_available(request: Request) -> Response:
        admit(request, exchange.key)
        asked = request.query_params
        can = frozenset(each.lower() for each in asked.getlist("capabilities"))
        offers = [
            offer
            for market in markets()
            if asked.get("country", market.country) == market.country
            for kind in market.kinds
            for offer in await exchange.offers(
                market.country, kind, can, bare(asked.get("number", ""))
            )
        ]
        return answer(_page([_offered(each) for each in offers]))

    @router.post(NUMBERS)
    async def buy(request: Request) -> Response:
        owner = admit(request, exchange.key)
        wanted = await body_of(request, _Wanted)
        number = number_of(bare(wanted.number or _number_behind(wanted.number_key or "")))
        offer = await exchange.offer(number)
        if offer is None or exchange.carrier.knobs.refuse_orders:
            raise Refusal(400, "The number is not available")
        held = Held(owner, _key_of(number), number, {})
        if not await exchange.sell(held):
            raise Refusal(400, "The number is not available")
        if exchange.carrier.knobs.lose_orders:
            raise Refusal(500, "The number was sold, and its answer is lost on purpose")
        return answer(_shown(held))


def _add_owned(router: APIRouter, exchange: Exchange) -> None:
    @router.get(NUMBERS)
    async def list_owned(request: Request) -> Response:
        owner = admit(request, exchange.key)
        asked = request.query_params
        digits = bare(asked.get("number", ""))
        held = [e for e in await exchange.repository.numbers(owner) if digits in e.number]
        first = int(asked.get("page", "0")) * int(asked.get("limit", "50"))
        some = held[first : first + int(asked.get("limit", "50"))]
        return answer({**_page([_shown(each) for each in some]), "numberCount": len(held)})

    @router.get(f"{NUMBERS}/{{key}}")
    async def get_number(key: str, request: Request) -> Response:
        owner = admit(request, exchange.key)
        return answer(_shown(_found(await exchange.repository.number(owner, key))))

    @router.delete(f"{NUMBERS}/{{key}}")
    async def cancel(key: str, request: Request) -> Response:
        owner = admit(request, exchange.key)
        if not await exchange.release(owner, key):
            raise Refusal(404)
        return nothing()


def _add_configurations(router: APIRouter, exchange: Exchange) -> None:
    @router.get(CONFIGURATIONS)
    async def list_configurations(request: Request) -> Response:
        owner = admit(request, exchange.key)
        key = request.query_params.get("numberKey", "")
        held = _found(await exchange.repository.number(owner, key))
        return answer([_configured(held)] if held.settings.get("url") else [])

    @router.post(CONFIGURATIONS)
    async def configure(request: Request) -> Response:
        owner = admit(request, exchange.key)
        wanted = await body_of(request, _Configuration)
        forwarding = wanted.forwarding
        if wanted.channel != "SMS" or wanted.keyword or forwarding is None or not forwarding.url:
            raise Refusal(400, "The simulator forwards all texts of a number to an address")
        settings = {"url": forwarding.url, "configuration": secrets.token_hex(16).upper()}
        changed = await exchange.change(owner, wanted.number_key, settings)
        return answer(_configured(_found(changed)))


def _found(held: Held | None) -> Held:
    if held is None:
        raise Refusal(404)
    return held


def _configured(held: Held) -> dict[str, Any]:
    forwarding = {"type": "HTTP_FORWARD", "url": held.settings["url"], "format": "MO_JSON_2"}
    return {
        "configurationKey": held.settings["configuration"], "channel": "SMS",
        "forwarding": forwarding,
    }  # fmt: skip


def _key_of(number: str) -> str:
    """The same on the shelf and when it is somebody's."""
    return bare(number).encode().hex().upper().ljust(32, "0")


def _number_behind(key: str) -> str:
    try:
        return bytes.fromhex(key).rstrip(b"\0").decode("ascii")
    except (ValueError, UnicodeDecodeError):
        return ""


def _page(numbers: list[dict[str, Any]]) -> dict[str, Any]:
    return {"numbers": numbers, "numberCount": len(numbers)}


def _shown(held: Held) -> dict[str, Any]:
    found = range_of(held.number)
    return {} if found is None else _offered(found.offer(held.number))


def _offered(offer: Offer) -> dict[str, Any]:
    is_short = offer.kind == "short_code"
    return {
        "numberKey": _key_of(offer.number), "number": bare(offer.number), "country": offer.country,
        "countryName": offer.country, "shared": False,
        "type": "SHORT_CODE" if is_short else "VIRTUAL_LONG_NUMBER",
        "capabilities": [each.upper() for each in offer.capabilities],
        "price": {
            "pricePerMonth": float(offer.monthly or 0), "setupPrice": float(offer.setup or 0),
            "currency": offer.currency,
        },
    }  # fmt: skip
