"""Timers whose work reaches beyond the database: done between transactions, at least once.

Such work may take longer than a transaction may last. Its lease is held on to while it runs, and
several run side by side, so that a slow server delays nothing else.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import timedelta

import structlog
from psycopg import OperationalError

from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.timers import Timer, again_later, done, hold, take_due

log = structlog.get_logger()

SIDE_BY_SIDE = 8
HOLD_EVERY = 10.0
LIMIT = 180.0
"""Seconds that one piece of work may take."""
SURPRISED = timedelta(minutes=5)

Job = Callable[[Timer], Awaitable[timedelta | None]]
"""The work. It answers when it wants to be called again, or None when it is finished."""


async def run_outside(database: Database, jobs: Mapping[str, Job], pause: float = 0.5) -> None:
    """Do what is due until cancelled."""
    while True:
        try:
            taken = await run_outside_once(database, jobs)
        except (OperationalError, Unavailable) as error:
            log.warning("outside.waiting", error=type(error).__name__)
            taken = 0
        if taken < SIDE_BY_SIDE:
            await asyncio.sleep(pause)


async def run_outside_once(database: Database, jobs: Mapping[str, Job]) -> int:
    """Do what is due now; how many there were."""
    due = await take_due(database, list(jobs), SIDE_BY_SIDE)
    await asyncio.gather(*(_run(database, jobs[timer.kind], timer) for timer in due))
    return len(due)


async def _run(database: Database, job: Job, timer: Timer) -> None:
    holding = asyncio.create_task(_hold(database, timer))
    try:
        async with asyncio.timeout(LIMIT):
            pause = await job(timer)
    except (OperationalError, Unavailable):
        raise
    except Exception as error:
        log.exception("outside.failed", kind=timer.kind, attempts=timer.attempts)
        await again_later(database, timer, SURPRISED, f"{type(error).__name__}: {error}")
    else:
        if pause is None:
            await done(database, timer)
        else:
            await again_later(database, timer, pause, None)
    finally:
        holding.cancel()
        with suppress(asyncio.CancelledError):
            await holding


async def _hold(database: Database, timer: Timer) -> None:
    while True:
        await asyncio.sleep(HOLD_EVERY)
        with suppress(OperationalError, Unavailable):
            await hold(database, timer)
