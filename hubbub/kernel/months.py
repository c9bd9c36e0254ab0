"""The log's partitions, one a month: made ahead, so that nothing falls into the net below."""

from datetime import date
from typing import Any

from psycopg import Connection

from hubbub.kernel.database import Database

AHEAD = 2
"""Months beyond the present one that always have their partition."""

ADD = "SELECT add_event_months(%s, %s)"
ADD_NOW = "SELECT add_event_months(%s)"
OUTSIDE = "SELECT events_outside_months()"


def add_months(connection: Connection[Any], today: date | None = None) -> int:
    """As the owner: make what is missing; how many. What fell into the net is put in its place."""
    row = (
        connection.execute(ADD_NOW, (AHEAD,))
        if today is None
        else connection.execute(ADD, (AHEAD, today))
    ).fetchone()
    assert row is not None
    return row[0]


async def keep_months(database: Database) -> int:
    """The same while serving: a function of the owner's does it, which the engine may call."""
    async with database.engine() as tx:
        return await tx.value(ADD_NOW, (AHEAD,))


async def facts_outside(database: Database) -> int:
    """Facts that lie in no month's partition, counted up to 10,000."""
    async with database.engine() as tx:
        return await tx.value(OUTSIDE)
