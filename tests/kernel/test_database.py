"""A transaction is whole or not at all, bounded in time, and outlives a database that goes away."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import psycopg
import pytest
from psycopg.errors import OperationalError, QueryCanceled, TransactionTimeout, UniqueViolation

from hubbub.kernel.database import LONGER, Database, Transaction
from hubbub.kernel.ids import new_id
from tests.kernel.sample import happen, new_account
from tests.waiting import until

TWICE = "INSERT INTO attempts (key, window_start, count) VALUES ('a', now(), 1)"
ACCOUNTS = "SELECT count(*) FROM accounts"


async def test_an_error_undoes_everything(database: Database) -> None:
    account = new_id()

    async def change() -> None:
        async with database.transaction(account) as tx:
            await tx.execute(
                "INSERT INTO accounts (account_id, name, seats) VALUES (%s, 'a', 1)", (account,)
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await change()
    async with database.engine() as tx:
        assert await tx.value(ACCOUNTS) == 0


async def test_a_cancelled_transaction_undoes_everything_and_gives_its_connection_back(
    database: Database,
) -> None:
    account = await new_account(database)
    for _ in range(6):  # more than there are connections
        begun = asyncio.Event()

        async def linger(begun: asyncio.Event = begun) -> None:
            async with database.transaction(account) as tx:
                await tx.execute("UPDATE accounts SET name = 'changed'")
                begun.set()
                await tx.execute("SELECT pg_sleep(4)")

        task = asyncio.create_task(linger())
        await begun.wait()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    async with database.transaction(account) as tx:
        assert await tx.value("SELECT name FROM accounts") == "Sample"


async def test_a_failure_that_was_passed_over_is_not_taken_for_a_commit(
    database: Database,
) -> None:
    async def change() -> None:
        async with database.engine() as tx:
            await tx.execute(TWICE)
            with suppress(UniqueViolation):
                await tx.execute(TWICE)

    with pytest.raises(RuntimeError, match="nothing was kept"):
        await change()
    async with database.engine() as tx:
        assert await tx.value("SELECT count(*) FROM attempts") == 0


async def test_a_part_can_fail_alone(database: Database) -> None:
    async with database.engine() as tx:
        await tx.execute(TWICE)
        with suppress(UniqueViolation):
            async with tx.savepoint():
                await tx.execute(TWICE)
    async with database.engine() as tx:
        assert await tx.value("SELECT count(*) FROM attempts") == 1


async def test_what_follows_a_commit_follows_no_failure(database: Database) -> None:
    woken: list[str] = []
    database.when_events(lambda: woken.append("events"))
    account = await new_account(database)

    async def change(*, fails: bool) -> None:
        async with database.transaction(account) as tx:
            await happen(tx)
            tx.after_commit.append(lambda: woken.append("after"))
            assert woken == []
            if fails:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await change(fails=True)
    assert woken == []
    await change(fails=False)
    assert woken == ["events", "after"]


async def test_the_engines_transaction_belongs_to_no_account(database: Database) -> None:
    async with database.engine() as tx:
        with pytest.raises(RuntimeError):
            _ = tx.account


async def test_a_statement_of_a_request_is_stopped(database: Database) -> None:
    async def dawdle() -> None:
        async with database.anonymous() as tx:
            assert await tx.value("SHOW statement_timeout") == "5s"
            await tx.execute("SET LOCAL statement_timeout = '20ms'")
            await tx.execute("SELECT pg_sleep(5)")

    with pytest.raises(QueryCanceled):
        await dawdle()


async def test_a_change_of_thousands_has_longer_and_only_that_transaction(
    database: Database,
) -> None:
    asked = "SELECT current_setting('statement_timeout'), current_setting(%s)"
    clock = ("transaction_timeout",)
    account = new_id()
    async with database.transaction(account, is_long=True) as tx:
        assert await tx.row(asked, clock) == ("1min", "1min")
    async with database.transaction(account) as tx:
        assert await tx.row(asked, clock) == ("5s", "5s")


async def test_the_longer_time_is_counted_and_has_an_end(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hubbub.kernel.database.LONGER", LONGER.replace("60s", "200ms"))

    async def dawdle() -> None:
        async with database.transaction(new_id(), is_long=True) as tx:
            while True:
                await tx.value("SELECT 1")

    # The server says so and hangs up; a statement that is on its way then hears only the latter.
    with pytest.raises((TransactionTimeout, OperationalError)):
        await asyncio.wait_for(dawdle(), 20)


def test_the_server_itself_holds_requests_to_five_seconds(database: Database) -> None:
    # Whoever connects as the role that serves, by whatever way, and through a pooler as well.
    with psycopg.connect(database.address.app) as connection:
        for name in (
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "transaction_timeout",
        ):
            assert connection.execute(f"SHOW {name}").fetchone() == ("5s",), name  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("is_look_up", [False, True])
async def test_connections_that_died_while_nobody_used_them_are_not_noticed(
    database: Database, *, is_look_up: bool
) -> None:
    together = asyncio.Barrier(4)

    async def serving(tx: Transaction) -> int:
        pid = await tx.value("SELECT pg_backend_pid()")
        await together.wait()
        return pid

    async def who() -> int:
        if is_look_up:
            return await database.look_up(serving)
        async with database.anonymous() as tx:
            return await serving(tx)

    before = await asyncio.gather(*(who() for _ in range(4)))
    with psycopg.connect(database.address.app, autocommit=True) as another:
        for pid in before:
            another.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    after = await asyncio.gather(*(who() for _ in range(4)))
    assert not set(before) & set(after)


@pytest.mark.parametrize("turns", range(6))
async def test_a_cancellation_that_comes_with_the_connection_is_heeded(
    database: Database, turns: int
) -> None:
    small = Database(database.address, size=1)
    await small.open()

    async def wait_and_go_on() -> None:
        async with small.anonymous():
            pass
        await asyncio.Event().wait()

    async with small.anonymous():
        task = asyncio.create_task(wait_and_go_on())
        await until(lambda: small.connections()["app"]["waiting"] == 1)
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task}, timeout=5)
    was_cancelled = task.cancelled()
    task.cancel()
    await small.close()
    assert was_cancelled
