"""Guessing is counted in the database, so that it does not help to ask another process."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.attempts import count_attempt, forget_attempts, take_back_attempt
from hubbub.kernel.database import Database
from hubbub.kernel.errors import TooManyAttempts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WINDOW = timedelta(minutes=10)


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Database]:
    """What another process has: connections of its own to the same database."""
    opened = Database(database.address, size=4)
    await opened.open()
    yield opened
    await opened.close()


async def tries(database: Database, count: int, key: str = "a") -> int:
    """How many of so many tries at once were let through."""
    results = await asyncio.gather(
        *(count_attempt(database, key, most=5, window=WINDOW) for _ in range(count)),
        return_exceptions=True,
    )
    assert all(each is None or isinstance(each, TooManyAttempts) for each in results)
    return results.count(None)


async def test_all_processes_together_let_through_what_one_may(
    database: Database, other: Database
) -> None:
    assert sum(await asyncio.gather(tries(database, 20), tries(other, 20))) == 5
    assert await tries(other, 3, "another key") == 3


async def test_whoever_waits_is_told_how_long_and_let_in_then(database: Database) -> None:
    await tries(database, 5)
    with pytest.raises(TooManyAttempts) as stopped:
        await count_attempt(database, "a", most=5, window=WINDOW)
    assert 0 < stopped.value.retry_after <= WINDOW.total_seconds()
    async with database.engine() as tx:
        await tx.execute("UPDATE attempts SET window_start = window_start - %s", (WINDOW,))
    assert await tries(database, 7) == 5


async def test_what_was_no_guess_does_not_count(database: Database) -> None:
    await tries(database, 5)
    await take_back_attempt(database, "a")
    assert await tries(database, 2) == 1
    await forget_attempts(database, "a")
    assert await tries(database, 6) == 5
