"""An account always keeps somebody who can administer it."""

from hubbub.access.users.repository import administrators
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict


async def check_administrators(tx: Transaction) -> None:
    """Conflict, which undoes the transaction, when no enabled administrator is left."""
    if not await administrators(tx):
        raise Conflict(
            "An account needs at least one enabled Account administrator. Make somebody else "
            "one first.",
            code="last_administrator",
        )
