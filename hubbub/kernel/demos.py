"""The demos of an installation, for the worker that keeps them lively and clears them."""

from datetime import timedelta
from uuid import UUID

from hubbub.kernel.database import Database

# Also a demo of which a deletion that broke off has left only the account.
OVER = """
SELECT a.account_id FROM accounts a LEFT JOIN demos d USING (account_id)
WHERE a.is_demo AND (d.until <= now() OR d.account_id IS NULL
                     OR (d.state = 'filling' AND d.moved_at < now() - %s))
ORDER BY a.created_at LIMIT 50
"""
# A session's use is written down every few minutes at most.
WATCHED = """
UPDATE demos d SET texts = texts + 1
FROM numbers n
WHERE n.account_id = d.account_id AND d.state = 'ready' AND d.until > now() AND d.texts < %(most)s
  AND EXISTS (SELECT FROM sessions s WHERE s.account_id = d.account_id
              AND s.seen_at > now() - %(seen)s)
  AND n.id = (SELECT min(id::text)::uuid FROM numbers WHERE account_id = d.account_id)
RETURNING n.number
"""

HAS_NUMBER = "SELECT EXISTS (SELECT FROM numbers WHERE number = %s)"


async def has_number(database: Database, number: str) -> bool:
    """Whether this number stands in any account."""
    async with database.engine() as tx:
        return bool(await tx.value(HAS_NUMBER, (number,)))


async def demos_over(database: Database, stuck_for: timedelta) -> list[UUID]:
    """Those whose time is up, and those whose filling came to nothing."""
    async with database.engine() as tx:
        return [row[0] for row in await tx.rows(OVER, (stuck_for,))]


async def watched_numbers(database: Database, seen: timedelta, most: int) -> list[str]:
    """A number of each demo that somebody is looking at, counted as one text more."""
    async with database.engine() as tx:
        return [row[0] for row in await tx.rows(WATCHED, {"seen": seen, "most": most})]
