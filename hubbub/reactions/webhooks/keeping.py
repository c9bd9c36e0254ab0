"""Keeps the deliveries in order: an old log goes, and what nobody takes does not pile up."""

import asyncio
from datetime import timedelta

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.lanes import clear_old_deliveries, crowded_endpoints, stuck_lanes
from hubbub.reactions.webhooks.deliveries_repository import lock_lanes, promote
from hubbub.reactions.webhooks.switching import stop_by_itself

log = structlog.get_logger()

EVERY = timedelta(minutes=10)
MOST_WAITING = 100_000


async def keep_webhooks(database: Database, log_days: int) -> None:
    """Until cancelled, every ten minutes."""
    while True:
        try:
            await keep_once(database, timedelta(days=log_days))
        except (PsycopgError, Unavailable) as error:
            log.warning("webhooks.keeping_waits", error=type(error).__name__)
        await asyncio.sleep(EVERY.total_seconds())


async def keep_once(database: Database, age: timedelta, most_waiting: int = MOST_WAITING) -> None:
    """The log up to an age, crowded endpoints, and lanes of which the first was cleared away."""
    await clear_old_deliveries(database, age)
    for account_id, endpoint_id in await crowded_endpoints(database, most_waiting):
        async with database.transaction(account_id) as tx:
            await stop_by_itself(tx, endpoint_id, "off", "too_many")
    for account_id, endpoint_id, lane in await stuck_lanes(database):
        async with database.transaction(account_id) as tx:
            await lock_lanes(tx, [(endpoint_id, lane)])
            await promote(tx, endpoint_id, lane)
