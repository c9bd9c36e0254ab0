"""`hubbub run`: database, migrations, server, worker and simulator as one, kept alive together."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from typing import TYPE_CHECKING

import structlog

from hubbub.entrypoints.children import FIRST_DELAY, LONGEST_DELAY, Child, Part
from hubbub.kernel.postgres.errors import EmbeddedPostgresError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from hubbub.kernel.postgres import EmbeddedPostgres

END_LIMIT = 30.0
"""Seconds that the parts have to finish what they are doing."""
LOOK_EVERY = 0.5
NAME_WIDTH = 9

_log = structlog.get_logger(__name__)


class MigrationFailedError(Exception):
    """The schema could not be brought up to date; the child has said why."""


class Supervisor:
    """Runs the parts until SIGINT or SIGTERM; a second signal ends them at once."""

    def __init__(self, parts: Sequence[Part], database: EmbeddedPostgres | None) -> None:
        self._children = [Child(part, say) for part in parts]
        self._database = database
        self._ending = asyncio.Event()
        self._watcher: asyncio.Task[None] | None = None

    async def run(
        self, migration: Mapping[str, str], when_up: Callable[[], Awaitable[None]]
    ) -> None:
        """Migrate (with these variables), keep the parts running, and call `when_up` meanwhile.

        Raises MigrationFailedError before any part is started.
        """
        self._catch_signals()
        await self._migrate(migration)
        if self._ending.is_set():
            return
        tasks = [asyncio.create_task(child.keep()) for child in self._children]
        greeting = asyncio.create_task(_greet(when_up))
        if self._database is not None:
            self._watcher = asyncio.create_task(self._keep_database(self._database))
        await self._ending.wait()
        greeting.cancel()
        await self._end(tasks)
        await asyncio.gather(greeting, return_exceptions=True)

    def end(self) -> None:
        """What a signal does: the first ends in order, the second at once."""
        if self._ending.is_set():
            for child in self._children:
                child.kill()
        self._ending.set()
        for child in self._children:
            child.end()

    def _catch_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.end)

    async def _migrate(self, environment: Mapping[str, str]) -> None:
        child = Child(Part("migrate", ["migrate"], environment), say)
        self._children.append(child)
        status = await child.once()
        self._children.remove(child)
        if status != 0 and not self._ending.is_set():
            raise MigrationFailedError(status)

    async def _end(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        _log.info("stopping")
        _done, late = await asyncio.wait(tasks, timeout=END_LIMIT) if tasks else (set(), set())
        for child in self._children:
            child.kill()
        if late:
            _log.warning("some parts had to be killed", count=len(late))
        await asyncio.gather(*tasks, return_exceptions=True)
        # The database goes last, so the watch over it ends only now.
        if self._watcher is not None:
            self._watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watcher

    async def _keep_database(self, database: EmbeddedPostgres) -> None:
        delay = FIRST_DELAY
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if database.pid is not None:
                continue
            _log.error("the database stopped; starting it again")
            try:
                # Not interrupted half-way: a start that was begun is waited for.
                await asyncio.shield(asyncio.to_thread(database.start))
                delay = FIRST_DELAY
                continue
            except EmbeddedPostgresError as error:
                _log.error("the database does not start", reason=str(error), again_in=delay)
            except Exception:
                # A full disk, say. Whatever it is: nobody else would start it again.
                _log.exception("the database does not start", again_in=delay)
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)


async def _greet(when_up: Callable[[], Awaitable[None]]) -> None:
    try:
        await when_up()
    except Exception:
        _log.exception("the greeting failed")


def say(name: str, line: str) -> None:
    """Pass a child's line on: under its name for people, as it is for a collector of JSON."""
    if line.startswith("{") and not sys.stdout.isatty():
        print(line, flush=True)  # noqa: T201
    else:
        print(f"{name:<{NAME_WIDTH}}| {line}", flush=True)  # noqa: T201
