"""One supervised process: started, its lines passed on, restarted with patience, ended in order."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from hubbub.entrypoints.lifeline import PARENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FIRST_DELAY, LONGEST_DELAY = 0.5, 10.0
"""Seconds before a restart: doubled each time, back to the first after a good while."""
GOOD_WHILE = 60.0
LONGEST_LINE = 64 * 1024

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """What a child is: its name, the arguments of `hubbub`, and files that it inherits."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    descriptors: Sequence[int] = ()
    is_once: bool = False
    """Whether it is left alone when it ends by itself."""


class Child:
    """A process of a part, over all its restarts. `say(name, line)` gets its output."""

    def __init__(self, part: Part, say: Callable[[str, str], None]) -> None:
        self._part = part
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._ending = asyncio.Event()

    @property
    def pid(self) -> int | None:
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if self._process is not None and running else None

    async def once(self) -> int:
        """Run to its end; the exit status, negative for a signal."""
        if self._ending.is_set():
            return 0
        self._process = await asyncio.create_subprocess_exec(
            *program(),
            *self._part.arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LONGEST_LINE,
            env={**os.environ, **self._part.environment, PARENT: str(os.getpid())},
            pass_fds=tuple(self._part.descriptors),
            # Ctrl+C reaches the supervisor alone, which ends the parts in order.
            start_new_session=True,
        )
        await self._pass_on(self._process.stdout)
        return await self._process.wait()

    async def keep(self) -> None:
        """Run and restart until it is told to end."""
        delay = FIRST_DELAY
        while not self._ending.is_set():
            started = time.monotonic()
            status = await self.once()
            if self._ending.is_set() or self._part.is_once:
                return
            if time.monotonic() - started > GOOD_WHILE:
                delay = FIRST_DELAY
            _log.error("a part stopped", part=self._part.name, status=status, restart_in=delay)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(delay):
                    await self._ending.wait()
            delay = min(delay * 2, LONGEST_DELAY)

    def end(self) -> None:
        """Ask it to finish what it is doing; no restart follows."""
        if not self._ending.is_set():
            self._ending.set()
            self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._ending.set()
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _pass_on(self, output: asyncio.StreamReader | None) -> None:
        assert output is not None
        while True:
            try:
                line = await output.readuntil()
            except asyncio.IncompleteReadError as rest:
                line = rest.partial
            except asyncio.LimitOverrunError as long:
                line = await output.readexactly(long.consumed)
            if not line:
                return
            self._say(self._part.name, line.decode("utf-8", "replace").rstrip("\n"))


def program() -> tuple[str, ...]:
    """How to call `hubbub` again, whatever way this one was called."""
    return (sys.executable, "-m", "hubbub.entrypoints.cli")
