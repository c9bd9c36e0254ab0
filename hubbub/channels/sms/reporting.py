"""Tells what an operator sees of a carrier, for as long as it is ours."""

import asyncio
from contextlib import suppress
from uuid import UUID

from psycopg import Error as PsycopgError

from hubbub.channels.sms.smpp.link import LinkReport
from hubbub.features.numbers.repository import write_carrier_state
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.leases import Lease, is_held


class Reports:
    """`say` never waits; `run` writes it down, until cancelled."""

    def __init__(self, database: Database, lease: Lease, carrier_id: UUID) -> None:
        self._database = database
        self._lease = lease
        self._carrier_id = carrier_id
        self._said: asyncio.Queue[LinkReport] = asyncio.Queue()

    def say(self, report: LinkReport) -> None:
        self._said.put_nowait(report)

    async def run(self) -> None:
        while True:
            await self.write(await self._said.get())

    async def write(self, report: LinkReport) -> None:
        """At once, if the database is there."""
        assert self._lease.account_id is not None
        with suppress(PsycopgError, Unavailable):
            async with self._database.transaction(self._lease.account_id) as tx:
                # A former owner that says goodbye must not write over what the next one reports.
                if await is_held(tx, self._lease):
                    reason = report.reason[:300] or None
                    await write_carrier_state(tx, self._carrier_id, report.state.value, reason)
