"""Counters that slow guessing down; they live in the database, so that every process counts."""

from datetime import timedelta

from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import TooManyAttempts

COUNT = """
INSERT INTO attempts AS a (key, window_start, count)
VALUES (%(key)s, %(now)s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN a.window_start <= %(now)s - %(window)s THEN 1 ELSE a.count + 1 END,
    window_start = CASE
        WHEN a.window_start <= %(now)s - %(window)s THEN %(now)s ELSE a.window_start END
RETURNING count, window_start
"""


async def count_attempt(database: Database, key: str, *, most: int, window: timedelta) -> None:
    """Count one try at `key`; `TooManyAttempts` beyond `most` within `window`."""
    moment = now()
    async with database.engine() as tx:
        row = await tx.row(COUNT, {"key": key, "now": moment, "window": window})
    assert row is not None
    count, start = row
    if count > most:
        wait = max(1, int((start + window - moment).total_seconds()))
        raise TooManyAttempts(f"Too many attempts. Try again in {wait} seconds.", wait)


async def take_back_attempt(database: Database, key: str) -> None:
    """One try that was none: it succeeded, and others may count under the same key."""
    async with database.engine() as tx:
        await tx.execute("UPDATE attempts SET count = count - 1 WHERE key = %s", (key,))


async def forget_attempts(database: Database, key: str) -> None:
    """Start afresh, after a success."""
    async with database.engine() as tx:
        await tx.execute("DELETE FROM attempts WHERE key = %s", (key,))
