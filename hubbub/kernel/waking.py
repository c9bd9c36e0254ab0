"""Wakes readers of the log: a NOTIFY outside the writing transaction, many commits in one.

Inside the transaction it would take a lock over the whole cluster at commit, which cost 60 % of
the throughput when it was measured.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import structlog
from psycopg import AsyncConnection, OperationalError

from hubbub.kernel.dialling import dial

log = structlog.get_logger()

CHANNEL = "hubbub_events"
PAUSE = 0.004
RECONNECT = 1.0


class Waker:
    """Tells all processes that there is something to read, at most 250 times a second."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._due = asyncio.Event()

    def wake(self) -> None:
        self._due.set()

    async def run(self) -> None:
        """Send until cancelled; connects again when the database went away."""
        while True:
            with contextlib.suppress(OperationalError):
                async with await AsyncConnection.connect(
                    dial(self._conninfo), autocommit=True
                ) as connection:
                    await self._send(connection)
            # The wake that broke off is not forgotten.
            self._due.set()
            await asyncio.sleep(RECONNECT)

    async def _send(self, connection: AsyncConnection[Any]) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            await connection.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
            await asyncio.sleep(PAUSE)


async def wake_once(conninfo: str) -> None:
    """Wake everybody now, for a process that is about to end."""
    async with await AsyncConnection.connect(dial(conninfo), autocommit=True) as connection:
        await connection.execute("SELECT pg_notify(%s, '')", (CHANNEL,))


async def listen(conninfo: str, heard: Callable[[], None]) -> None:
    """Call `heard` at each wake until cancelled, and once at each new connection."""
    while True:
        try:
            async with await AsyncConnection.connect(dial(conninfo), autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                heard()
                async for _ in connection.notifies():
                    heard()
        except OperationalError as error:
            log.warning("listen.lost", error=type(error).__name__)
        heard()
        await asyncio.sleep(RECONNECT)
