"""An order of a number as it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from hubbub.features.numbers.selling import Offer

State = Literal["draft", "placed", "waiting", "done", "failed", "cancelled"]
Step = Literal["country", "capabilities", "kind", "offer", "details", "summary"]
STEPS: tuple[Step, ...] = ("country", "capabilities", "kind", "offer", "details", "summary")
OPEN: tuple[State, ...] = ("draft", "placed", "waiting")


@dataclass(frozen=True, slots=True)
class OrderDocument:
    """A document of an order: which file it is, and what it is called."""

    file_id: UUID
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Order:
    """`offer`, `details` and `documents` are as they lie in the row; see the properties."""

    account_id: UUID
    id: UUID
    client_id: UUID
    state: State
    step: Step
    country: str | None
    capabilities: list[str]
    kind: str | None
    carrier_id: UUID | None
    offer: dict[str, Any] | None
    details: dict[str, str]
    documents: dict[str, Any]
    reason: str | None
    number_id: UUID | None
    version: int
    created_by: UUID | None
    created_at: datetime
    updated_at: datetime
    placed_at: datetime | None

    @property
    def chosen(self) -> Offer | None:
        """The offer that was chosen, as the carrier made it."""
        return None if self.offer is None else msgspec.convert(self.offer, Offer, strict=False)

    @property
    def uploaded(self) -> dict[str, OrderDocument]:
        """By the name of the requirement."""
        return msgspec.convert(self.documents, dict[str, OrderDocument])

    @property
    def key(self) -> str:
        """The carrier sells one number for it, whatever happens."""
        return self.id.hex
