"""Owns a carrier over HTTP under its lease: looks whether it lets us in, hands over, tells its
state. What it brings comes to its door, in any process."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final
from uuid import UUID

import structlog

from hubbub.channels.sms.adapters.asking import WaysOut
from hubbub.channels.sms.adapters.carrier import Line
from hubbub.channels.sms.adapters.opening import Opening, Unopened
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.adapters.sending import OverHttp
from hubbub.channels.sms.http_repository import HttpCarrier, get_http_carrier
from hubbub.channels.sms.reporting import Reports
from hubbub.channels.sms.submitting import Submitting
from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.leases import Lease
from hubbub.kernel.secrets import Secrets

log = structlog.get_logger()

MOST_UNDER_WAY: Final = 20


async def reach_line(
    tx: Transaction, carrier: Carrier, secrets: Secrets, ways: WaysOut
) -> tuple[Line, HttpCarrier] | str:
    """The line, or in a sentence why there is none now."""
    kind, stored = KINDS.get(carrier.kind), await get_http_carrier(tx, carrier.id)
    if kind is None or stored is None:
        return "It has no settings."
    if not stored.is_simulated and await is_demo(tx):
        # It cannot have been added; whatever put it there, nothing of a demo leaves this machine.
        return "A demo reaches nobody but the simulated carrier."
    try:
        access = Opening(ways.settings, secrets, ways).access(kind, stored)
    except Unopened as error:
        return str(error)
    return kind.open(access), stored


class LineKeeper:
    """Runs one carrier over HTTP, from what `reach_line` gave."""

    def __init__(self, database: Database, lease: Lease, carrier_id: UUID) -> None:
        assert lease.account_id is not None
        self._database = database
        self._account_id = lease.account_id
        self._lease = lease
        self._carrier_id = carrier_id
        self._reports = Reports(database, lease, carrier_id)

    def submitting(self, stored: HttpCarrier) -> Submitting:
        window = max(2, min(MOST_UNDER_WAY, stored.per_second * 2))
        return Submitting(self._database, self._carrier_id, self._lease, window)

    async def run(
        self,
        line: Line,
        stored: HttpCarrier,
        submitting: Submitting,
        changed: asyncio.Event,
    ) -> None:
        """Until something of it has changed, or it is cancelled."""
        way = OverHttp(line, stored.per_second, self._reports.say)
        works: list[Coroutine[Any, Any, object]] = [
            submitting.run(way), way.run(), self._reports.run(), changed.wait(),
        ]  # fmt: skip
        tasks: list[asyncio.Future[object]] = [asyncio.ensure_future(work) for work in works]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            tasks[0].cancel()
            way.stop()
            await submitting.drain()
            for task in tasks:
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception):
                    log.error("sms.carrier_failed", exc_info=result)
                    await asyncio.sleep(1.0)
