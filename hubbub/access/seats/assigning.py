"""Gives and takes several seats at once: all of them or none."""

from collections.abc import Collection
from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.users.giving_seats import set_seat
from hubbub.access.users.repository import lock_account
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid


async def assign_seats(
    tx: Transaction, give: Collection[UUID], take: Collection[UUID], by: Authority
) -> None:
    """Seats taken are free for those that are given. Raises NotFound, Conflict, Invalid."""
    if set(give) & set(take):
        raise Invalid([FieldError("give", "Somebody is named both to get and to lose a seat.")])
    await lock_account(tx)
    for user_id in sorted(take):
        await set_seat(tx, user_id, False, by)
    for user_id in sorted(give):
        await set_seat(tx, user_id, True, by)
