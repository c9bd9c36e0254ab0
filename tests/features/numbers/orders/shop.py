"""A carrier in memory that sells what it is told to, loses answers and counts what it sold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hubbub.features.numbers.selling import (
    CarrierSilent,
    Market,
    Offer,
    Outcome,
    Purchase,
    Requirement,
    Search,
    Seller,
)

if TYPE_CHECKING:
    from hubbub.features.numbers.repository import Carrier
    from hubbub.kernel.database import Transaction

OFFER = Offer(
    key="k1",
    number="+447700900123",
    country="GB",
    kind="mobile",
    capabilities=("sms", "voice"),
    setup=Decimal("5.00"),
    monthly=Decimal("1.25"),
    currency="GBP",
    requirements=(
        Requirement("company", "Company name", "text"),
        Requirement("postcode", "Postcode", "text", "For example SW1A 1AA.", "[A-Z0-9 ]{5,8}"),
        Requirement("identity", "Proof of identity", "document"),
    ),
)


@dataclass
class Shop:
    """`Seller` and `Releasing`, and the `Sellers` that finds it for every carrier."""

    offer: Offer = OFFER
    outcome: Outcome = field(default_factory=lambda: Outcome("bought", number_key="owned-1"))
    sold: dict[str, Purchase] = field(default_factory=dict[str, Purchase])
    documents: list[bytes] = field(default_factory=list[bytes])
    released: list[str] = field(default_factory=list[str])
    loses_answers: int = 0
    is_silent: bool = False

    async def of(self, _: Transaction, __: Carrier) -> Seller | None:
        return self

    async def markets(self) -> list[Market]:
        self._speak()
        return [Market("GB", {"mobile": ["sms", "voice"]})]

    async def search(self, wanted: Search) -> list[Offer]:
        self._speak()
        return [self.offer] if wanted.country == "GB" else []

    async def find(self, key: str) -> Offer | None:
        self._speak()
        return self.offer if key == self.offer.key else None

    async def buy(self, purchase: Purchase) -> Outcome:
        self._speak()
        assert purchase.key not in self.sold, "it was bought twice"
        self.sold[purchase.key] = purchase
        self.documents = [await each.read() for each in purchase.documents]
        if self.loses_answers:
            self.loses_answers -= 1
            raise CarrierSilent("The answer is lost.")
        return self.outcome

    async def look(self, purchase: Purchase) -> Outcome | None:
        self._speak()
        return self.outcome if purchase.key in self.sold else None

    async def release(self, number_key: str) -> None:
        self._speak()
        self.released.append(number_key)
        if self.loses_answers:
            self.loses_answers -= 1
            raise CarrierSilent("The answer is lost.")

    def costs(self, monthly: str) -> None:
        self.offer = replace(self.offer, monthly=Decimal(monthly))

    def _speak(self) -> None:
        if self.is_silent:
            raise CarrierSilent("Nobody answers.")
