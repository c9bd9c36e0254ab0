"""Finds a number of ours by what somebody typed."""

from hubbub.features.numbers.repository import Number, find_number
from hubbub.features.people.phones import parse_number
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound


async def find_our_number(tx: Transaction, number: str) -> Number:
    """Raises NotFound."""
    # A short code is in no international form.
    found = await find_number(tx, number.strip()) or await find_number(tx, parse_number(number))
    if found is None:
        raise NotFound(f"{number[:40]} is not one of our numbers.")
    return found
