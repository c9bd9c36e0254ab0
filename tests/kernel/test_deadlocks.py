"""What the vacuum was in the way of is done once more, and not for ever."""

from __future__ import annotations

import pytest
from psycopg.errors import DeadlockDetected, LockNotAvailable

from hubbub.kernel.deadlocks import MOST_TRIES, past_deadlocks


def test_it_is_done_until_it_succeeds() -> None:
    tries = iter([DeadlockDetected, DeadlockDetected, None])

    def work() -> str:
        error = next(tries)
        if error is not None:
            raise error
        return "done"

    assert past_deadlocks(work) == "done"


def test_it_ends() -> None:
    count = 0

    def work() -> None:
        nonlocal count
        count += 1
        raise DeadlockDetected

    with pytest.raises(DeadlockDetected):
        past_deadlocks(work)
    assert count == MOST_TRIES


def test_nothing_else_is_repeated() -> None:
    def work() -> None:
        raise LockNotAvailable

    with pytest.raises(LockNotAvailable):
        past_deadlocks(work)
