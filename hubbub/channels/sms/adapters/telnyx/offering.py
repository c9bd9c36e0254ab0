"""What Telnyx offers, what it costs and what countries ask for, in our words."""

import re
from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from hubbub.channels.sms.adapters.json_api import Name, money
from hubbub.features.numbers.selling import Capability, Kind, Market, Offer, Requirement

KEY: Final = re.compile(r"([A-Z]{2})\.(long|mobile|toll_free)\.(\+[0-9]{6,15})")
GROUP: Final = "requirement_group"
GROUP_ID: Final = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
LONGEST_LIST: Final = 300
CAN: Final[dict[str, Capability]] = {"sms": "sms", "voice": "voice"}


class _Feature(msgspec.Struct, frozen=True):
    name: str


class _Cost(msgspec.Struct, frozen=True):
    upfront_cost: str | float | None = None
    monthly_cost: str | float | None = None
    currency: str | None = None


class Available(msgspec.Struct, frozen=True):
    """A number that can be bought."""

    phone_number: Name
    features: list[_Feature] = []
    cost_information: _Cost | None = None


class _Covered(msgspec.Struct, frozen=True):
    features: list[str] | None = None


class Country(msgspec.Struct, frozen=True):
    """What there is in one."""

    local: _Covered | None = None
    mobile: _Covered | None = None
    toll_free: _Covered | None = None
    code: str | None = None


class _RequirementType(msgspec.Struct, frozen=True):
    name: str | None = None


class Rule(msgspec.Struct, frozen=True):
    """What a country asks of whoever buys a number of one type, or of any."""

    phone_number_type: str | None = None
    requirements_types: list[_RequirementType] | None = None


def requirement_of(names: Sequence[str]) -> Requirement:
    """A group of what the country asks for is made at Telnyx, and named here."""
    asked = ", ".join(dict.fromkeys(names))[:LONGEST_LIST]
    hint = f"Make a requirement group in Telnyx's portal. It will ask for: {asked}."
    return Requirement(GROUP, "Requirement group ID", "text", hint, GROUP_ID, 36)


def market_of(name: str, country: Country) -> Market:
    """Without what can neither text nor call."""
    covered: dict[Kind, _Covered | None] = {
        "long": country.local, "mobile": country.mobile, "toll_free": country.toll_free
    }  # fmt: skip
    kinds: dict[Kind, tuple[Capability, ...]] = {
        kind: able
        for kind, each in covered.items()
        if each is not None and (able := _able(each.features or ()))
    }
    return Market(country.code or name, kinds)


def offer_of(
    found: Available, country: str, kind: Kind, rules: tuple[Requirement, ...]
) -> Offer | None:
    """None for what is no number. Of what has no price, that is not said either."""
    key = f"{country}.{kind}.{found.phone_number}"
    if not KEY.fullmatch(key):
        return None
    can = _able([each.name for each in found.features])
    cost = found.cost_information or _Cost()
    price = (money(cost.upfront_cost), money(cost.monthly_cost), cost.currency)
    return Offer(
        key, found.phone_number, country, kind, can, *price,
        needs_approval=bool(rules), requirements=rules,
    )  # fmt: skip


def _able(features: Collection[str]) -> tuple[Capability, ...]:
    return tuple(can for word, can in CAN.items() if word in features)
