"""Notes which permission let whom do something, at most once an hour for each pair.

The gate calls `note`, which only looks into a dictionary; a task writes what is new every few
seconds. What is lost in a crash is the last of these: the next use is noted again.
"""

import asyncio
import time
from uuid import UUID

import structlog
from psycopg import Error as PsycopgError

from hubbub.access.actor import Actor
from hubbub.access.permission import Permission
from hubbub.access.usage.repository import write_uses
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable

log = structlog.get_logger()

EVERY_SECONDS = 3600.0
WRITE_SECONDS = 3.0
MOST_KEPT = 200_000

Use = tuple[UUID, str]
"""(user, key)"""


class Uses:
    """The uses that this process has seen."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: dict[tuple[UUID, int], float] = {}
        self._due: dict[UUID, set[Use]] = {}

    def note(self, actor: Actor, permission: Permission) -> None:
        """`permission` let this user, or a key of his, do something now."""
        pair = (actor.user_id, permission.bit)
        now = time.monotonic()
        if now - self._noted.get(pair, -EVERY_SECONDS) < EVERY_SECONDS:
            return
        if len(self._noted) >= MOST_KEPT:
            self._noted.clear()
        self._noted[pair] = now
        self._due.setdefault(actor.account_id, set()).add((actor.user_id, permission.key))

    async def run(self) -> None:
        """Write what is new until cancelled, and once more at the end."""
        try:
            while True:
                await asyncio.sleep(WRITE_SECONDS)
                await self.write()
        finally:
            await self.write()

    async def write(self) -> None:
        """Write what was noted since the last time; what cannot be written is kept."""
        due, self._due = self._due, {}
        for account_id, uses in due.items():
            try:
                async with self._database.transaction(account_id) as tx:
                    await write_uses(tx, sorted(uses))
            except (PsycopgError, Unavailable) as error:
                log.warning("usage.waits", error=type(error).__name__)
                self._due.setdefault(account_id, set()).update(uses)
