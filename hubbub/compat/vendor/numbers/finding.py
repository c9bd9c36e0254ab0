"""Finds a number by its key, also one that is being bought, and what is set for it."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.compat.vendor.numbers.wire import NO_CONFIGURATION, NO_NUMBER, read_key
from hubbub.features.numbers.configurations_repository import (
    Channel,
    Configuration,
    holding_for,
)
from hubbub.features.numbers.orders.repository import get_order
from hubbub.features.numbers.repository import Number, get_number
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound


async def find_number_by_key(tx: Transaction, key: str) -> Number:
    """Raises NotFound."""
    number = await number_or_none(tx, read_key(key))
    if number is None:
        raise NotFound(NO_NUMBER)
    return number


async def number_or_none(tx: Transaction, id_: UUID) -> Number | None:
    """By its own id, or by that of the order that it was bought with."""
    number = await get_number(tx, id_)
    if number is not None:
        return number
    order = await get_order(tx, id_)
    if order is None or order.number_id is None:
        return None
    return await get_number(tx, order.number_id)


async def own_configurations(
    tx: Transaction, number: Number, channel: Channel
) -> list[Configuration]:
    """What is set for this number itself."""
    found = await holding_for(tx, number.id)
    return [each for each in found if each.number_id == number.id and each.channel == channel]


def find_configuration_by_key(found: Sequence[Configuration], key: str) -> Configuration:
    """Raises NotFound."""
    wanted = read_key(key, NO_CONFIGURATION)
    for each in found:
        if each.id == wanted:
            return each
    raise NotFound(NO_CONFIGURATION)
