"""What a carrier that sells numbers can do, whichever carrier it is.

An adapter implements `Seller`, and `Releasing` where the carrier lets a number be given back. A
carrier of which no adapter is registered sells nothing: its numbers are added by hand.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol, runtime_checkable

from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.database import Transaction

Capability = Literal["sms", "voice"]
Kind = Literal["mobile", "long", "toll_free", "short_code"]


class CarrierSilent(Exception):
    """No answer came, or none that says anything: what was asked for may have been done or not."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that a country asks of whoever buys such a number."""

    name: str
    title: str
    """In the carrier's words."""
    form: Literal["text", "document"]
    hint: str | None = None
    pattern: str | None = None
    """A regular expression for the whole of a text."""
    most: int = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """A number that can be bought now, under the carrier's own key."""

    key: str
    number: str
    country: str
    kind: Kind
    capabilities: tuple[Capability, ...]
    setup: Decimal | None
    monthly: Decimal | None
    """None where the carrier does not say what it costs."""
    currency: str | None
    needs_approval: bool = False
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Market:
    """What kinds of numbers a country has, each with what it can do."""

    country: str
    kinds: Mapping[Kind, Sequence[Capability]]


@dataclass(frozen=True, slots=True)
class Search:
    """Numbers of a country that can do all of this, with these digits somewhere in them."""

    country: str
    capabilities: frozenset[Capability]
    kind: Kind
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was uploaded for a requirement; its bytes are read only if a carrier wants
    them."""

    requirement: str
    name: str
    media_type: str
    size: int
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order. `key` names it for ever: the carrier sells once for it."""

    key: str
    offer: Offer
    details: Mapping[str, str] = field(default_factory=dict[str, str])
    documents: Sequence[Document] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an order stands with the carrier."""

    state: Literal["waiting", "bought", "refused"]
    number_key: str | None = None
    """What the carrier calls the number, once it is ours."""
    reason: str | None = None
    """Why it was refused, in a sentence."""


class Seller(Protocol):
    """Every method raises CarrierSilent when there is no answer."""

    async def markets(self) -> list[Market]:
        """The countries there are."""
        ...

    async def search(self, wanted: Search) -> list[Offer]:
        """Some numbers that can be bought, others at another time; none when it is sold out."""
        ...

    async def find(self, key: str) -> Offer | None:
        """The offer as it is now, or None when it is gone."""
        ...

    async def buy(self, purchase: Purchase) -> Outcome:
        """Order it, or learn how the order of this key stands."""
        ...

    async def look(self, purchase: Purchase) -> Outcome | None:
        """How the order of this key stands; None when the carrier never had it."""
        ...


@runtime_checkable
class Releasing(Protocol):
    """A carrier to which a number can be given back."""

    async def release(self, number_key: str) -> None:
        """Give it back; what is gone already stays gone. Raises CarrierSilent."""
        ...


class Sellers(Protocol):
    """Finds the seller behind a carrier of an account."""

    async def of(self, tx: Transaction, carrier: Carrier, /) -> Seller | None:
        """None for a carrier that sells nothing."""
        ...
