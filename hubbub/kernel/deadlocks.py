"""Statements of the owner and the vacuum, in each other's way."""

from collections.abc import Callable
from typing import TypeVar

from psycopg.errors import DeadlockDetected

Result = TypeVar("Result")

MOST_TRIES = 10


def past_deadlocks(work: Callable[[], Result]) -> Result:
    """What `work` returns, done once more where it and the vacuum that looks after the same tables
    waited for each other. It has to be a transaction of its own. Raises DeadlockDetected in the
    end."""
    for _ in range(MOST_TRIES - 1):
        try:
            return work()
        except DeadlockDetected:
            continue
    return work()
