"""Looks after what lies unfinished with a carrier, also while it is off or out of reach."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from psycopg import Error as PsycopgError

from hubbub.channels.sms.incoming import overdue_keys, release
from hubbub.channels.sms.outgoing import give_up_late
from hubbub.channels.sms.outgoing_repository import forget_receipts
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable

log = structlog.get_logger()

EVERY_SECONDS: Final = 60.0
RECEIPTS_KEPT: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Tidying:
    """Of one carrier, by whoever has its lease."""

    database: Database
    account_id: UUID
    carrier_id: UUID

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.once()
            except (PsycopgError, Unavailable) as error:
                log.warning("sms.tidying_waits", error=type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def once(self) -> None:
        """Receipts that no answer came for, texts whose time is over while they wait for a carrier,
        and long ones of customers whose rest never came: what there is of them is shown."""
        async with self.database.transaction(self.account_id) as tx:
            await forget_receipts(tx, self.carrier_id, RECEIPTS_KEPT)
            await give_up_late(tx, self.carrier_id)
            keys = await overdue_keys(tx, self.carrier_id, now())
        for key in keys:
            async with self.database.transaction(self.account_id) as tx:
                await release(tx, self.carrier_id, key)
