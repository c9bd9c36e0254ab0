"""Keeps demos lively while somebody looks at them, and clears those whose time is up."""

import asyncio
import random
from datetime import timedelta

import httpx2
import structlog
from psycopg import Error as PsycopgError

from hubbub.access.accounts.deleting import delete_demo
from hubbub.entrypoints.demonstration.filling import (
    MOST_TRICKLED,
    TRICKLE,
    DemonstrationError,
    text_from_passer_by,
)
from hubbub.entrypoints.forgetting import forget_simulated
from hubbub.kernel.database import Database
from hubbub.kernel.demos import demos_over, watched_numbers
from hubbub.kernel.errors import Problem
from hubbub.kernel.files.files import Files
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports

log = structlog.get_logger()

CLEAR_EVERY = 10.0
STUCK_FOR = timedelta(minutes=2)
"""A demo that has not been filled any further for so long never will be."""
SEEN = timedelta(minutes=10)


async def keep_demos(database: Database, settings: Settings) -> None:
    """Until cancelled; also where none are offered any more, as long as some are left."""
    async with asyncio.TaskGroup() as works:
        works.create_task(_clear(database, settings))
        works.create_task(_trickle(database, settings))


async def clear_demos(database: Database, settings: Settings) -> int:
    """Delete those that are over; how many were. One that resists does not keep the others."""
    count = 0
    for account_id in await demos_over(database, STUCK_FOR):
        try:
            await delete_demo(database, account_id, Files(settings.home))
        except (PsycopgError, Problem) as error:
            log.warning("demo.not_cleared", account=account_id.hex, error=type(error).__name__)
            continue
        await forget_simulated(settings, account_id)
        count += 1
    return count


async def trickle_once(database: Database, settings: Settings) -> int:
    """One text to each demo that is looked at; how many were sent."""
    ports = simulator_ports(settings.home) if settings.simulator else None
    if ports is None:
        return 0
    numbers = await watched_numbers(database, SEEN, MOST_TRICKLED)
    for number in numbers:
        await text_from_passer_by(f"http://127.0.0.1:{ports.http}", number)
    return len(numbers)


async def _clear(database: Database, settings: Settings) -> None:
    while True:
        try:
            await clear_demos(database, settings)
        except (PsycopgError, Problem) as error:
            log.warning("demos.not_cleared", error=type(error).__name__)
        await asyncio.sleep(CLEAR_EVERY)


async def _trickle(database: Database, settings: Settings) -> None:
    while True:
        await asyncio.sleep(random.uniform(*TRICKLE))  # noqa: S311 - nothing depends on it
        try:
            await trickle_once(database, settings)
        except (PsycopgError, Problem, httpx2.HTTPError, DemonstrationError) as error:
            log.warning("demos.nobody_writes", error=type(error).__name__)
