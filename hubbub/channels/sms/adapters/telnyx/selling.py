"""Buys numbers from Telnyx and gives them back."""

from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import quote

import msgspec

from hubbub.channels.sms.adapters.carrier import Refused
from hubbub.channels.sms.adapters.json_api import selling
from hubbub.channels.sms.adapters.telnyx.offering import (
    GROUP,
    KEY,
    Available,
    Country,
    Rule,
    market_of,
    offer_of,
    requirement_of,
)
from hubbub.channels.sms.adapters.telnyx.wire import One, Page, Wire
from hubbub.features.numbers.selling import (
    Capability,
    Kind,
    Market,
    Offer,
    Outcome,
    Purchase,
    Requirement,
    Search,
)

TYPES: Final[dict[Kind, str]] = {"long": "local", "mobile": "mobile", "toll_free": "toll_free"}
SHOWN: Final = "20"
MOST_DIGITS: Final = 7


class _Ordered(msgspec.Struct, frozen=True):
    status: str
    customer_reference: str | None = None


@dataclass(frozen=True, slots=True)
class TelnyxSeller:
    """`Seller` and `Releasing`. A number is called by itself: an order names it otherwise."""

    wire: Wire

    async def markets(self) -> list[Market]:
        with selling():
            found = await self.wire.api.get(One[dict[str, Country]], "/v2/country_coverage")
        markets = [market_of(name, each) for name, each in found.data.items()]
        return [each for each in markets if each.kinds and len(each.country) == 2]

    async def search(self, wanted: Search) -> list[Offer]:
        # Of a whole number the country's digits would fit nothing there.
        part = wanted.digits[-MOST_DIGITS:]
        holding = {"filter[phone_number][contains]": part} if part else {}
        return await self._offers(wanted.country, wanted.kind, wanted.capabilities, holding)

    async def find(self, key: str) -> Offer | None:
        named = KEY.fullmatch(key)
        if named is None:
            return None
        # All digits of a number are not asked for, since Telnyx does not count the country's.
        ending = {"filter[phone_number][ends_with]": named[3][-MOST_DIGITS:]}
        kind = cast("Kind", named[2])
        found = await self._offers(named[1], kind, frozenset(), ending)
        return next((each for each in found if each.number == named[3]), None)

    async def buy(self, purchase: Purchase) -> Outcome:
        before = await self.look(purchase)
        if before is not None:
            return before
        number: dict[str, object] = {"phone_number": purchase.offer.number}
        if group := purchase.details.get(GROUP):
            number["requirement_group_id"] = group
        order = {
            "phone_numbers": [number],
            "messaging_profile_id": self.wire.profile,
            "customer_reference": purchase.key,
        }
        try:
            with selling(hears_no=True):
                await self.wire.lead_profile()
                made = await self.wire.api.do("POST", One[_Ordered], "/v2/number_orders", order)
        except Refused as refused:
            # Another worker may have been quicker with this very order.
            return await self.look(purchase) or Outcome("refused", reason=str(refused))
        return _outcome(made.data, purchase)

    async def look(self, purchase: Purchase) -> Outcome | None:
        asked = {"filter[customer_reference]": purchase.key}
        with selling():
            found = await self.wire.api.get(Page[_Ordered], "/v2/number_orders", asked)
        ours = [each for each in found.data if each.customer_reference == purchase.key]
        outcomes = [_outcome(each, purchase) for each in ours]
        bought = (each for each in outcomes if each.state != "refused")
        return next(bought, outcomes[0] if outcomes else None)

    async def release(self, number_key: str) -> None:
        with selling():
            number_id = await self.wire.number_id(number_key)
            if number_id is not None:
                await self.wire.api.delete(f"/v2/phone_numbers/{quote(number_id, safe='')}")

    async def _offers(
        self, country: str, kind: Kind, can: frozenset[Capability], more: dict[str, str]
    ) -> list[Offer]:
        asked = {
            "filter[country_code]": country,
            "filter[phone_number_type]": TYPES.get(kind, ""),
            "filter[limit]": SHOWN,
            **more,
        }
        if can:
            asked["filter[features]"] = ",".join(sorted(can))
        if kind not in TYPES:
            return []
        try:
            with selling(hears_no=True):
                found = await self.wire.api.get(
                    Page[Available], "/v2/available_phone_numbers", asked
                )
                rules = await self._rules(country, kind) if found.data else ()
        except Refused:
            # Of a country or a kind that Telnyx does not have, it says that it is asked wrongly.
            return []
        offers = [offer_of(each, country, kind, rules) for each in found.data]
        return [each for each in offers if each is not None and can <= {*each.capabilities}]

    async def _rules(self, country: str, kind: Kind) -> tuple[Requirement, ...]:
        asked = {"filter[country_code]": country, "filter[action]": "ordering"}
        rules = await self.wire.pages(Page[Rule], "/v2/requirements", asked)
        names = [
            each.name or "a document"
            for rule in rules
            if rule.phone_number_type in (None, "", TYPES[kind])
            for each in rule.requirements_types or ()
        ]
        return (requirement_of(names),) if names else ()


def _outcome(order: _Ordered, purchase: Purchase) -> Outcome:
    if order.status == "success":
        return Outcome("bought", number_key=purchase.offer.number)
    if order.status == "failure":
        reason = "Telnyx could not deliver this number. Its portal says why."
        return Outcome("refused", reason=reason)
    return Outcome("waiting")
