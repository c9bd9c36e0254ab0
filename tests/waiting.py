"""Waits for a condition with a bound, so that no test sleeps for luck."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 20.0
LOOK_EVERY = 0.02


async def until(condition: Callable[[], object], limit: float = LIMIT) -> None:
    """Return when `condition` is true; fail after `limit` seconds."""
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(LOOK_EVERY)


def until_now(condition: Callable[[], object], limit: float = LIMIT) -> None:
    """As `until`, for a test without an event loop."""
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(LOOK_EVERY)
