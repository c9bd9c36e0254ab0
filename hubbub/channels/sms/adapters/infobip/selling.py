"""Buys numbers from Infobip and gives them back."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import phonenumbers
from phonenumbers import PhoneNumberType

from hubbub.channels.sms.adapters.carrier import Refused
from hubbub.channels.sms.adapters.claiming import is_named
from hubbub.channels.sms.adapters.infobip.wire import NUMBERS, Number, Numbers, Price, Wire
from hubbub.channels.sms.adapters.json_api import money, selling
from hubbub.features.numbers.selling import (
    Capability,
    Kind,
    Market,
    Offer,
    Outcome,
    Purchase,
    Search,
)

AVAILABLE: Final = f"{NUMBERS}/available"
CAN: Final[dict[str, Capability]] = {"SMS": "sms", "VOICE": "voice"}
SHOWN: Final = 50
MOST: Final = 1000
KEY: Final = re.compile(r"(\+?[0-9]{3,15}) (\S{1,100})")
FAILED: Final = frozenset({"BILLING_FAILED", "ERROR", "RESERVATION_FAILED"})
TAKEN: Final = "This number is in your Infobip account already. Choose another one."


@dataclass(frozen=True, slots=True)
class InfobipSeller:
    """`Seller` and `Releasing`. Infobip has no key for an order: a number that is bought is led to
    our door under an address that names the order."""

    wire: Wire

    async def markets(self) -> list[Market]:
        # There is no list of countries: what is on offer says which there are.
        with selling():
            found = await self.wire.api.get(Numbers, AVAILABLE, {"limit": str(MOST)})
        kinds: dict[str, dict[Kind, set[Capability]]] = {}
        for offer in (_offer(each) for each in found.numbers):
            if offer is not None:
                can = kinds.setdefault(offer.country, {}).setdefault(offer.kind, set())
                can.update(offer.capabilities)
        return [
            Market(country, {kind: sorted(can) for kind, can in of.items()})
            for country, of in sorted(kinds.items())
        ]

    async def search(self, wanted: Search) -> list[Offer]:
        asked = {"country": wanted.country, "limit": str(SHOWN)}
        if wanted.capabilities:
            asked["capabilities"] = sorted(wanted.capabilities)[0].upper()
        if wanted.digits:
            asked["number"] = wanted.digits
        offers = await self._available(asked)
        return [
            each
            for each in offers
            if (each.country, each.kind) == (wanted.country, wanted.kind)
            and wanted.capabilities <= {*each.capabilities}
        ]

    async def find(self, key: str) -> Offer | None:
        named = KEY.fullmatch(key)
        if named is None:
            return None
        offers = await self._available({"number": named[1].removeprefix("+"), "limit": str(SHOWN)})
        return next((each for each in offers if each.key == key), None)

    async def buy(self, purchase: Purchase) -> Outcome:
        before = await self.look(purchase)
        if before is not None:
            return before
        number, _, number_key = purchase.offer.key.partition(" ")
        # American numbers are bought by themselves, all others by their keys.
        is_american = purchase.offer.country == "US"
        body = {"number": number.removeprefix("+")} if is_american else {"numberKey": number_key}
        try:
            with selling(hears_no=True):
                bought = await self.wire.api.do("POST", Number, NUMBERS, body)
        except Refused as refused:
            # Another worker may have been quicker with this very order.
            return await self.look(purchase) or Outcome("refused", reason=str(refused))
        with selling():
            return await self._claimed(bought, purchase)

    async def look(self, purchase: Purchase) -> Outcome | None:
        bare = purchase.offer.number.removeprefix("+")
        with selling():
            found = await self.wire.api.get(Numbers, NUMBERS, {"number": bare})
            same = next((e for e in found.numbers if e.e164 == purchase.offer.number), None)
            return None if same is None else await self._claimed(same, purchase)

    async def release(self, number_key: str) -> None:
        with selling():
            await self.wire.api.delete(f"{NUMBERS}/{quote(number_key, safe='')}")

    async def _claimed(self, number: Number, purchase: Purchase) -> Outcome:
        """How it stands; a number that nobody has led anywhere is of the order that asks."""
        if number.reservation_status in FAILED:
            return Outcome("refused", reason="Infobip could not deliver this number.")
        if number.reservation_status:
            return Outcome("waiting")
        if "SMS" in (number.capabilities or ()) and not await self._is_of(number, purchase):
            return Outcome("refused", reason=TAKEN)
        return Outcome("bought", number_key=number.number_key)

    async def _is_of(self, number: Number, purchase: Purchase) -> bool:
        url = await self.wire.forwarding_of(number.number_key)
        if url is not None:
            return is_named(url, purchase.key)
        await self.wire.forward(number.number_key, purchase.key)
        return True

    async def _available(self, asked: dict[str, str]) -> list[Offer]:
        try:
            with selling(hears_no=True):
                found = await self.wire.api.get(Numbers, AVAILABLE, asked)
        except Refused:
            return []
        return [offer for each in found.numbers if (offer := _offer(each)) is not None]


def _offer(found: Number) -> Offer | None:
    kind, country, key = _kind(found), found.country, f"{found.e164} {found.number_key}"
    can: tuple[Capability, ...] = tuple(
        name for word, name in CAN.items() if word in (found.capabilities or ())
    )
    if kind is None or country is None or not can or not KEY.fullmatch(key):
        return None
    said = found.price or Price()
    price = (money(said.setup_price), money(said.price_per_month), said.currency)
    return Offer(key, found.e164, country, kind, can, *price)


def _kind(found: Number) -> Kind | None:
    if found.type == "SHORT_CODE":
        return "short_code"
    try:
        of = phonenumbers.number_type(phonenumbers.parse(found.e164))
    except phonenumbers.NumberParseException:
        return None
    if of == PhoneNumberType.TOLL_FREE:
        return "toll_free"
    return "mobile" if of == PhoneNumberType.MOBILE else "long"
