"""Places an order, once whatever is clicked or lost; and puts one away."""

from uuid import UUID

from hubbub.features.numbers.events import NumberOrderPlaced
from hubbub.features.numbers.orders.documents import remove_documents
from hubbub.features.numbers.orders.drafting import NO_ORDER, check_complete, lock_draft
from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.repository import (
    lock_order,
    move_order,
    write_draft,
    write_placed,
)
from hubbub.features.numbers.selling import Offer
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.files.files import Files
from hubbub.kernel.timers import schedule

TIMER = "number_order"
IN_DEMO = "A demo buys no numbers."
GONE = "Somebody else has bought this number. Choose another one."


async def place_order(
    tx: Transaction, order_id: UUID, version: int, offered: Offer | None, by: Origin
) -> Order:
    """The order, which the worker carries out from here on. `offered` is what the carrier asks
    for the number now; a draft whose price has changed is not placed. Raises NotFound, Conflict,
    Invalid."""
    await refuse_in_demo(tx, IN_DEMO)
    known = await lock_order(tx, order_id)
    if known is not None and known.state in ("placed", "waiting", "done"):
        return known
    order = await lock_draft(tx, order_id, version)
    chosen = order.chosen
    if chosen is None or order.carrier_id is None:
        raise Conflict("Choose one of the offers first.", code="incomplete")
    check_complete(order, chosen)
    if offered is None:
        raise Conflict(GONE, code="offer_gone")
    placed = await write_placed(tx, order_id)
    event = NumberOrderPlaced(carrier_id=order.carrier_id)
    await record(tx, event, Subject(order_id, placed.version), by)
    await schedule(tx, TIMER, now(), subject_id=order_id)
    return placed


async def take_new_price(tx: Transaction, order_id: UUID, version: int, offered: Offer) -> Order:
    """The draft with what the carrier asks now, so that it can be looked at again."""
    return await write_draft(tx, await lock_draft(tx, order_id, version), offered)


async def discard_order(tx: Transaction, files: Files, order_id: UUID) -> None:
    """Puts a draft or a failed order away, with all that was typed in and uploaded. Raises
    NotFound, or Conflict while the carrier is at it."""
    order = await lock_order(tx, order_id)
    if order is None or order.state == "cancelled":
        raise NotFound(NO_ORDER)
    if order.state not in ("draft", "failed"):
        raise Conflict("This order was placed and cannot be discarded any more.", code="placed")
    await remove_documents(tx, files, order)
    await move_order(tx, order_id, "cancelled", order.reason)
