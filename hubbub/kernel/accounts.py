"""The accounts of the installation for whoever operates it, and whether one is a demo."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict

ASKED = """
SELECT DISTINCT account_id FROM requests WHERE %(id)s::uuid IS NULL OR id = %(id)s
"""
ALL = "SELECT account_id, name, is_demo FROM accounts ORDER BY created_at"
IS_DEMO = "SELECT is_demo FROM accounts WHERE account_id = %s"


@dataclass(frozen=True, slots=True)
class KnownAccount:
    account_id: UUID
    name: str
    is_demo: bool = False


async def accounts_everywhere(database: Database) -> list[KnownAccount]:
    """Every account there is, the oldest first."""
    async with database.engine() as tx:
        return await all_accounts(tx)


async def all_accounts(tx: Transaction) -> list[KnownAccount]:
    """The same, in a transaction that sees them all."""
    return await tx.all(KnownAccount, ALL)


async def accounts_that_asked(database: Database, request_id: UUID | None = None) -> list[UUID]:
    """Under which accounts requests stand, or this one; nobody's are under the one of zeros."""
    async with database.engine() as tx:
        return [row[0] for row in await tx.rows(ASKED, {"id": request_id})]


async def is_demo(tx: Transaction) -> bool:
    """Whether the account of the transaction is a throw-away one, of which nothing may leave
    this installation."""
    return bool(await tx.value(IS_DEMO, (tx.account,)))


async def refuse_in_demo(tx: Transaction, sentence: str) -> None:
    """Conflict, with a sentence that says why, where the account is a demo."""
    if await is_demo(tx):
        raise Conflict(f"{sentence} Sign up for an account of your own.", code="in_demo")
