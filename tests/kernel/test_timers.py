"""What is due is done once, with its own change, and what fails is tried again and then shown."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import OperationalError
from psycopg.errors import QueryCanceled

from hubbub.kernel import timers
from hubbub.kernel.ids import new_id
from hubbub.kernel.timers import MOST_ATTEMPTS, Timer, cancel, run_due, run_timers, schedule
from tests.kernel.sample import new_account
from tests.waiting import until

if TYPE_CHECKING:
    from uuid import UUID

    from hubbub.kernel.database import Database, Transaction

PAST, FUTURE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)
KIND = "sample"
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()
"""
RENAME = "UPDATE accounts SET name = %s"


@pytest.fixture
async def account(database: Database) -> UUID:
    return await new_account(database)


async def put(database: Database, account: UUID, due: datetime = PAST, **values: Any) -> None:
    async with database.transaction(account) as tx:
        await schedule(tx, KIND, due, **values)


async def rows(database: Database, columns: str = "state, attempts, error") -> list[Any]:
    async with database.engine() as tx:
        return await tx.rows(f"SELECT {columns} FROM timers ORDER BY id")  # pyright: ignore[reportArgumentType]


async def make_due(database: Database) -> None:
    async with database.engine() as tx:
        await tx.execute("UPDATE timers SET due_at = now(), leased_until = NULL")


async def nothing(_: Transaction, __: Timer) -> None:
    return None


async def test_a_timer_that_was_set_anew_is_done_as_it_was_set_last(
    database: Database, account: UUID
) -> None:
    """One worker has taken it and is slow, another takes it as it was set meanwhile."""
    subject, done = new_id(), list[str]()
    await put(database, account, subject_id=subject, payload={"n": "first"})
    [slow] = await timers.take_due(database, [KIND], 1)
    await put(database, account, subject_id=subject, payload={"n": "second"})
    [quick] = await timers.take_due(database, [KIND], 1)
    assert (slow.payload, quick.payload) == ({"n": "first"}, {"n": "second"})

    async def note(_: Transaction, timer: Timer) -> None:
        done.append(timer.payload["n"])

    assert await timers.do(database, slow, note) is False
    await timers.done(database, slow)
    await timers.hold(database, slow)
    await timers.again_later(database, slow, timedelta(days=1), "late")
    assert await timers.do(database, quick, note) is True
    assert done == ["second"]
    assert await rows(database) == []


async def test_only_what_is_due_and_known_here_is_done(database: Database, account: UUID) -> None:
    done: list[dict[str, Any]] = []

    async def note(tx: Transaction, timer: Timer) -> None:
        assert tx.account == account
        done.append(timer.payload)

    await put(database, account, payload={"n": 1})
    await put(database, account, FUTURE, payload={"n": 2})
    async with database.transaction(account) as tx:
        await schedule(tx, "unknown here", PAST)
    assert await run_due(database, {KIND: note}) == 1
    assert await run_due(database, {KIND: note}) == 0
    assert done == [{"n": 1}]
    assert len(await rows(database)) == 2


async def test_a_timer_of_a_subject_exists_once_and_is_moved(
    database: Database, account: UUID
) -> None:
    subject = new_id()
    await put(database, account, PAST, subject_id=subject, payload={"n": 1})
    await put(database, account, FUTURE, subject_id=subject, payload={"n": 2})
    assert await rows(database, "due_at, payload") == [(FUTURE, {"n": 2})]
    assert await run_due(database, {KIND: nothing}) == 0


async def test_it_is_taken_back_in_the_transaction_that_changes_its_subject(
    database: Database, account: UUID
) -> None:
    subject = new_id()
    await put(database, account, subject_id=subject)

    async def change_my_mind() -> None:
        async with database.transaction(account) as tx:
            await cancel(tx, KIND, subject)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await change_my_mind()
    assert len(await rows(database)) == 1
    async with database.transaction(account) as tx:
        await cancel(tx, KIND, subject)
    assert await run_due(database, {KIND: nothing}) == 0


async def test_one_that_was_taken_back_after_it_was_taken_is_not_done(
    database: Database, account: UUID
) -> None:
    subject, other = new_id(), new_id()
    await put(database, account, subject_id=subject)
    await put(database, account, subject_id=other)
    done: list[UUID | None] = []

    async def take_the_other_back(_: Transaction, timer: Timer) -> None:
        done.append(timer.subject_id)
        async with database.transaction(account) as tx:
            await cancel(tx, KIND, other if timer.subject_id == subject else subject)

    assert await run_due(database, {KIND: take_the_other_back}) == 2
    assert len(done) == 1


async def test_what_is_done_and_the_timer_end_in_one_transaction(
    database: Database, account: UUID
) -> None:
    await put(database, account)

    async def rename(tx: Transaction, _: Timer) -> None:
        await tx.execute(RENAME, ("changed",))
        raise ZeroDivisionError

    await run_due(database, {KIND: rename})
    async with database.transaction(account) as tx:
        assert await tx.value("SELECT name FROM accounts") == "Sample"
    assert await rows(database) == [("waiting", 1, "ZeroDivisionError: ")]


async def test_a_timer_can_set_itself_again(database: Database, account: UUID) -> None:
    await put(database, account, subject_id=account)

    async def again(tx: Transaction, timer: Timer) -> None:
        await schedule(tx, KIND, FUTURE, subject_id=timer.subject_id)

    await run_due(database, {KIND: again})
    assert await rows(database, "due_at, attempts") == [(FUTURE, 0)]


