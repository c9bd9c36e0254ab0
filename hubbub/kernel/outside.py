"""Timers whose work reaches beyond the database: done between transactions, at least once.

Such work may take longer than a transaction may last. Its lease is held on to while it runs, and
several run side by side, so that a slow server delays nothing else.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import structlog
from psycopg import OperationalError

from hubbub.kernel.database import Database
from hubbub.kernel.ending import end
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.logs import in_short
from hubbub.kernel.timers import Timer, again_later, done, hold, take_due

log = structlog.get_logger()

AT_ONCE = 16
PER_ACCOUNT = 4
"""How many of one account are under way in a process, so that the slow servers of one delay
nobody else."""
TOGETHER = 2
"""Taken at a time."""
HOLD_EVERY = 10.0
LIMIT = 180.0
"""Seconds that one piece of work may take."""
SURPRISED = timedelta(minutes=5)

Job = Callable[[Timer], Awaitable[timedelta | None]]
"""The work. It answers when it wants to be called again, or None when it is finished."""


async def run_outside(database: Database, jobs: Mapping[str, Job], pause: float = 0.5) -> None:
    """Do what is due until cancelled."""
    under_way: dict[asyncio.Task[None], UUID] = {}
    try:
        while True:
            if not await _look(database, jobs, under_way):
                await _rest(under_way, pause)
    finally:
        await end(list(under_way))


async def run_outside_once(database: Database, jobs: Mapping[str, Job]) -> int:
    """Do what is due now; how many there were."""
    due = await take_due(database, list(jobs), AT_ONCE)
    await asyncio.gather(*(_run(database, jobs[timer.kind], timer) for timer in due))
    return len(due)


async def _look(
    database: Database, jobs: Mapping[str, Job], under_way: dict[asyncio.Task[None], UUID]
) -> int:
    """Begin what is due and has room; how many there were."""
    if len(under_way) > AT_ONCE - TOGETHER:
        return 0
    shares = Counter(under_way.values())
    full = [account for account, count in shares.items() if count > PER_ACCOUNT - TOGETHER]
    try:
        due = await take_due(database, list(jobs), TOGETHER, but=full)
    except (OperationalError, Unavailable) as error:
        log.warning("outside.waiting", error=type(error).__name__)
        return 0
    for timer in due:
        task = asyncio.create_task(_run_alone(database, jobs[timer.kind], timer))
        under_way[task] = timer.account_id
        task.add_done_callback(under_way.pop)
    return len(due)


async def _rest(under_way: Collection[asyncio.Task[None]], pause: float) -> None:
    """Until something has ended, which makes room, or may be due by now."""
    if under_way:
        await asyncio.wait(under_way, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
    else:
        await asyncio.sleep(pause)


async def _run_alone(database: Database, job: Job, timer: Timer) -> None:
    try:
        await _run(database, job, timer)
    except (OperationalError, Unavailable) as error:
        # Its lease runs out, and it is taken once more.
        log.warning("outside.waiting", error=type(error).__name__)


async def _run(database: Database, job: Job, timer: Timer) -> None:
    holding = asyncio.create_task(_hold(database, timer))
    try:
        async with asyncio.timeout(LIMIT):
            pause = await job(timer)
    except (OperationalError, Unavailable):
        raise
    except Exception as error:
        log.exception("outside.failed", kind=timer.kind, attempts=timer.attempts)
        await again_later(database, timer, SURPRISED, in_short(error))
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
