"""Buys numbers from Twilio and gives them back."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from hubbub.channels.sms.adapters.carrier import Refused, Unanswered
from hubbub.channels.sms.adapters.twilio.line import all_numbers, leading
from hubbub.channels.sms.adapters.twilio.wire import (
    MOST_PAGES,
    NUMBERS,
    PRICING,
    Available,
    AvailablePage,
    CountriesPage,
    Country,
    Incoming,
    Prices,
    Regulations,
    Wire,
    words_of,
)
from hubbub.features.numbers.selling import (
    Capability,
    CarrierSilent,
    Kind,
    Market,
    Offer,
    Outcome,
    Purchase,
    Requirement,
    Search,
)

RESOURCES: Final[dict[Kind, tuple[str, str, str]]] = {
    "long": ("local", "Local", "local"),
    "mobile": ("mobile", "Mobile", "mobile"),
    "toll_free": ("toll_free", "TollFree", "toll free"),
}
"""In the list of countries, in the address of a search, and in the list of prices."""
REGULATED: Final = {"long": "local", "mobile": "mobile", "toll_free": "toll-free"}
SHOWN: Final = 20
GONE: Final = "21422"
BOTH: Final[tuple[Capability, ...]] = ("sms", "voice")
ADDRESS: Final = Requirement(
    "address_sid",
    "Address SID",
    "text",
    "Of an address in Twilio's console. It begins with AD.",
    "AD[0-9a-fA-F]{32}",
    34,
)
BUNDLE: Final = Requirement(
    "bundle_sid",
    "Bundle SID",
    "text",
    "Of a regulatory bundle that Twilio has approved. It begins with BU.",
    "BU[0-9a-fA-F]{32}",
    34,
)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What all numbers of one kind in a country cost and ask for."""

    monthly: Decimal | None
    currency: str | None
    has_rules: bool


