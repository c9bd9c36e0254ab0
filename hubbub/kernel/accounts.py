"""The accounts of the installation, for whoever operates it; never for a request."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Database

ALL = "SELECT account_id, name FROM accounts ORDER BY created_at"


@dataclass(frozen=True, slots=True)
class KnownAccount:
    account_id: UUID
    name: str


async def accounts_everywhere(database: Database) -> list[KnownAccount]:
    """Every account there is, the oldest first."""
    async with database.engine() as tx:
        return await tx.all(KnownAccount, ALL)
