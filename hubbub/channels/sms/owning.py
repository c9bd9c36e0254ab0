"""Owns a carrier under its lease: keeps the connection, takes in, hands over, tells its state."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import structlog
from psycopg import Error as PsycopgError

from hubbub.channels.sms.adapters.asking import WaysOut
from hubbub.channels.sms.answering import Answering
from hubbub.channels.sms.handing_over import OverSmpp
from hubbub.channels.sms.outgoing import give_up_left_over
from hubbub.channels.sms.owning_lines import LineKeeper, reach_line
from hubbub.channels.sms.reaching import Reached, reach
from hubbub.channels.sms.reporting import Reports
from hubbub.channels.sms.smpp.client import Connection
from hubbub.channels.sms.smpp.link import LinkReport, LinkState
from hubbub.channels.sms.submitting import Submitting
from hubbub.channels.sms.tidying import EVERY_SECONDS, Tidying
from hubbub.features.messages.events import MessageQueued
from hubbub.features.numbers.events import (
    CarrierChanged,
    CarrierRemoved,
    NumberAdded,
    NumberReleased,
    NumberRemoved,
)
from hubbub.features.numbers.repository import Carrier, get_carrier, numbers_of
from hubbub.kernel.database import Database
from hubbub.kernel.ending import end
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.events import Recorded
from hubbub.kernel.leases import Lease
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings
from hubbub.kernel.signals import Signals

log = structlog.get_logger()

PREFIX = "carrier:"

CONFIGURATION = frozenset({CarrierChanged.kind, CarrierRemoved.kind})
QUEUED = frozenset({MessageQueued.kind})
INVENTORY = frozenset({NumberAdded.kind, NumberReleased.kind, NumberRemoved.kind})


def lease_name(carrier_id: UUID) -> str:
    return f"{PREFIX}{carrier_id.hex}"


class CarrierOwner:
    """Runs one carrier for as long as its lease is held; begins again at each change of it."""

    def __init__(
        self, database: Database, signals: Signals, secrets: Secrets, settings: Settings
    ) -> None:
        self._database = database
        self._signals = signals
        self._secrets = secrets
        self._settings = settings

    async def run(self, lease: Lease) -> None:
        """The work of one lease, until cancelled."""
        carrier_id = UUID(lease.name.removeprefix(PREFIX))
        assert lease.account_id is not None
        tidying = Tidying(self._database, lease.account_id, carrier_id)
        beside = asyncio.create_task(tidying.run())
        try:
            while True:
                changed = asyncio.Event()
                stop = self._signals.on(CONFIGURATION, _when(carrier_id, changed))
                try:
                    await self._run_once(lease, lease.account_id, carrier_id, changed)
                finally:
                    stop()
        finally:
            await end([beside])

    async def _run_once(
        self, lease: Lease, account_id: UUID, carrier_id: UUID, changed: asyncio.Event
    ) -> None:
        async with self._database.transaction(account_id) as tx:
            carrier = await get_carrier(tx, carrier_id)
        if carrier is None:
            await changed.wait()
            return
        reports = Reports(self._database, lease, carrier_id)
        if not carrier.is_enabled:
            await reports.write(LinkReport(LinkState.STOPPED, "switched off"))
            await changed.wait()
            return
        if carrier.takes_whole_texts:
            problem = await self._keep_line(lease, carrier, changed)
        else:
            async with self._database.transaction(account_id) as tx:
                reached = await reach(tx, carrier, self._secrets, self._settings)
            problem = reached if isinstance(reached, str) else None
            if not isinstance(reached, str):
                await self._connect(lease, carrier_id, reached, changed)
        if problem is not None:
            await reports.write(LinkReport(LinkState.RETRYING, problem))
            with suppress(TimeoutError):
                async with asyncio.timeout(2.0):
                    await changed.wait()

    async def _keep_line(
        self, lease: Lease, carrier: Carrier, changed: asyncio.Event
    ) -> str | None:
        """Until something of it has changed; why there is no line, if there is none."""
        ways = WaysOut.begin(self._settings, keeps=True)
        try:
            async with self._database.transaction(carrier.account_id) as tx:
                found = await reach_line(tx, carrier, self._secrets, ways)
            if isinstance(found, str):
                return found
            await self._give_up_left_over(carrier.account_id, carrier.id)
            line, stored = found
            keeper = LineKeeper(self._database, lease, carrier.id)
            submitting = keeper.submitting(stored)
            stop = self._signals.on(QUEUED, _when_of(carrier.id, submitting.wake))
            try:
                await keeper.run(line, stored, submitting, changed)
            finally:
                stop()
        finally:
            await ways.close()
        return None

    async def _give_up_left_over(self, account_id: UUID, carrier_id: UUID) -> None:
        async with self._database.transaction(account_id) as tx:
            left = await give_up_left_over(tx, carrier_id)
        if left:
            log.warning("sms.fate_unknown", carrier=carrier_id.hex, messages=left)

    async def _connect(
        self, lease: Lease, carrier_id: UUID, reached: Reached, changed: asyncio.Event
    ) -> None:
        account_id = lease.account_id
        assert account_id is not None
        await self._give_up_left_over(account_id, carrier_id)
        answering = Answering(self._database, carrier_id, lease)
        submitting = Submitting(
            self._database, carrier_id, lease, reached.endpoint.limits.window * 2
        )
        reports = Reports(self._database, lease, carrier_id)
        connection = Connection(reached.endpoint, answering.deliver, reports.say)
        inventory = asyncio.Event()
        inventory.set()
        stops = [
            self._signals.on(QUEUED, _when_of(carrier_id, submitting.wake)),
            self._signals.on(INVENTORY, _when_of(carrier_id, inventory.set)),
        ]
        works: list[Coroutine[Any, Any, object]] = [
            connection.run(),
            submitting.run(OverSmpp(connection)),
            answering.keep_answers(),
            reports.run(),
            self._forget_answers(account_id, answering, connection),
            changed.wait(),
        ]
        if reached.inventory is not None:
            works.append(self._share_inventory(account_id, carrier_id, reached, inventory))
        tasks: list[asyncio.Future[object]] = [asyncio.ensure_future(work) for work in works]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for stop in stops:
                stop()
            if lease.lost.is_set():
                # The next owner may connect any moment, and who is on both lines for a while would
                # be answered by neither.
                connection.cut("Another process owns the carrier now.")
            await self._wind_up(connection, submitting, answering, tasks)

    async def _wind_up(
        self,
        connection: Connection,
        submitting: Submitting,
        answering: Answering,
        tasks: Sequence[asyncio.Future[object]],
    ) -> None:
        tasks[1].cancel()
        await asyncio.gather(connection.stop(), return_exceptions=True)
        await submitting.drain()
        await answering.end()
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception):
                log.error("sms.carrier_failed", exc_info=result)
                await asyncio.sleep(1.0)

    async def _forget_answers(
        self, account_id: UUID, answering: Answering, connection: Connection
    ) -> None:
        while True:
            with suppress(PsycopgError, Unavailable):
                seconds = connection.bound_seconds
                bound_for = None if seconds is None else timedelta(seconds=seconds)
                async with self._database.transaction(account_id) as tx:
                    await answering.forget(tx, bound_for)
            await asyncio.sleep(EVERY_SECONDS)

    async def _share_inventory(
        self, account_id: UUID, carrier_id: UUID, reached: Reached, changed: asyncio.Event
    ) -> None:
        """Tell the simulator which numbers are ours, now and whenever they change."""
        assert reached.inventory is not None
        async with httpx2.AsyncClient(timeout=5) as client:
            while True:
                try:
                    async with self._database.transaction(account_id) as tx:
                        numbers = [each.number for each in await numbers_of(tx, carrier_id)]
                    answer = await client.put(
                        reached.inventory.url,
                        json={"numbers": numbers},
                        headers={"X-Simulator-Password": reached.inventory.password},
                    )
                    answer.raise_for_status()
                except (httpx2.HTTPError, PsycopgError, Unavailable) as error:
                    log.warning("sms.inventory_waits", error=type(error).__name__)
                    await asyncio.sleep(1.0)
                    continue
                changed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(30.0):
                        await changed.wait()


def _when(carrier_id: UUID, changed: asyncio.Event) -> Callable[[Recorded], None]:
    def heard(event: Recorded) -> None:
        if event.subject_id == carrier_id:
            changed.set()

    return heard


def _when_of(carrier_id: UUID, wake: Callable[[], None]) -> Callable[[Recorded], None]:
    def heard(event: Recorded) -> None:
        if UUID(event.data["carrier_id"]) == carrier_id:
            wake()

    return heard
