"""Ends tasks that run for ever, also where a cancellation gets lost on its way."""

import asyncio
from collections.abc import Collection
from typing import Any

AGAIN = 1.0


async def end(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel until all have ended. Once is not enough: `wait_for` of Python 3.11, which the pool
    of connections uses too, forgets a cancellation that comes together with what it waits for."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN)
    # Looks at how each ended, or asyncio complains that nobody did.
    await asyncio.gather(*tasks, return_exceptions=True)
