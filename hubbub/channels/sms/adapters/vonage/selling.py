"""Buys numbers from Vonage and gives them back."""

import re
from dataclasses import dataclass
from typing import Final, cast

from hubbub.channels.sms.adapters.carrier import Refused
from hubbub.channels.sms.adapters.claiming import is_named, named
from hubbub.channels.sms.adapters.json_api import money, selling
from hubbub.channels.sms.adapters.vonage.wire import Number, Numbers, Wire
from hubbub.features.numbers.selling import (
    Capability,
    Kind,
    Market,
    Offer,
    Outcome,
    Purchase,
    Search,
)

COUNTRIES: Final = (
    "AT", "AU", "BE", "BR", "CA", "CH", "CL", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "HK",
    "HR", "HU", "IE", "IL", "IT", "LT", "LV", "MX", "MY", "NL", "NO", "PL", "PT", "RO", "SE", "SG",
    "SK", "US", "ZA",
)  # fmt: skip
"""Vonage's interface has no list of them. Whether there is a number just now, a search says."""
NORTH_AMERICA: Final = ("CA", "US")
TYPES: Final[dict[Kind, str]] = {
    "long": "landline", "mobile": "mobile-lvn", "toll_free": "landline-toll-free"
}  # fmt: skip
CAN: Final[dict[str, Capability]] = {"sms": "sms", "voice": "voice"}
SHOWN: Final = "20"
ANYWHERE: Final = "1"
KEY: Final = re.compile(r"([A-Z]{2})\.(long|mobile|toll_free)\.(\+[0-9]{6,15})")
TAKEN: Final = "This number is in your Vonage account already. Choose another one."


@dataclass(frozen=True, slots=True)
class VonageSeller:
    """`Seller` and `Releasing`. Vonage has no key for an order: a number that is bought is told an
    address that names the order."""

    wire: Wire

    async def markets(self) -> list[Market]:
        both = tuple(CAN.values())
        return [Market(country, dict.fromkeys(_kinds(country), both)) for country in COUNTRIES]

    async def search(self, wanted: Search) -> list[Offer]:
        features = ",".join(sorted(each.upper() for each in wanted.capabilities))
        asked = {"features": features} if features else {}
        if wanted.digits:
            asked |= {"pattern": wanted.digits, "search_pattern": ANYWHERE}
        return await self._offers(wanted.country, wanted.kind, asked)

    async def find(self, key: str) -> Offer | None:
        whole = KEY.fullmatch(key)
        if whole is None:
            return None
        asked = {"pattern": whole[3].removeprefix("+"), "search_pattern": "0"}
        found = await self._offers(whole[1], cast("Kind", whole[2]), asked)
        return next((each for each in found if each.key == key), None)

    async def buy(self, purchase: Purchase) -> Outcome:
        before = await self.look(purchase)
        if before is not None:
            return before
        bare = purchase.offer.number.removeprefix("+")
        try:
            with selling(hears_no=True):
                await self.wire.tell("buy", purchase.offer.country, bare)
        except Refused as refused:
            # Another worker may have been quicker with this very order.
            return await self.look(purchase) or Outcome("refused", reason=str(refused))
        # What was bought a moment ago is not always shown already.
        return await self.look(purchase) or Outcome("waiting")

    async def look(self, purchase: Purchase) -> Outcome | None:
        with selling():
            number = await self.wire.number(purchase.offer.number)
            if number is None:
                return None
            if number.tagged and not is_named(number.tagged, purchase.key):
                return Outcome("refused", reason=TAKEN)
            if not number.tagged:
                door = f"{self.wire.access.door}/texts"
                await self.wire.lead(number, named(door, purchase.key))
        return Outcome("bought", number_key=number.key)

    async def release(self, number_key: str) -> None:
        with selling():
            number = await self.wire.number(number_key.rpartition(".")[2])
            if number is not None:
                await self.wire.tell("cancel", number.country, number.msisdn)

    async def _offers(self, country: str, kind: Kind, asked: dict[str, str]) -> list[Offer]:
        if kind not in _kinds(country):
            return []
        query = {"country": country, "type": _type(country, kind), "size": SHOWN, **asked}
        try:
            with selling(hears_no=True):
                found = await self.wire.rest.get(Numbers, "/number/search", query)
        except Refused:
            return []
        return [_offer(each, kind) for each in found.numbers if each.country == country]


def _kinds(country: str) -> tuple[Kind, ...]:
    """In North America mobile numbers are like all others."""
    return ("long", "toll_free") if country in NORTH_AMERICA else ("long", "mobile", "toll_free")


def _type(country: str, kind: Kind) -> str:
    is_american = country in NORTH_AMERICA and kind == "long"
    return TYPES["mobile" if is_american else kind]


def _offer(found: Number, kind: Kind) -> Offer:
    can: tuple[Capability, ...] = tuple(n for word, n in CAN.items() if word in found.can)
    monthly = money(found.cost)
    return Offer(
        key=f"{found.country}.{kind}.{found.e164}",
        number=found.e164,
        country=found.country,
        kind=kind,
        capabilities=can,
        # The cost is said for a month, and no other; it is in euros wherever the number is.
        setup=None,
        monthly=monthly,
        currency=None if monthly is None else "EUR",
    )
