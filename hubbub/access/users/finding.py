"""Finds a user of the account, or says that there is none."""

from uuid import UUID

from hubbub.access.users.repository import User, get_user, lock_user
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound

NOBODY = "There is no such user in this account."


async def find(tx: Transaction, user_id: UUID) -> User:
    user = await get_user(tx, user_id)
    if user is None:
        raise NotFound(NOBODY)
    return user


async def find_and_lock(tx: Transaction, user_id: UUID) -> User:
    user = await lock_user(tx, user_id)
    if user is None:
        raise NotFound(NOBODY)
    return user