@dataclass(frozen=True, slots=True)
class TwilioSeller:
    """`Seller` and `Releasing`."""

    wire: Wire

    async def markets(self) -> list[Market]:
        found: list[Country] = []
        async with _heard():
            path, query = self.wire.path("/AvailablePhoneNumbers.json"), {"PageSize": "1000"}
            for _ in range(MOST_PAGES):
                page = await self.wire.get(CountriesPage, path, query)
                found += page.countries
                if not page.next_page_uri:
                    break
                path, query = page.next_page_uri, {}
        markets = [Market(each.country_code, _kinds(each)) for each in found]
        return [each for each in markets if each.kinds]

    async def search(self, wanted: Search) -> list[Offer]:
        if wanted.kind not in RESOURCES:
            return []
        query = {"PageSize": str(SHOWN)}
        if wanted.digits:
            query["Contains"] = wanted.digits
        for capability, name in (("sms", "SmsEnabled"), ("voice", "VoiceEnabled")):
            if capability in wanted.capabilities:
                query[name] = "true"
        async with _heard():
            found = await self._available(wanted.country, wanted.kind, query)
            terms = await self._terms(wanted.country, wanted.kind) if found else None
        return [] if terms is None else [_offer(each, wanted.kind, terms) for each in found]

    async def find(self, key: str) -> Offer | None:
        country, kind, number = _read_key(key)
        async with _heard():
            query = {"Contains": number.removeprefix("+"), "PageSize": str(SHOWN)}
            found = await self._available(country, kind, query)
            same = next((each for each in found if each.phone_number == number), None)
            if same is None:
                return None
            return _offer(same, kind, await self._terms(country, kind))

    async def buy(self, purchase: Purchase) -> Outcome:
        # Twilio has no key for an order, so that the name of the number is ours.
        known = await self.look(purchase)
        if known is not None:
            return known
        form = {
            "PhoneNumber": purchase.offer.number,
            "FriendlyName": _name(purchase),
            **leading(self.wire.access.door),
        }
        for requirement, name in ((ADDRESS, "AddressSid"), (BUNDLE, "BundleSid")):
            if given := purchase.details.get(requirement.name):
                form[name] = given
        try:
            async with _heard(refusals=False):
                path = self.wire.path("/IncomingPhoneNumbers.json")
                bought = await self.wire.post(Incoming, path, form)
        except Refused as refused:
            if refused.passes:
                raise CarrierSilent(str(refused)) from refused
            # Two who carry out one order at once: one of them finds it gone to the other.
            again = await self.look(purchase) if refused.code == GONE else None
            return again or Outcome("refused", reason=str(refused))
        return Outcome("bought", number_key=bought.sid)

    async def look(self, purchase: Purchase) -> Outcome | None:
        async with _heard():
            found = await all_numbers(self.wire, FriendlyName=_name(purchase))
        named = [each for each in found if each.friendly_name == _name(purchase)]
        return Outcome("bought", number_key=named[0].sid) if named else None

    async def release(self, number_key: str) -> None:
        async with _heard():
            await self.wire.delete(self.wire.path(f"/IncomingPhoneNumbers/{number_key}.json"))

    async def _available(self, country: str, kind: Kind, query: dict[str, str]) -> list[Available]:
        resource = RESOURCES[kind][1]
        path = self.wire.path(f"/AvailablePhoneNumbers/{country}/{resource}.json")
        try:
            page = await self.wire.get(AvailablePage, path, query)
        except Refused as refused:
            if refused.code == "20404":
                # The country has none of this kind.
                return []
            raise
        return page.available_phone_numbers

    async def _terms(self, country: str, kind: Kind) -> _Terms:
        (monthly, currency), has_rules = await asyncio.gather(
            self._price(country, kind), self._has_rules(country, kind)
        )
        return _Terms(monthly, currency, has_rules)

    async def _price(self, country: str, kind: Kind) -> tuple[Decimal | None, str | None]:
        """Nothing where Twilio does not say: no price is better than one that is made up."""
        try:
            path = f"/v1/PhoneNumbers/Countries/{country}"
            found = await self.wire.get(Prices, path, address=PRICING)
        except (Refused, Unanswered):
            return None, None
        name = RESOURCES[kind][2]
        price = next((p for p in found.phone_number_prices if p.number_type == name), None)
        if price is None or price.current_price is None or not found.price_unit:
            return None, None
        try:
            return Decimal(str(price.current_price)), found.price_unit.upper()
        except InvalidOperation:
            return None, None

    async def _has_rules(self, country: str, kind: Kind) -> bool:
        path = "/v2/RegulatoryCompliance/Regulations"
        query = {"IsoCountry": country, "NumberType": REGULATED[kind], "PageSize": "20"}
        return bool((await self.wire.get(Regulations, path, query, NUMBERS)).results)


@asynccontextmanager
async def _heard(*, refusals: bool = True) -> AsyncGenerator[None]:
    """What is no answer is silence; so are refusals, where nothing can be refused."""
    try:
        yield
    except Unanswered as error:
        raise CarrierSilent(str(error)) from error
    except Refused as error:
        if not refusals:
            raise
        raise CarrierSilent(str(error)) from error


def _kinds(country: Country) -> dict[Kind, tuple[Capability, ...]]:
    return {kind: BOTH for kind, names in RESOURCES.items() if names[0] in country.subresource_uris}


def _offer(number: Available, kind: Kind, terms: _Terms) -> Offer:
    requirements: tuple[Requirement, ...] = (BUNDLE,) if terms.has_rules else ()
    if number.address_requirements != "none":
        requirements = (*requirements, ADDRESS)
    return Offer(
        key=f"{number.iso_country}:{kind}:{number.phone_number}",
        number=number.phone_number,
        country=number.iso_country,
        kind=kind,
        capabilities=words_of(number.capabilities),
        setup=None if terms.monthly is None else Decimal(0),
        monthly=terms.monthly,
        currency=terms.currency,
        requirements=requirements,
    )


def _read_key(key: str) -> tuple[str, Kind, str]:
    country, _, rest = key.partition(":")
    kind, _, number = rest.partition(":")
    if len(country) != 2 or not country.isalpha() or not number.startswith("+"):
        return "US", "long", ""
    return country, kind if kind in RESOURCES else "long", number


def _name(purchase: Purchase) -> str:
    return f"Hubbub {purchase.key}"