async def test_many_workers_do_each_timer_once(database: Database, account: UUID) -> None:
    for n in range(120):
        await put(database, account, payload={"n": n})
    done: list[int] = []

    async def note(_: Transaction, timer: Timer) -> None:
        done.append(timer.payload["n"])
        await asyncio.sleep(0)

    taken = await asyncio.gather(*(run_due(database, {KIND: note}) for _ in range(6)))
    while left := await run_due(database, {KIND: note}):
        taken.append(left)
    assert sorted(done) == list(range(120))
    assert sum(taken) == 120


async def test_after_a_crash_it_is_done_when_the_lease_has_run_out(
    database: Database, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(database, account)
    begun = asyncio.Event()

    async def stuck(_: Transaction, __: Timer) -> None:
        begun.set()
        await asyncio.Event().wait()

    crashing = asyncio.create_task(run_due(database, {KIND: stuck}))
    await asyncio.wait_for(begun.wait(), 20)
    crashing.cancel()
    await asyncio.gather(crashing, return_exceptions=True)
    assert await run_due(database, {KIND: nothing}) == 0
    async with database.engine() as tx:
        await tx.execute("UPDATE timers SET leased_until = now() - interval '1 second'")
    assert await run_due(database, {KIND: nothing}) == 1
    assert await rows(database) == []


async def test_a_lease_that_ran_out_while_it_is_done_does_not_do_it_twice(
    database: Database, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "LEASE", timedelta(seconds=-1))
    await put(database, account)
    others: list[Timer] = []

    async def meanwhile(_: Transaction, __: Timer) -> None:
        others.extend(await timers.take_due(database, [KIND], 1))

    assert await run_due(database, {KIND: meanwhile}) == 1
    assert others == []
    assert await rows(database) == []


async def test_one_that_another_took_over_in_a_long_batch_is_his(
    database: Database, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "LEASE", timedelta(seconds=-1))
    for n in range(2):
        await put(database, account, payload={"n": n})
    done: list[int] = []
    others: list[Timer] = []

    async def take_long(_: Transaction, timer: Timer) -> None:
        done.append(timer.payload["n"])
        others.extend(await timers.take_due(database, [KIND], 1))

    assert await run_due(database, {KIND: take_long}) == 2
    assert len(done) == 1
    assert [other.attempts for other in others] == [2]
    assert await rows(database) == [("waiting", 2, None)]


def is_waited_for(database: Database) -> bool:
    """Whether a transaction waits for another; each role is shown its own alone."""
    with psycopg.connect(database.address.app) as connection:
        row = connection.execute(WAITING).fetchone()
    return bool(row and row[0])


async def test_who_only_looks_for_work_does_not_keep_another_from_what_he_took(
    database: Database, account: UUID
) -> None:
    await put(database, account)
    looked = asyncio.Event()

    async def look_for_work() -> None:
        async with database.engine() as tx:
            # What another took in the same moment stays locked by whoever wanted it as well.
            await tx.execute("SELECT 1 FROM timers FOR UPDATE")
            looked.set()
            await until(lambda: is_waited_for(database))

    (timer,) = await timers.take_due(database, [KIND], 1)
    async with asyncio.TaskGroup() as together:
        together.create_task(look_for_work())
        await looked.wait()
        async with database.transaction(account) as tx:
            claim = (timer.account_id, timer.id, timer.attempts)
            assert await tx.execute(timers.CLAIM, claim) == 1


@pytest.mark.parametrize("error", [ValueError("bad \0 text"), QueryCanceled("too slow")])
async def test_failures_are_tried_again_with_longer_pauses_and_then_shown(
    database: Database, account: UUID, error: Exception
) -> None:
    await put(database, account)

    async def fail(_: Transaction, __: Timer) -> None:
        raise error

    pauses: list[timedelta] = []
    for _ in range(MOST_ATTEMPTS):
        await make_due(database)
        async with database.engine() as tx:
            before = await tx.value("SELECT clock_timestamp()")
        assert await run_due(database, {KIND: fail}) == 1
        ((due,),) = await rows(database, "due_at")
        pauses.append(due - before)
    assert pauses[0] >= timedelta(seconds=2)
    assert pauses[3] >= timedelta(seconds=16)
    assert pauses[-1] >= timedelta(seconds=600)
    ((state, attempts, said),) = await rows(database)
    assert (state, attempts) == ("failed", MOST_ATTEMPTS)
    assert said.startswith(type(error).__name__)
    await make_due(database)
    assert await run_due(database, {KIND: fail}) == 0


async def test_a_database_that_goes_away_is_not_the_timers_fault(
    database: Database, account: UUID
) -> None:
    await put(database, account)

    async def lose(_: Transaction, __: Timer) -> None:
        raise OperationalError("the connection is lost")

    with pytest.raises(OperationalError):
        await run_due(database, {KIND: lose})
    assert await rows(database) == [("waiting", 1, None)]


async def test_it_goes_on_after_the_database_was_away(
    database: Database, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(database, account)
    calls: list[int] = []

    async def run_due_or_not(*_: Any) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("away")
        return 0

    monkeypatch.setattr(timers, "run_due", run_due_or_not)
    running = asyncio.create_task(run_timers(database, {KIND: nothing}, pause=0))
    await until(lambda: len(calls) > 1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
