"""Leases: what needs exactly one owner among any number of processes has one, and a fence."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

import structlog
from psycopg import OperationalError

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Unavailable

log = structlog.get_logger()

RENEW = 3.0
LOST = 10.0
SURE = 0.9
"""The part of a lease's time in which its holder acts on it without having heard again."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A thing that is ours until it runs out; `fence` rises with each new owner. `lost` is set as
    soon as it may be another's: then there is no time for goodbyes."""

    name: str
    account_id: UUID | None
    fence: int
    lost: asyncio.Event = field(default_factory=asyncio.Event, compare=False, repr=False)


OFFER = "INSERT INTO leases (name, account_id) VALUES (%s, %s) ON CONFLICT (name) DO NOTHING"
WITHDRAW = "DELETE FROM leases WHERE name = %s"
FREE = """
SELECT name FROM leases
WHERE name LIKE %s || '%%' AND (until IS NULL OR until < clock_timestamp())
ORDER BY name LIMIT 100
"""
CLAIM = """
UPDATE leases SET holder = %s, fence = fence + 1,
                  until = clock_timestamp() + make_interval(secs => %s)
WHERE name = %s AND (until IS NULL OR until < clock_timestamp())
RETURNING name, account_id, fence
"""
HOLD = """
UPDATE leases SET until = clock_timestamp() + make_interval(secs => %s)
WHERE name = %s AND holder = %s AND fence = %s AND until > clock_timestamp()
"""
RELEASE = "UPDATE leases SET until = NULL, holder = NULL WHERE name = %s AND fence = %s"
FREE_ALL = "UPDATE leases SET until = NULL, holder = NULL, fence = fence + 1"
# Shared, so that the next owner waits for the transaction that was still allowed.
FENCED = """
SELECT 1 FROM leases WHERE name = %s AND fence = %s AND until > clock_timestamp() FOR SHARE
"""


async def offer(tx: Transaction, name: str, account_id: UUID | None = None) -> None:
    """There is such a thing to own from now on."""
    await tx.execute(OFFER, (name, account_id))


async def offer_all(database: Database, *names: str) -> None:
    """Things that belong to no account."""
    async with database.engine() as tx:
        for name in names:
            await offer(tx, name)


async def withdraw(tx: Transaction, name: str) -> None:
    """The thing is gone; its owner notices at the next renewal."""
    await tx.execute(WITHDRAW, (name,))


async def free_all(tx: Transaction) -> None:
    """As the owner: nobody owns anything any more."""
    await tx.execute(FREE_ALL)


async def is_held(tx: Transaction, lease: Lease) -> bool:
    """Whether a durable write under this lease is still allowed, and stays so to the end of the
    transaction."""
    return await tx.row(FENCED, (lease.name, lease.fence)) is not None


class LeaseHolder:
    """Takes what is free under a prefix and runs a task for each thing as long as it is ours."""

    def __init__(self, database: Database, holder: str) -> None:
        self._database = database
        self._holder = holder

    async def run(self, prefix: str, work: Callable[[Lease], Awaitable[None]]) -> None:
        """Until cancelled. `work` is cancelled when its lease is lost or withdrawn, and when it
        ends by itself the lease is given back."""
        running: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                try:
                    await self._claim_free(prefix, work, running)
                except (OperationalError, Unavailable) as error:
                    log.warning("leases.waiting", error=type(error).__name__)
                await asyncio.sleep(1.0)
        finally:
            for task in running.values():
                task.cancel()
            await asyncio.gather(*running.values(), return_exceptions=True)

    async def _claim_free(
        self,
        prefix: str,
        work: Callable[[Lease], Awaitable[None]],
        running: dict[str, asyncio.Task[None]],
    ) -> None:
        for name in [name for name, task in running.items() if task.done()]:
            running.pop(name)
        async with self._database.engine() as tx:
            names = [row[0] for row in await tx.rows(FREE, (prefix,))]
        for name in names:
            if name in running:
                continue
            async with self._database.engine() as tx:
                lease = await tx.one(Lease, CLAIM, (self._holder, LOST, name))
            if lease:
                running[name] = asyncio.create_task(self._keep(lease, work), name=name)

    async def _keep(self, lease: Lease, work: Callable[[Lease], Awaitable[None]]) -> None:
        async with self.held(lease):
            task = asyncio.ensure_future(work(lease))
            watch = asyncio.create_task(lease.lost.wait())
            try:
                await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
                if lease.lost.is_set():
                    log.warning("lease.lost", lease=lease.name)
            finally:
                watch.cancel()
                task.cancel()
                result = (await asyncio.gather(task, return_exceptions=True))[0]
            if isinstance(result, Exception):
                log.error("lease.work_failed", lease=lease.name, error=repr(result))
                await asyncio.sleep(1.0)

    @asynccontextmanager
    async def held(self, lease: Lease) -> AsyncGenerator[None]:
        """Renew while inside."""
        renewing = asyncio.create_task(self._renew(lease, lease.lost))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            await self._give_back(lease)

    async def _renew(self, lease: Lease, lost: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        # A clock of its own: the database may hang instead of refusing.
        alarm = loop.call_later(LOST * SURE, lost.set)
        try:
            while not lost.is_set():
                await asyncio.sleep(RENEW)
                began = loop.time()
                kept = await self._hold(lease)
                if kept:
                    alarm.cancel()
                    alarm = loop.call_at(began + LOST * SURE, lost.set)
                elif kept is False:
                    lost.set()
        finally:
            alarm.cancel()

    async def _hold(self, lease: Lease) -> bool | None:
        """Whether it is ours for another while; None when nobody can say."""
        try:
            async with self._database.engine() as tx:
                held = await tx.execute(HOLD, (LOST, lease.name, self._holder, lease.fence))
        except (OperationalError, Unavailable):
            return None
        return held == 1

    async def _give_back(self, lease: Lease) -> None:
        try:
            async with self._database.engine() as tx:
                await tx.execute(RELEASE, (lease.name, lease.fence))
        except (OperationalError, Unavailable):
            log.warning("lease.not_given_back", lease=lease.name)
