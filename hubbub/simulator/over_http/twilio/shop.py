"""What the simulated Twilio sells, what it costs and what countries ask for."""

from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.features.numbers.selling import Kind
from hubbub.kernel.answers import answer
from hubbub.simulator.market.catalogue import RANGES, markets
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.twilio.admitting import Refusal, admit
from hubbub.simulator.over_http.twilio.shapes import offer_of, page_of

KINDS: Final[dict[str, Kind]] = {"Local": "long", "Mobile": "mobile", "TollFree": "toll_free"}
LISTED: Final[dict[Kind, str]] = {"long": "local", "mobile": "mobile", "toll_free": "toll_free"}
PRICED: Final[dict[Kind, str]] = {"long": "local", "mobile": "mobile", "toll_free": "toll free"}
REGULATED: Final[dict[str, Kind]] = {
    "local": "long", "mobile": "mobile", "toll-free": "toll_free"
}  # fmt: skip
RULES: Final = "RN" + "0" * 32


def add_shop(router: APIRouter, exchange: Exchange, account: str) -> None:
    _add_shelves(router, exchange, f"{account}/AvailablePhoneNumbers")

    @router.get("/v1/PhoneNumbers/Countries/{country}")
    async def get_prices(country: str, request: Request) -> Response:
        admit(request, exchange.key)
        found = [each for each in RANGES if each.country == country and each.kind in PRICED]
        if not found:
            raise Refusal(404, 20404, f"No prices for {country}")
        prices = {
            PRICED[each.kind]: {
                "number_type": PRICED[each.kind], "base_price": float(each.monthly),
                "current_price": float(each.monthly),
            }
            for each in found
        }  # fmt: skip
        body = {
            "country": country, "iso_country": country, "price_unit": found[0].currency,
            "phone_number_prices": list(prices.values()),
            "url": f"https://pricing.twilio.com/v1/PhoneNumbers/Countries/{country}",
        }  # fmt: skip
        return answer(body)

    @router.get("/v2/RegulatoryCompliance/Regulations")
    async def list_regulations(request: Request) -> Response:
        admit(request, exchange.key)
        asked = request.query_params
        kind = REGULATED.get(asked.get("NumberType", ""))
        has_rules = any(
            each.requirements
            for each in RANGES
            if each.country == asked.get("IsoCountry") and each.kind == kind
        )
        url = "https://numbers.twilio.com/v2/RegulatoryCompliance/Regulations"
        rule = {
            "sid": RULES, "friendly_name": "Simulated rules", "requirements": {},
            "iso_country": asked.get("IsoCountry"), "number_type": asked.get("NumberType"),
            "end_user_type": "business", "url": f"{url}/{RULES}",
        }  # fmt: skip
        meta = {
            "key": "results", "page": 0, "page_size": 20, "first_page_url": url,
            "next_page_url": None, "previous_page_url": None, "url": url,
        }  # fmt: skip
        return answer({"results": [rule] if has_rules else [], "meta": meta})


def _add_shelves(router: APIRouter, exchange: Exchange, shelves: str) -> None:
    @router.get(f"{shelves}.json")
    async def list_countries(sid: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        uri = who.uri("/AvailablePhoneNumbers")
        countries: list[dict[str, Any]] = [
            {
                "country_code": each.country, "country": each.country, "beta": False,
                "uri": f"{uri}/{each.country}.json",
                "subresource_uris": {
                    LISTED[kind]: f"{uri}/{each.country}/{name}.json"
                    for name, kind in KINDS.items()
                    if kind in each.kinds
                },
            }
            for each in markets()
        ]  # fmt: skip
        return answer(page_of("countries", f"{uri}.json", countries))

    @router.get(f"{shelves}/{{country}}/{{name}}.json")
    async def list_offers(sid: str, country: str, name: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        kind = KINDS.get(name)
        if kind is None:
            raise Refusal(404, 20404, f"{name} was not found")
        asked = request.query_params
        can = {
            capability
            for capability, query in (("sms", "SmsEnabled"), ("voice", "VoiceEnabled"))
            if asked.get(query) == "true"
        }
        offers = await exchange.offers(
            country, kind, frozenset(can), asked.get("Contains", "").removeprefix("+")
        )
        shown = [offer_of(each, needs_address=False) for each in offers]
        uri = who.uri(f"/AvailablePhoneNumbers/{country}/{name}.json")
        return answer(page_of("available_phone_numbers", uri, shown))
