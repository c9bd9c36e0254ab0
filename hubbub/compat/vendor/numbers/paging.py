"""Pages of the numbers' part: counted from nought, of a size that is kept within bounds."""

from typing import Any

from pydantic import Field

from hubbub.compat.vendor.numbers.wire import FEW, FEW_OFFERS, MOST
from hubbub.compat.vendor.wire import WireQuery


class Page(WireQuery):
    limit: int = Field(FEW, ge=1)
    page: int = Field(0, ge=0, le=1_000_000)

    def of(self, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        size = min(self.limit, MOST)
        return items[self.page * size : (self.page + 1) * size]


class NumbersPage(Page):
    number: str = Field("", max_length=100)

    def fits(self, number: str) -> bool:
        """Whether these digits stand in it."""
        return self.number.strip().removeprefix("+") in number


class OffersPage(NumbersPage):
    limit: int = Field(FEW_OFFERS, ge=1)
    country: str | None = Field(None, max_length=100)
    capabilities: list[str] = Field(default_factory=list[str], max_length=20)
    state: str | None = None
    npa: int | None = None
    nxx: int | None = None
