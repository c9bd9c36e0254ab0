"""Who holds which permission, why, and when it was last used: the rows of an access review."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from hubbub.access.explaining import Because, explain
from hubbub.access.usage.repository import last_uses_of_many
from hubbub.access.users.repository import User, all_roles, page_of_users, role_ids_of_many
from hubbub.access.wording import reason
from hubbub.kernel.database import Database, Transaction

HEADER = (
    "User", "E-mail", "State", "Seat", "Permission", "Key", "Effective", "Why", "Last used",
)  # fmt: skip
CHUNK = 200

Row = Sequence[object]


async def review(database: Database, account_id: UUID) -> AsyncIterator[list[Row]]:
    """Rows by user, in chunks; each chunk is a transaction of its own."""
    after: tuple[str, UUID] | None = None
    while True:
        async with database.transaction(account_id) as tx:
            users = await page_of_users(tx, None, after, CHUNK)
            rows = await _rows(tx, users)
        yield rows
        if len(users) < CHUNK:
            return
        after = (users[-1].name.lower(), users[-1].id)


async def _rows(tx: Transaction, users: list[User]) -> list[Row]:
    roles = await all_roles(tx)
    ids = [user.id for user in users]
    held = await role_ids_of_many(tx, ids)
    uses = await last_uses_of_many(tx, ids)
    rows: list[Row] = []
    for user in users:
        mine = [each.role for role_id, each in roles.items() if role_id in held[user.id]]
        for each in explain(mine, user.is_seated, user.state == "enabled"):
            verdict = each.verdict
            if verdict.because is Because.ABSENT:
                continue
            permission = verdict.permission
            rows.append(
                (
                    user.name, user.email, user.state, "yes" if user.is_seated else "no",
                    permission.title, permission.key, "yes" if verdict.effective else "no",
                    reason(each), uses[user.id].get(permission.key),
                )
            )  # fmt: skip
    return rows
