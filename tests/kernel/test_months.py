"""Every month has its partition in time, and what fell into the net is put where it belongs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from hubbub.kernel.ids import new_id
from hubbub.kernel.months import AHEAD, add_months, facts_outside, keep_months
from tests.kernel.sample import happen, new_account

if TYPE_CHECKING:
    from hubbub.kernel.database import Database

MONTHS = """
SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relname <> 'events_default'
ORDER BY relname
"""
LATER = "UPDATE events SET at = %s"
ALL = "SELECT seq, xid::text, version, at FROM events ORDER BY seq"


def months(database: Database) -> list[str]:
    with psycopg.connect(database.address.owner) as owner:
        return [row[0] for row in owner.execute(MONTHS).fetchall()]


def named(today: date, count: int) -> list[str]:
    numbers = [today.year * 12 + today.month - 1 + n for n in range(count)]
    return [f"events_{n // 12}_{n % 12 + 1:02}" for n in numbers]


async def test_this_month_and_the_next_ones_are_there_from_the_start(database: Database) -> None:
    today = datetime.now(UTC).date()
    assert months(database)[-AHEAD - 1 :] == named(today, AHEAD + 1)
    assert await keep_months(database) == 0


def test_the_turn_of_a_year_is_a_month_like_any_other(database: Database) -> None:
    with psycopg.connect(database.address.owner) as owner:
        assert add_months(owner, date(2041, 12, 31)) == AHEAD + 1
    assert months(database)[-3:] == ["events_2041_12", "events_2042_01", "events_2042_02"]


async def test_a_worker_makes_them_without_being_the_owner(database: Database) -> None:
    newest = months(database)[-1]
    with psycopg.connect(database.address.owner, autocommit=True) as owner:
        owner.execute(SQL("DROP TABLE {}").format(Identifier(newest)))
    assert await keep_months(database) == 1
    assert months(database)[-1] == newest
    with pytest.raises(InsufficientPrivilege):
        async with database.transaction(new_id()) as tx:
            await tx.value("SELECT add_event_months(1)")
    for role in (database.address.engine, database.address.app):
        with psycopg.connect(role) as connection, pytest.raises(InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (id integer)")


async def test_what_fell_into_the_net_is_told_and_put_in_its_place(database: Database) -> None:
    account = await new_account(database)
    async with database.transaction(account) as tx:
        for number in range(3):
            await happen(tx, number)
    assert await facts_outside(database) == 0
    late = datetime(2041, 3, 31, 23, 59, 59, tzinfo=UTC)
    with psycopg.connect(database.address.owner, autocommit=True) as owner:
        owner.execute(LATER, (late,))
        before = owner.execute(ALL).fetchall()
        assert await facts_outside(database) == 3
        assert add_months(owner, date(2041, 3, 1)) == AHEAD + 1
        assert owner.execute(ALL).fetchall() == before
        assert owner.execute("SELECT count(*) FROM events_2041_03").fetchone() == (3,)
    assert await facts_outside(database) == 0
    # The numbers go on where they were.
    async with database.transaction(account) as tx:
        assert await happen(tx, 9) > max(row[0] for row in before)


async def test_a_new_month_can_be_read_and_not_changed_by_those_who_serve(
    database: Database,
) -> None:
    with psycopg.connect(database.address.owner, autocommit=True) as owner:
        add_months(owner, date(2041, 3, 1))
    for role in (database.address.app, database.address.engine):
        with psycopg.connect(role) as connection, pytest.raises(InsufficientPrivilege):
            connection.execute("DELETE FROM events_2041_03")
