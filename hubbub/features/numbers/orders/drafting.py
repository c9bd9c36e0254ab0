"""Begins an order of a number and keeps what was decided so far, on the server from the first step.

Nothing that is wrong is refused before the summary, so that going back loses nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.features.numbers.orders.checking import (
    MOST_DETAILS,
    MOST_TEXT,
    clean_details,
    what_is_wrong,
)
from hubbub.features.numbers.orders.models import STEPS, Order, Step
from hubbub.features.numbers.orders.repository import (
    insert_order,
    lock_order,
    order_of_client,
    write_draft,
)
from hubbub.features.numbers.selling import Capability, Kind, Offer
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.quotas import check_room

STALE = "Somebody has changed this order meanwhile. Look at it, then go on."
NO_ORDER = "There is no such order."
MISSING = {
    "capabilities": ("country", "Choose a country first."),
    "kind": ("capabilities", "Choose SMS, Voice or both first."),
    "offer": ("kind", "Choose the type of number first."),
    "details": ("offer", "Choose one of the offers first."),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """All that was decided so far; `offer` comes from the carrier and not from the browser."""

    step: Step
    country: str | None
    capabilities: tuple[Capability, ...]
    kind: Kind | None
    carrier_id: UUID | None
    offer: Offer | None
    details: Mapping[str, str]


async def begin_order(tx: Transaction, client_id: UUID, user_id: UUID | None) -> Order:
    """A draft, or the one that was begun under this client id. Conflict above the quota."""
    known = await order_of_client(tx, client_id)
    if known is not None:
        return known
    await check_room(tx, "open_orders")
    return await insert_order(tx, client_id, user_id)


async def lock_draft(tx: Transaction, order_id: UUID, version: int) -> Order:
    """Raises NotFound, and Conflict when it was placed or changed meanwhile."""
    order = await lock_order(tx, order_id)
    if order is None or order.state == "cancelled":
        raise NotFound(NO_ORDER)
    if order.state != "draft":
        raise Conflict("This order was placed already and cannot be changed.", code="placed")
    if order.version != version:
        raise Conflict(STALE, code="stale")
    return order


async def change_order(tx: Transaction, order_id: UUID, version: int, decided: Decided) -> Order:
    """The draft as it then is. Raises NotFound, Conflict, Invalid."""
    order = await lock_draft(tx, order_id, version)
    offer = decided.offer if _fits(decided) else None
    after = replace(
        order,
        step=decided.step,
        country=decided.country,
        capabilities=sorted(set(decided.capabilities)),
        kind=decided.kind,
        carrier_id=decided.carrier_id if offer else None,
        details=_bounded(decided.details),
    )
    _check_step(after, offer)
    return await write_draft(tx, after, offer)


def check_complete(order: Order, offer: Offer) -> None:
    """Invalid with all that is still missing."""
    if errors := what_is_wrong(offer.requirements, order.details, order.documents):
        raise Invalid(errors)


def _fits(decided: Decided) -> bool:
    offer = decided.offer
    return (
        offer is not None
        and (offer.country, offer.kind) == (decided.country, decided.kind)
        and set(decided.capabilities) <= set(offer.capabilities)
    )


def _check_step(order: Order, offer: Offer | None) -> None:
    there = {
        "country": order.country,
        "capabilities": order.capabilities,
        "kind": order.kind,
        "offer": offer,
    }
    for step in STEPS[1 : STEPS.index(order.step) + 1]:
        before, sentence = MISSING.get(step, ("offer", MISSING["details"][1]))
        if not there[before]:
            raise Invalid([FieldError(before, sentence)])
    if order.step == "summary" and offer is not None:
        check_complete(order, offer)


def _bounded(details: Mapping[str, str]) -> dict[str, str]:
    if len(details) > MOST_DETAILS or any(
        len(name) > 50 or len(text) > MOST_TEXT for name, text in details.items()
    ):
        raise Invalid(
            [FieldError("details", "This is more than any country asks for. Shorten it.")]
        )
    return clean_details(details)
