"""Keeps the tables in order: partitions for the months to come, and what is old enough to go."""

import asyncio
from datetime import date, timedelta

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable

log = structlog.get_logger()

EVERY = timedelta(hours=1)
KEYS_KEPT = timedelta(days=35)

OLD_ATTEMPTS = "DELETE FROM attempts WHERE window_start < now() - interval '1 day'"
OLD_KEYS = """
DELETE FROM message_keys WHERE (account_id, scope, key) IN (
    SELECT account_id, scope, key FROM message_keys WHERE created_at < now() - %s LIMIT 500)
"""
OLD_ONCE = "DELETE FROM once WHERE expires_at < now()"
OLD_SESSIONS = "DELETE FROM sessions WHERE expires_at < now() - interval '1 day'"


async def tidy(database: Database) -> None:
    """Until cancelled, once an hour."""
    while True:
        try:
            await tidy_once(database)
        except (PsycopgError, Unavailable) as error:
            log.warning("keeping.waits", error=type(error).__name__)
        await asyncio.sleep(EVERY.total_seconds())


async def tidy_once(database: Database) -> None:
    """In chunks of 500, so that no transaction grows long."""
    async with database.engine() as tx:
        await tx.execute(OLD_ATTEMPTS)
        await tx.execute(OLD_SESSIONS)
        await tx.execute(OLD_ONCE)
    while True:
        async with database.engine() as tx:
            if await tx.execute(OLD_KEYS, (KEYS_KEPT,)) < 500:
                return


def months(today: date, ahead: int = 2) -> list[tuple[str, date, date]]:
    """(partition name, first day, first day of the next month) of this month and those to come."""
    found: list[tuple[str, date, date]] = []
    first = today.replace(day=1)
    for _ in range(ahead + 1):
        following = (first + timedelta(days=32)).replace(day=1)
        found.append((f"events_{first:%Y_%m}", first, following))
        first = following
    return found
