"""Finds what a directory names, or says that it is not there or there already."""

from uuid import UUID

from hubbub.access.directory.repository import DirectoryUser, Naming, find_users
from hubbub.access.users.finding import NOBODY
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound

NOT_UNIQUE = "uniqueness"


async def find_directory_user(tx: Transaction, user_id: UUID) -> DirectoryUser:
    """NotFound also for one whom the directory removed."""
    found = await find_users(tx, Naming(id=user_id), 1)
    if not found:
        raise NotFound(NOBODY)
    return found[0]


def not_unique(attribute: str, value: str) -> Conflict:
    return Conflict(
        f"Somebody has the {attribute} “{value[:100]}” already. Link that user instead of making "
        "another, or choose a different value.",
        code=NOT_UNIQUE,
        extra={"attribute": attribute},
    )
