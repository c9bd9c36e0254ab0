"""The numbers of the simulated Vonage: on its shelves and in accounts."""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.features.numbers.selling import Kind, Offer
from hubbub.kernel.answers import answer
from hubbub.simulator.market.catalogue import number_of, range_of
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.models import Held
from hubbub.simulator.over_http.vonage.admitting import NumberRefusal, Signed, admit, form_of
from hubbub.simulator.over_http.vonage.telling import bare

KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    "landline": ("long",),
    "mobile-lvn": ("mobile", "long"),
    "landline-toll-free": ("toll_free",),
}
"""North American numbers are called mobile, whatever they are."""
AMERICAN: Final = ("CA", "US")
DONE: Final = {"error-code": "200", "error-code-label": "success"}
FAILED: Final = (420, "failed", "method failed")
KEPT: Final = ("app_id", "moHttpUrl", "voiceCallbackType", "voiceCallbackValue")


def add_numbers(router: APIRouter, exchange: Exchange) -> None:
    _add_shelves(router, exchange)
    _add_owned(router, exchange)

    @router.get("/account/get-balance")
    async def get_balance(request: Request) -> Response:
        admit(request, exchange.key, NumberRefusal)
        return answer({"value": 1000.0, "autoReload": False})


def _add_shelves(router: APIRouter, exchange: Exchange) -> None:
    @router.get("/number/search")
    async def search(request: Request) -> Response:
        admit(request, exchange.key, NumberRefusal)
        asked = request.query_params
        country, wanted = asked.get("country", ""), asked.get("type", "landline")
        can = frozenset(each.lower() for each in asked.get("features", "").split(",") if each)
        offers = [
            offer
            for kind in KINDS.get(wanted, ())
            if (kind == "long") == (wanted == "landline" or country in AMERICAN)
            or kind == "toll_free"
            for offer in await exchange.offers(country, kind, can, asked.get("pattern", ""))
        ]
        return answer(_page([_offered(each, wanted) for each in offers]))

    @router.post("/number/buy")
    async def buy(request: Request) -> Response:
        who = admit(request, exchange.key, NumberRefusal)
        held = _held(who, await form_of(request))
        knobs = exchange.carrier.knobs
        if knobs.refuse_orders or not await exchange.sell(held):
            raise NumberRefusal(*FAILED)
        if knobs.lose_orders:
            raise NumberRefusal(500, "failed", "Sold, and the answer is lost on purpose")
        return answer(DONE)


def _add_owned(router: APIRouter, exchange: Exchange) -> None:
    @router.get("/account/numbers")
    async def list_owned(request: Request) -> Response:
        who = admit(request, exchange.key, NumberRefusal)
        asked = request.query_params
        digits = asked.get("pattern", "")
        held = [e for e in await exchange.repository.numbers(who.owner) if digits in e.number]
        size = int(asked.get("size", "10"))
        first = (int(asked.get("index", "1")) - 1) * size
        return answer(_page([_shown(e) for e in held[first : first + size]], len(held)))

    @router.post("/number/update")
    async def update(request: Request) -> Response:
        who = admit(request, exchange.key, NumberRefusal)
        form = await form_of(request)
        settings = {name: form.get(name, "") for name in KEPT}
        account = await exchange.repository.account(who.owner)
        is_in = settings["app_id"] == who.application
        settings["inbound_url"] = account.get("inbound_url", "") if is_in else ""
        if await exchange.change(who.owner, _held(who, form).key, settings) is None:
            raise NumberRefusal(*FAILED)
        return answer(DONE)

    @router.post("/number/cancel")
    async def cancel(request: Request) -> Response:
        who = admit(request, exchange.key, NumberRefusal)
        if not await exchange.release(who.owner, _held(who, await form_of(request)).key):
            raise NumberRefusal(*FAILED)
        return answer(DONE)


def _held(who: Signed, form: dict[str, str]) -> Held:
    """Vonage names a number by itself and its country."""
    number = number_of(form.get("msisdn", ""))
    found = range_of(number)
    if found is None or found.country != form.get("country"):
        raise NumberRefusal(*FAILED)
    return Held(who.owner, bare(number), number, {})


def _page(numbers: Sequence[dict[str, Any]], count: int | None = None) -> dict[str, Any]:
    """Nothing where there are none, as there."""
    return {"count": count or len(numbers), "numbers": list(numbers)} if numbers else {}


def _offered(offer: Offer, wanted: str) -> dict[str, Any]:
    return {
        "country": offer.country, "msisdn": bare(offer.number), "cost": str(offer.monthly),
        "type": wanted, "features": [each.upper() for each in offer.capabilities],
    }  # fmt: skip


def _shown(held: Held) -> dict[str, Any]:
    found = range_of(held.number)
    settings = {name: held.settings[name] for name in KEPT if held.settings.get(name)}
    return {
        "country": "" if found is None else found.country, "msisdn": bare(held.number),
        "type": "mobile-lvn",
        "features": [] if found is None else [each.upper() for each in found.capabilities],
        **settings,
    }  # fmt: skip
