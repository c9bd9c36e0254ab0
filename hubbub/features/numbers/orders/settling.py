"""Writes down what the carrier decided: with a bought number in the same transaction."""

from uuid import UUID

from hubbub.features.numbers.adding import snapshot
from hubbub.features.numbers.events import NumberAdded, NumberOrderDone, NumberOrderFailed
from hubbub.features.numbers.orders.documents import remove_documents
from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.repository import lock_order, move_order
from hubbub.features.numbers.repository import (
    NewNumber,
    find_number,
    insert_number,
    put_purchase,
)
from hubbub.features.numbers.selling import Outcome
from hubbub.kernel.audit.changes import made
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.files.files import Files

TWICE = "This account has the number already, from another carrier."


async def settle(tx: Transaction, files: Files, order_id: UUID, outcome: Outcome) -> None:
    """Nothing happens when it was settled before."""
    order = await lock_order(tx, order_id)
    if order is None or order.state not in ("placed", "waiting"):
        return
    if outcome.state == "waiting":
        if order.state == "placed":
            await move_order(tx, order_id, "waiting")
        return
    if outcome.state == "refused":
        await _fail(tx, order, outcome.reason or "The carrier refused it and did not say why.")
        return
    number_id = await _add(tx, order, outcome)
    if number_id is None:
        await _fail(tx, order, TWICE)
        return
    await remove_documents(tx, files, order)
    moved = await move_order(tx, order_id, "done", number_id=number_id)
    assert order.carrier_id is not None
    event = NumberOrderDone(carrier_id=order.carrier_id, number_id=number_id)
    await record(tx, event, Subject(order_id, moved.version), SYSTEM)


async def _fail(tx: Transaction, order: Order, reason: str) -> None:
    moved = await move_order(tx, order.id, "failed", reason)
    assert order.carrier_id is not None
    event = NumberOrderFailed(carrier_id=order.carrier_id)
    await record(tx, event, Subject(order.id, moved.version), SYSTEM)


async def _add(tx: Transaction, order: Order, outcome: Outcome) -> UUID | None:
    """The number's id; None when another carrier brings texts for it already."""
    offer, carrier_id = order.chosen, order.carrier_id
    assert offer is not None
    assert carrier_id is not None
    new = NewNumber(
        number=offer.number,
        country=offer.country,
        kind=offer.kind,
        capabilities=offer.capabilities,
        carrier_key=outcome.number_key or offer.key,
        setup_price=offer.setup,
        monthly_price=offer.monthly,
        currency=offer.currency,
    )
    known = await find_number(tx, offer.number)
    if known is not None:
        return known.id if await put_purchase(tx, known.id, new, carrier_id) else None
    # Whoever ordered it knows it by this id already.
    added = await insert_number(tx, new, carrier_id, order.id)
    event = NumberAdded(carrier_id=carrier_id)
    await record(tx, event, Subject(added.id, 1), SYSTEM, made(snapshot(added)))
    return added.id
