"""Runs jobs: a few at once in each worker, each under a lease that it renews."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.database import Database, Transaction, is_out_of_reach
from hubbub.kernel.errors import Problem, Unavailable
from hubbub.kernel.jobs.repository import (
    LEASE,
    MOST_ATTEMPTS,
    Job,
    advance_job,
    fail_job,
    finish_job,
    hold_job,
    lock_job,
    take_job,
)

log = structlog.get_logger()

AT_ONCE = 4
MOST_BEGINNINGS = 4 * MOST_ATTEMPTS
"""Also those after which the whole process was gone."""
RENEW_SECONDS = LEASE.total_seconds() / 3
LOOK_SECONDS = 0.5
FIRST_PAUSE, MOST_PAUSE = timedelta(seconds=2), timedelta(minutes=10)


class JobOver(Exception):
    """The job was cancelled or belongs to another worker by now: stop, and keep nothing."""


class JobRefused(Exception):
    """Trying again would not help; the text is for whoever began the job."""


@dataclass(frozen=True, slots=True)
class RunningJob:
    """What a handler gets. All it keeps, it keeps in steps: after a crash another attempt begins
    with the `cursor` of the last step that was committed."""

    job: Job
    database: Database

    @asynccontextmanager
    async def step(self) -> AsyncGenerator[Transaction]:
        """A transaction that commits only while the job is wanted. JobOver when it is not. At
        each step, look again at what the owner may do: no job outlives its owner's rights."""
        async with self.database.transaction(self.job.account_id) as tx:
            if not await lock_job(tx, self.job):
                raise JobOver
            yield tx

    async def advance(
        self, tx: Transaction, progress: int, total: int | None = None, cursor: object = None
    ) -> None:
        """In a step: how far it is, of how much, and where the next step reads on."""
        await advance_job(tx, self.job, progress, total, cursor)

    async def finish(self, tx: Transaction, result_file_id: UUID | None = None) -> None:
        """In the last step: it is done, and this is what came of it."""
        await finish_job(tx, self.job, result_file_id)


Handler = Callable[[RunningJob], Awaitable[None]]


async def run_jobs(database: Database, handlers: Mapping[str, Handler]) -> None:
    """Take and do jobs until cancelled; what is under way then is taken up again by another."""
    await asyncio.gather(*(_run_one_by_one(database, handlers) for _ in range(AT_ONCE)))


async def run_next(database: Database, handlers: Mapping[str, Handler]) -> bool:
    """Do one job that is due; False when there is none."""
    if not handlers:
        return False
    async with database.engine() as tx:
        job = await take_job(tx, list(handlers))
    if job is None:
        return False
    running = RunningJob(job, database)
    if job.attempts > MOST_BEGINNINGS:
        await _end(running, JobRefused("It was begun many times and never came to its end."))
    else:
        await _run(running, handlers[job.kind])
    return True


async def _run_one_by_one(database: Database, handlers: Mapping[str, Handler]) -> None:
    while True:
        try:
            found = await run_next(database, handlers)
        except (PsycopgError, Unavailable) as error:
            log.warning("jobs.waiting", error=type(error).__name__)
            found = False
        if not found:
            await asyncio.sleep(LOOK_SECONDS)


async def _run(running: RunningJob, handler: Handler) -> None:
    working = asyncio.ensure_future(handler(running))
    renewing = asyncio.create_task(_renew(running))
    try:
        await asyncio.wait({working, renewing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        renewing.cancel()
        working.cancel()
        error = (await asyncio.gather(working, renewing, return_exceptions=True))[0]
    await _end(running, error)


async def _renew(running: RunningJob) -> None:
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        try:
            async with running.database.engine() as tx:
                if not await hold_job(tx, running.job):
                    return
        except (PsycopgError, Unavailable) as error:
            log.warning("job.not_renewed", job=running.job.id.hex, error=type(error).__name__)


async def _end(running: RunningJob, error: object) -> None:
    job = running.job
    if isinstance(error, JobOver | asyncio.CancelledError):
        log.info("job.over", job=job.id.hex, kind=job.kind)
        return
    async with running.database.transaction(job.account_id) as tx:
        if not isinstance(error, Exception):
            # Does nothing when its last step has said so already.
            await finish_job(tx, job, job.result_file_id)
        elif isinstance(error, JobRefused | Problem) and not is_out_of_reach(error):
            await fail_job(tx, job, str(error)[:500], timedelta(0), most=0)
        else:
            log.error("job.failed", job=job.id.hex, kind=job.kind, exc_info=error)
            await fail_job(tx, job, type(error).__name__, _pause(job.attempts), MOST_ATTEMPTS)


def _pause(attempts: int) -> timedelta:
    return min(MOST_PAUSE, FIRST_PAUSE * 2 ** min(attempts - 1, 30))
