"""An account always keeps somebody who can administer it."""

from hubbub.access.users.repository import count_administrators
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict


async def check_administrators(tx: Transaction) -> None:
    """Conflict, which undoes the transaction, when no enabled administrator is left."""
    if await count_administrators(tx) == 0:
        raise Conflict(
            "An account needs at least one enabled Account administrator. Make somebody else "
            "one first.",
            code="last_administrator",
        )
