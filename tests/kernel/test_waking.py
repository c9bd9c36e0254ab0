"""Readers are woken beside the transaction that writes, many at once, and again after a break."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import psycopg

from hubbub.kernel import waking
from hubbub.kernel.waking import CHANNEL, Waker, listen, wake_once
from tests.kernel.sample import happen, new_account
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Coroutine
    from typing import Any

    import pytest

    from hubbub.kernel.database import Database

LISTENING = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'
"""


@asynccontextmanager
async def beside(*works: Coroutine[Any, Any, None]) -> AsyncGenerator[None]:
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
        assert not any(task.done() for task in tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def listeners(database: Database) -> list[int]:
    async with database.engine() as tx:
        return [row[0] for row in await tx.rows(LISTENING)]


async def test_the_transaction_that_writes_never_notifies(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside it, it takes a lock over the whole cluster, which cost 60 % of the throughput."""
    executed: list[str] = []
    real: Any = psycopg.AsyncConnection.execute

    async def noting(self: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        written = query if isinstance(query, str | bytes) else query.as_string()
        executed.append(written.decode() if isinstance(written, bytes) else written)
        return await real(self, query, *arguments, **options)

    monkeypatch.setattr(psycopg.AsyncConnection, "execute", noting)
    woken: list[int] = []
    account = await new_account(database)
    # While the transaction is open nobody is woken, and afterwards exactly once.
    database.when_events(lambda: woken.append(len(executed)))
    async with database.transaction(account) as tx:
        await happen(tx)
        await happen(tx)
        assert woken == []
    assert len(woken) == 1
    assert executed[woken[0] - 1] == "COMMIT"
    assert [each for each in executed if "notify" in each.lower()] == []
    with psycopg.connect(database.address.owner) as owner:
        row = owner.execute(
            "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = 'public' AND p.prosrc ILIKE '%notify%'"
        ).fetchone()
    assert row == (0,)


async def test_a_transaction_that_fails_wakes_nobody(database: Database) -> None:
    account, woken = await new_account(database), list[int]()
    database.when_events(lambda: woken.append(1))
    try:
        async with database.transaction(account) as tx:
            await happen(tx)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert woken == []


async def test_many_commits_are_one_wake(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    waker = Waker(database.address.direct)
    with psycopg.connect(database.address.engine, autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        for _ in range(1000):
            waker.wake()
        async with beside(waker.run()):
            await asyncio.to_thread(
                lambda: heard.extend(1 for _ in connection.notifies(timeout=20, stop_after=1))
            )
        heard.extend(1 for _ in connection.notifies(timeout=0))
    assert len(heard) == 1


async def test_a_connection_that_dies_is_made_again_and_nothing_slept_through(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking, "RECONNECT", 0.05)
    heard: list[int] = []
    async with beside(listen(database.address.direct, lambda: heard.append(1))):
        await until(lambda: heard)
        (first,) = await listeners(database)
        before = len(heard)
        async with database.engine() as tx:
            await tx.value("SELECT pg_terminate_backend(%s)", (first,))
        # Heard at the break and at the new connection: what came meanwhile is looked for.
        await until(lambda: len(heard) >= before + 2)
        found = await listeners(database)
        while found in ([], [first]):
            found = await listeners(database)
        before = len(heard)
        await wake_once(database.address.direct)
        await until(lambda: len(heard) > before)


async def test_a_waker_whose_connection_died_goes_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking, "RECONNECT", 0.05)
    heard: list[int] = []
    waker = Waker(database.address.direct)
    async with beside(waker.run(), listen(database.address.direct, lambda: heard.append(1))):
        await until(lambda: heard)
        waker.wake()
        await until(lambda: len(heard) > 1)
        async with database.engine() as tx:
            await tx.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND query LIKE '%%pg_notify%%' "
                "AND pid <> pg_backend_pid()"
            )
        before = len(heard)
        # One wake alone, which may be the very one that breaks off.
        waker.wake()
        await until(lambda: len(heard) > before)
