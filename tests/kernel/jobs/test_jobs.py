"""Long work is resumed after a crash, ends when it is cancelled, and shows how it stands."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from psycopg import OperationalError

from hubbub.kernel.errors import Forbidden
from hubbub.kernel.ids import new_id
from hubbub.kernel.jobs import running as running_jobs
from hubbub.kernel.jobs.repository import (
    AT_ONCE_OF_ACCOUNT,
    MOST_ATTEMPTS,
    Job,
    begin_job,
    cancel_job,
    find_job,
    jobs_owned_by,
    take_job,
)
from hubbub.kernel.jobs.running import JobOver, JobRefused, RunningJob, run_jobs, run_next
from tests.kernel.sample import new_account
from tests.waiting import until

if TYPE_CHECKING:
    from uuid import UUID

    from hubbub.kernel.database import Database

KIND = "sample"
COUNT_UP = "UPDATE accounts SET version = version + 1"
CHUNKS = 5


@pytest.fixture
async def account(database: Database) -> UUID:
    return await new_account(database)


async def begin(database: Database, account: UUID, owner: UUID | None = None) -> Job:
    async with database.transaction(account) as tx:
        return await begin_job(tx, KIND, {"of": CHUNKS}, owner)


async def look(database: Database, job: Job) -> Job:
    async with database.transaction(job.account_id) as tx:
        found = await find_job(tx, job.id)
    assert found is not None
    return found


async def sql(database: Database, statement: Any) -> None:
    async with database.engine() as tx:
        await tx.execute(statement)


class Counting:
    """Counts in the database, a chunk a step; `before` may interfere between two steps."""

    def __init__(self) -> None:
        self.begun: list[object] = []
        self.before: Any = None

    async def __call__(self, running: RunningJob) -> None:
        self.begun.append(running.job.cursor)
        first = running.job.cursor or 0
        for chunk in range(first, CHUNKS):
            if self.before is not None:
                await self.before(chunk, running)
            async with running.step() as tx:
                await tx.execute(COUNT_UP)
                await running.advance(tx, chunk + 1, CHUNKS, cursor=chunk + 1)


async def counted(database: Database, account: UUID) -> int:
    async with database.transaction(account) as tx:
        return await tx.value("SELECT version FROM accounts") - 1


async def test_a_job_is_done_and_shows_its_progress(database: Database, account: UUID) -> None:
    owner, seen = new_id(), list[Job]()
    job = await begin(database, account, owner)
    work = Counting()

    async def watch(_: int, __: RunningJob) -> None:
        seen.append(await look(database, job))

    work.before = watch
    assert await run_next(database, {KIND: work})
    assert not await run_next(database, {KIND: work})
    assert [(each.progress, each.total) for each in seen] == [
        (0, None), (1, CHUNKS), (2, CHUNKS), (3, CHUNKS), (4, CHUNKS),
    ]  # fmt: skip
    done = await look(database, job)
    assert (done.state, done.progress, done.owner_id) == ("done", CHUNKS, owner)
    assert done.ended_at is not None
    assert await counted(database, account) == CHUNKS
    async with database.transaction(account) as tx:
        assert await jobs_owned_by(tx, owner) == [done]
        assert await jobs_owned_by(tx, new_id()) == []


async def test_its_result_is_kept_with_its_last_step(database: Database, account: UUID) -> None:
    job, file_id = await begin(database, account), new_id()

    async def export(running: RunningJob) -> None:
        async with running.step() as tx:
            await running.finish(tx, file_id)

    await run_next(database, {KIND: export})
    done = await look(database, job)
    assert (done.state, done.result_file_id) == ("done", file_id)


async def test_after_a_crash_it_goes_on_with_the_step_that_was_not_kept(
    database: Database, account: UUID
) -> None:
    job, work, stuck = await begin(database, account), Counting(), asyncio.Event()

    async def crash(chunk: int, running: RunningJob) -> None:
        if chunk == 3 and running.job.attempts == 1:
            stuck.set()
            await asyncio.Event().wait()

    work.before = crash
    crashing = asyncio.create_task(run_next(database, {KIND: work}))
    await asyncio.wait_for(stuck.wait(), 20)
    crashing.cancel()
    await asyncio.gather(crashing, return_exceptions=True)
    assert not await run_next(database, {KIND: work})  # still under its lease
    await sql(database, "UPDATE timers SET leased_until = now() - interval '1 second'")
    assert await run_next(database, {KIND: work})
    assert work.begun == [None, 3]
    assert await counted(database, account) == CHUNKS
    assert (await look(database, job)).state == "done"


async def test_no_step_commits_after_it_was_cancelled(database: Database, account: UUID) -> None:
    job, work = await begin(database, account), Counting()

    async def cancel(chunk: int, _: RunningJob) -> None:
        if chunk == 2:
            async with database.transaction(account) as tx:
                assert await cancel_job(tx, job.id)
                assert not await cancel_job(tx, job.id)

    work.before = cancel
    await run_next(database, {KIND: work})
    assert await counted(database, account) == 2
    ended = await look(database, job)
    assert (ended.state, ended.progress) == ("cancelled", 2)
    assert not await run_next(database, {KIND: work})


async def test_one_that_waits_for_something_is_stopped_when_cancelled(
    database: Database, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_jobs, "RENEW_SECONDS", 0.05)
    job, begun = await begin(database, account), asyncio.Event()

    async def wait(_: RunningJob) -> None:
        begun.set()
        await asyncio.Event().wait()

    running = asyncio.create_task(run_next(database, {KIND: wait}))
    await asyncio.wait_for(begun.wait(), 20)
    async with database.transaction(account) as tx:
        await cancel_job(tx, job.id)
    assert await asyncio.wait_for(running, 20)
    assert (await look(database, job)).state == "cancelled"


async def test_it_is_held_as_long_as_it_runs(
    database: Database, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_jobs, "RENEW_SECONDS", 0.05)
    await begin(database, account)
    go_on = asyncio.Event()

    async def wait(_: RunningJob) -> None:
        await sql(database, "UPDATE timers SET leased_until = now() + interval '1 second'")
        await go_on.wait()

    running = asyncio.create_task(run_next(database, {KIND: wait}))
    renewed = "SELECT leased_until > now() + interval '10 seconds' FROM timers"
    is_renewed = False
    while not is_renewed:
        async with database.engine() as tx:
            is_renewed = await tx.value(renewed)
    go_on.set()
    await running


async def test_whoever_lost_it_keeps_nothing(database: Database, account: UUID) -> None:
    job, errors = await begin(database, account), list[Exception]()

    async def overtaken(running: RunningJob) -> None:
        await sql(database, "UPDATE timers SET attempts = attempts + 1")
        try:
            async with running.step() as tx:
                await tx.execute(COUNT_UP)
        except JobOver as error:
            errors.append(error)
            raise

    await run_next(database, {KIND: overtaken})
    assert len(errors) == 1
    assert await counted(database, account) == 0
    assert (await look(database, job)).state == "waiting"


async def test_it_is_tried_again_and_then_shown_as_failed(
    database: Database, account: UUID
) -> None:
    job = await begin(database, account)

    async def fail(_: RunningJob) -> None:
        raise ZeroDivisionError("with something private in it")

    for _ in range(MOST_ATTEMPTS):
        assert (await look(database, job)).state == "waiting"
        assert await run_next(database, {KIND: fail})
        assert not await run_next(database, {KIND: fail})  # it rests first
        await sql(database, "UPDATE timers SET due_at = now()")
    failed = await look(database, job)
    assert (failed.state, failed.error) == ("failed", "ZeroDivisionError")
    assert failed.ended_at is not None


@pytest.mark.parametrize("error", [JobRefused("The file is empty."), Forbidden("No longer.")])
async def test_what_trying_again_cannot_help_fails_at_once(
    database: Database, account: UUID, error: Exception
) -> None:
    job = await begin(database, account)

    async def refuse(_: RunningJob) -> None:
        raise error

    await run_next(database, {KIND: refuse})
    failed = await look(database, job)
    assert (failed.state, failed.error) == ("failed", str(error))


async def test_one_that_ends_its_process_each_time_is_given_up(
    database: Database, account: UUID
) -> None:
    job = await begin(database, account)
    await sql(database, "UPDATE timers SET attempts = 1000")
    work = Counting()
    await run_next(database, {KIND: work})
    assert (await look(database, job)).state == "failed"
    assert work.begun == []


async def test_one_account_does_not_take_every_place(database: Database, account: UUID) -> None:
    other = await new_account(database, "Other")
    for _ in range(AT_ONCE_OF_ACCOUNT + 1):
        await begin(database, account)
    await begin(database, other)
    taken: list[Job] = []
    async with database.engine() as tx:
        while job := await take_job(tx, [KIND]):
            taken.append(job)
    accounts = [job.account_id for job in taken]
    assert accounts.count(account) == AT_ONCE_OF_ACCOUNT
    assert accounts.count(other) == 1


async def test_workers_go_on_after_the_database_was_away(
    database: Database, account: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await begin(database, account)
    real, calls = run_next, list[int]()

    async def away_at_first(*arguments: Any) -> bool:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("away")
        return await real(*arguments)

    monkeypatch.setattr(running_jobs, "run_next", away_at_first)
    monkeypatch.setattr(running_jobs, "LOOK_SECONDS", 0.05)
    working = asyncio.create_task(run_jobs(database, {KIND: Counting()}))
    state = ""
    while state != "done":
        state = (await look(database, job)).state
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await until(working.done)


async def test_a_job_of_another_account_does_not_exist(database: Database, account: UUID) -> None:
    job = await begin(database, account)
    stranger = await new_account(database, "Other")
    async with database.transaction(stranger) as tx:
        assert await find_job(tx, job.id) is None
        assert not await cancel_job(tx, job.id)
