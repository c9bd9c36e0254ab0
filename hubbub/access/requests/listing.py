"""The requests of the whole installation, for whoever operates it."""

from hubbub.access.requests.repository import Request, State, newest_requests
from hubbub.kernel.accounts import accounts_that_asked
from hubbub.kernel.database import Database


async def list_requests(database: Database, state: State | None, limit: int) -> list[Request]:
    """The newest of all accounts and of nobody's."""
    found: list[Request] = []
    for account in await accounts_that_asked(database):
        async with database.transaction(account) as tx:
            found += await newest_requests(tx, limit, state)
    return sorted(found, key=lambda each: (each.created_at, each.id), reverse=True)[:limit]
