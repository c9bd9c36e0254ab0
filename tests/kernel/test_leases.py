"""What has one owner has one at a time, and a late one can write nothing."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from psycopg.errors import LockNotAvailable

from hubbub.kernel import leases
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.leases import Lease, LeaseHolder, is_held, offer_all, withdraw
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from hubbub.kernel.database import Database

TAKE_AWAY = """
UPDATE leases SET holder = 'other', fence = fence + 1, until = now() + interval '1 hour'
WHERE name = %s
"""
VANISH = "UPDATE leases SET until = now() - interval '1 second' WHERE name = %s"


class Work:
    """Notes what it was given and what was taken away again."""

    def __init__(self) -> None:
        self.begun: list[Lease] = []
        self.ended: list[Lease] = []
        self.fails = False

    async def __call__(self, lease: Lease) -> None:
        self.begun.append(lease)
        try:
            if self.fails:
                raise ZeroDivisionError
            await asyncio.Event().wait()
        finally:
            self.ended.append(lease)

    @property
    def names(self) -> list[str]:
        return sorted(lease.name for lease in self.begun)


@asynccontextmanager
async def holding(database: Database, name: str, work: Work) -> AsyncGenerator[None]:
    """A holder that runs until the end of the block, as a process does until SIGTERM."""
    running = asyncio.create_task(LeaseHolder(database, name).run("thing:", work))
    try:
        yield
        assert not running.done()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def held_until(database: Database, name: str = "thing:0") -> datetime | None:
    async with database.engine() as tx:
        return await tx.value("SELECT until FROM leases WHERE name = %s", (name,))


async def change(database: Database, statement: Any, name: str = "thing:0") -> None:
    async with database.engine() as tx:
        await tx.execute(statement, (name,))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "RENEW", 0.05)


async def test_each_thing_has_one_owner_and_the_next_when_it_ends(database: Database) -> None:
    names = [f"thing:{n}" for n in range(12)]
    await offer_all(database, *names, "other:0")
    await offer_all(database, *names)
    first, second = Work(), Work()
    async with holding(database, "second", second):
        async with holding(database, "first", first):
            await until(lambda: sorted(first.names + second.names) == sorted(names))
            assert first.ended == second.ended == []
        assert sorted(lease.name for lease in first.ended) == first.names
        await until(lambda: second.names == sorted(names))
    taken_over = [lease for lease in second.begun if lease.name in first.names]
    fences = {lease.name: lease.fence for lease in first.begun}
    assert [lease.fence for lease in taken_over] == [fences[lease.name] + 1 for lease in taken_over]


@pytest.mark.usefixtures("quick")
async def test_a_lease_is_renewed_for_longer_than_it_lasts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "LOST", 3.0)
    await offer_all(database, "thing:0")
    work = Work()
    async with holding(database, "one", work):
        await until(lambda: work.begun)
        first = last = await held_until(database)
        assert first is not None
        while last is not None and last < first + timedelta(seconds=3.5):
            last = await held_until(database)
        assert last is not None
        assert (len(work.begun), work.ended) == (1, [])
    # Given back at the end, so that nobody has to wait for time to pass.
    assert await held_until(database) is None


def test_there_is_time_to_renew_more_than_once_before_it_is_lost() -> None:
    assert leases.RENEW * 2 < leases.LOST * leases.SURE < leases.LOST == 10.0


@pytest.mark.usefixtures("quick")
async def test_work_ends_when_another_has_taken_over(database: Database) -> None:
    await offer_all(database, "thing:0")
    work = Work()
    async with holding(database, "one", work):
        await until(lambda: work.begun)
        await change(database, TAKE_AWAY)
        await until(lambda: work.ended)
        async with database.engine() as tx:
            row = await tx.row("SELECT holder, fence FROM leases")
    # The one who lost it does not give back what is another's.
    assert row == ("other", 2)


@pytest.mark.usefixtures("quick")
async def test_work_ends_when_the_thing_is_gone(database: Database) -> None:
    await offer_all(database, "thing:0")
    work = Work()
    async with holding(database, "one", work):
        await until(lambda: work.begun)
        async with database.engine() as tx:
            await withdraw(tx, "thing:0")
        await until(lambda: work.ended)
    assert len(work.begun) == 1


async def test_who_vanished_is_followed_by_another_with_a_higher_fence(database: Database) -> None:
    await offer_all(database, "thing:0")
    await change(database, TAKE_AWAY)
    work = Work()
    async with holding(database, "one", work):
        await change(database, VANISH)
        await until(lambda: work.begun)
    assert work.begun[0].fence == 2


async def test_work_that_fails_is_begun_again(database: Database) -> None:
    await offer_all(database, "thing:0")
    work = Work()
    work.fails = True
    async with holding(database, "one", work):
        await until(lambda: work.ended)
        work.fails = False
        await until(lambda: len(work.begun) == 2)
    assert [lease.fence for lease in work.begun] == [1, 2]


@pytest.mark.parametrize("hangs", [True, False])
@pytest.mark.usefixtures("quick")
async def test_without_the_database_it_is_given_up_before_it_runs_out(
    database: Database, monkeypatch: pytest.MonkeyPatch, hangs: bool
) -> None:
    monkeypatch.setattr(leases, "LOST", 1.0)
    await offer_all(database, "thing:0")
    work = Work()

    async with holding(database, "one", work):
        await until(lambda: work.begun)
        first = last = await held_until(database)
        while last == first:
            last = await held_until(database)
        with monkeypatch.context() as away:
            away.setattr(database, "engine", gone(hangs))
            await until(lambda: work.ended)
    assert len(work.ended) >= 1


def gone(hangs: bool) -> Any:
    @asynccontextmanager
    async def engine() -> AsyncGenerator[None]:
        if hangs:
            await asyncio.Event().wait()
        raise Unavailable("gone")
        yield

    return engine


async def test_a_late_owner_writes_nothing(database: Database) -> None:
    await offer_all(database, "thing:0")
    work = Work()
    async with holding(database, "one", work):
        await until(lambda: work.begun)
        (lease,) = work.begun
        async with database.engine() as tx:
            assert await is_held(tx, lease)
        await change(database, TAKE_AWAY)
        async with database.engine() as tx:
            assert not await is_held(tx, lease)


async def test_the_next_owner_waits_for_a_write_that_was_allowed(database: Database) -> None:
    await offer_all(database, "thing:0")
    work = Work()
    async with holding(database, "one", work):
        await until(lambda: work.begun)
        async with database.engine() as tx:
            assert await is_held(tx, work.begun[0])
            with pytest.raises(LockNotAvailable):
                await take_at_once(database)
        await take_at_once(database)


async def take_at_once(database: Database) -> None:
    async with database.engine() as tx:
        await tx.execute("SET LOCAL lock_timeout = '50ms'")
        await tx.execute(TAKE_AWAY, ("thing:0",))


async def test_a_lease_that_ran_out_is_not_held_even_if_nobody_took_it(database: Database) -> None:
    await offer_all(database, "thing:0")
    work = Work()
    async with holding(database, "one", work):
        await until(lambda: work.begun)
        await change(database, VANISH)
        async with database.engine() as tx:
            assert not await is_held(tx, work.begun[0])
