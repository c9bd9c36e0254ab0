"""Shows orders with the carriers that they are placed with."""

from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.shapes import ShownOrder, shown_order
from hubbub.features.numbers.repository import all_carriers
from hubbub.kernel.database import Transaction


async def shown_all(tx: Transaction, orders: list[Order]) -> list[ShownOrder]:
    carriers = {each.id: each for each in await all_carriers(tx)}
    return [shown_order(each, carriers) for each in orders]


async def shown(tx: Transaction, order: Order) -> ShownOrder:
    return (await shown_all(tx, [order]))[0]
