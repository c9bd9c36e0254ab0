"""Numbers, offers and orders as this interface shows them: one shape for all three."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from hubbub.compat.vendor.numbers.voice import show_voice
from hubbub.compat.vendor.numbers.wire import write_key, write_offer_key
from hubbub.compat.vendor.wire import bare
from hubbub.features.numbers.configurations_repository import Configuration
from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.offering import OfCarrier
from hubbub.features.numbers.repository import Number
from hubbub.features.numbers.selling import Offer

SHORT_CODE, LONG = "SHORT_CODE", "VIRTUAL_LONG_NUMBER"
STANDING = {"placed": "PENDING", "waiting": "PENDING", "failed": "RESERVATION_FAILED"}
"""How an order stands whose number is not ours yet."""
MAY_EDIT = {"canEditNumber": True, "canEditConfiguration": True}


def show_number(number: Number, configurations: Sequence[Configuration]) -> dict[str, Any]:
    """One of the account's own. `configurations` may be those of others as well."""
    own = [each for each in configurations if each.number_id == number.id]
    told = _common(
        number.number,
        number.country,
        number.kind,
        number.capabilities,
        _price(number.setup_price, number.monthly_price, number.currency),
    )
    voice = next((each for each in own if each.channel == "voice"), None)
    setup = show_voice(voice) if voice is not None else None
    return {
        "numberKey": write_key(number.id),
        **told,
        **({"voiceSetup": setup} if setup is not None else {}),
        "keywords": [each.keyword for each in own if each.keyword is not None],
        "additionalSetupRequired": False,
        "editPermissions": MAY_EDIT,
    }


def show_offer(found: OfCarrier) -> dict[str, Any]:
    """A number that can be bought now. Where its country asks for details, it is bought on the
    page that asks for them."""
    offer = found.offer
    return {
        "numberKey": write_offer_key(found.carrier.id, offer.key),
        **_of_offer(offer),
        "additionalSetupRequired": bool(offer.requirements),
    }


def show_order(order: Order) -> dict[str, Any] | None:
    """A number that the carrier has not given yet, or will not give."""
    standing, offer = STANDING.get(order.state), order.chosen
    if standing is None or offer is None:
        return None
    about = {"numberKey": write_key(order.id), **_of_offer(offer), "reservationStatus": standing}
    return about if order.reason is None else {**about, "note": order.reason}


def _of_offer(offer: Offer) -> dict[str, Any]:
    price = _price(offer.setup, offer.monthly, offer.currency)
    return _common(offer.number, offer.country, offer.kind, offer.capabilities, price)


def _common(
    number: str,
    country: str | None,
    kind: str,
    capabilities: Collection[str],
    price: dict[str, Any] | None,
) -> dict[str, Any]:
    return {
        "number": bare(number),
        **({"country": country} if country is not None else {}),
        "type": SHORT_CODE if kind == "short_code" else LONG,
        "capabilities": sorted(each.upper() for each in capabilities),
        "shared": False,
        **({"price": price} if price is not None else {}),
    }


def _price(
    setup: Decimal | None, monthly: Decimal | None, currency: str | None
) -> dict[str, Any] | None:
    if setup is None or monthly is None or currency is None:
        return None
    # Clients read numbers here, and no texts of digits.
    return {"pricePerMonth": float(monthly), "setupPrice": float(setup), "currency": currency}
