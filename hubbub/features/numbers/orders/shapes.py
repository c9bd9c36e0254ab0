"""What the API shows and takes of offers and orders of numbers."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import Field

from hubbub.features.numbers.orders.models import Order, State, Step
from hubbub.features.numbers.repository import Carrier
from hubbub.features.numbers.selling import Capability, Kind, Market, Offer
from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class ShownRequirement:
    name: str
    title: str
    form: Literal["text", "document"]
    hint: str | None
    most: int


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """A number that can be bought; amounts are decimals as text."""

    carrier_id: Id | None
    carrier: str
    carrier_kind: str
    key: str
    number: str
    country: str
    kind: Kind
    capabilities: list[Capability]
    setup: Decimal | None
    monthly: Decimal | None
    currency: str | None
    """None where the carrier does not say what the number costs."""
    needs_approval: bool
    requirements: list[ShownRequirement]


@dataclass(frozen=True, slots=True)
class Offers:
    items: list[ShownOffer]
    silent: list[str]
    """Carriers that did not answer."""


@dataclass(frozen=True, slots=True)
class ShownKind:
    kind: Kind
    capabilities: list[Capability]


@dataclass(frozen=True, slots=True)
class ShownCountry:
    country: str
    kinds: list[ShownKind]


@dataclass(frozen=True, slots=True)
class Countries:
    items: list[ShownCountry]


@dataclass(frozen=True, slots=True)
class ShownDocument:
    requirement: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """An order with all that was decided so far."""

    id: Id
    state: State
    step: Step
    country: str | None
    capabilities: list[Capability]
    kind: Kind | None
    offer: ShownOffer | None
    details: dict[str, str]
    documents: list[ShownDocument]
    reason: str | None
    """Why it failed."""
    number_id: Id | None
    version: int
    created_at: datetime
    updated_at: datetime
    placed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Orders:
    items: list[ShownOrder]


class NewOrder(Input):
    client_id: UUID
    """Chosen by whoever begins it: asked for twice, it is begun once."""


class ChosenOffer(Input):
    carrier_id: UUID
    key: str = Field(min_length=1, max_length=200)


class OrderInput(Input):
    """All that was decided so far."""

    version: int
    step: Step
    country: str | None = Field(None, pattern="^[A-Z]{2}$")
    capabilities: list[Capability] = Field(max_length=2)
    kind: Kind | None = None
    offer: ChosenOffer | None = None
    details: dict[str, str] = Field(max_length=40)


class VersionInput(Input):
    version: int


def shown_offer(carrier: Carrier | None, offer: Offer) -> ShownOffer:
    return ShownOffer(
        carrier_id=carrier.id if carrier else None,
        carrier=carrier.name if carrier else "",
        carrier_kind=carrier.kind if carrier else "",
        key=offer.key,
        number=offer.number,
        country=offer.country,
        kind=offer.kind,
        capabilities=list(offer.capabilities),
        setup=offer.setup,
        monthly=offer.monthly,
        currency=offer.currency,
        needs_approval=offer.needs_approval,
        requirements=[
            ShownRequirement(each.name, each.title, each.form, each.hint, each.most)
            for each in offer.requirements
        ],
    )


def shown_country(market: Market) -> ShownCountry:
    kinds = [ShownKind(kind, list(can)) for kind, can in market.kinds.items()]
    return ShownCountry(market.country, kinds)


def shown_order(order: Order, carriers: dict[UUID, Carrier]) -> ShownOrder:
    offer = order.chosen
    carrier = carriers.get(order.carrier_id) if order.carrier_id else None
    return ShownOrder(
        id=order.id,
        state=order.state,
        step=order.step,
        country=order.country,
        capabilities=order.capabilities,  # pyright: ignore[reportArgumentType]
        kind=order.kind,  # pyright: ignore[reportArgumentType]
        offer=None if offer is None else shown_offer(carrier, offer),
        details=order.details,
        documents=[
            ShownDocument(name, each.name, each.media_type, each.size)
            for name, each in order.uploaded.items()
        ],
        reason=order.reason,
        number_id=order.number_id,
        version=order.version,
        created_at=order.created_at,
        updated_at=order.updated_at,
        placed_at=order.placed_at,
    )
