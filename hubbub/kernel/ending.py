"""Ends tasks that run for ever, also where a cancellation gets lost on its way."""

import asyncio
from collections.abc import Collection
from typing import Any

AGAIN = 20.0
"""Seconds; longer than what a task may still have to do after it was cancelled, such as waiting for
a carrier's answer, for a second cancellation would break that off too."""


async def end(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel until all have ended. Once may not be enough: `wait_for` of Python 3.11, which
    libraries use, forgets a cancellation that comes together with what it waits for."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN)
    # Looks at how each ended, or asyncio complains that nobody did.
    await asyncio.gather(*tasks, return_exceptions=True)
