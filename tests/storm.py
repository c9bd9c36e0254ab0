"""A network that delays, dribbles, cuts in the middle of a frame, and leaves ends half open; what
it does follows from its seed."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

VARIABLE = "HUBBUB_SEED"
LONGEST_DELAY = 0.02
LINGERS = 0.3
"""Seconds for which an end is left open that has lost the other one."""
PIECES = (1, 7, 100, 4096)
FATES = ("cut", "near end gone", "far end gone", "half closed")


def seed() -> int:
    """The one that is asked for, or a new one; it is printed, which shows when the test fails."""
    found = int(os.environ.get(VARIABLE) or SystemRandom().randrange(10**6))
    print(f"again with {VARIABLE}={found}")  # noqa: T201
    return found


@dataclass
class Link:
    """One connection; `left` is how many bytes it lives."""

    draw: Random
    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    left: int
    piece: int
    fate: str


@dataclass
class Storm:
    """In front of the port `to`. After `most` connections were broken it lies down."""

    to: int
    seed: int
    lives: tuple[int, int] = (200, 8_000)
    most: int = 40
    port: int = 0
    fates: list[str] = field(default_factory=list[str])
    """What became of the connections, in the order in which they broke."""
    _count: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set["asyncio.StreamWriter"])

    async def join(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        self._count += 1
        draw = Random(f"{self.seed} {self._count}")
        try:
            onward, far = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            near.transport.abort()
            return
        self._open |= {near, far}
        fate = FATES[self._count % len(FATES)]
        link = Link(draw, near, far, draw.randint(*self.lives), draw.choice(PIECES), fate)
        with suppress(OSError):
            await asyncio.gather(self._pass(link, reader, far), self._pass(link, onward, near))
        for writer in (near, far):
            self._open.discard(writer)
            writer.transport.abort()

    async def _pass(
        self, link: Link, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while data := await reader.read(link.piece):
            if link.draw.random() < 0.1:
                await asyncio.sleep(link.draw.random() * LONGEST_DELAY)
            if len(self.fates) < self.most:
                if link.left <= 0:
                    return
                link.left -= len(data)
                if link.left <= 0:
                    writer.write(data[: link.draw.randrange(len(data) + 1)])
                    await self._break(link)
                    return
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _break(self, link: Link) -> None:
        self.fates.append(link.fate)
        if link.fate == "half closed":
            link.near.write_eof()
        elif link.fate != "cut":
            (link.near if link.fate == "near end gone" else link.far).transport.abort()
        if link.fate != "cut":
            await asyncio.sleep(link.draw.random() * LINGERS)
        link.near.transport.abort()
        link.far.transport.abort()

    def end(self) -> None:
        for writer in self._open:
            writer.transport.abort()


@asynccontextmanager
async def storm(to: int, number: int, **values: object) -> AsyncGenerator[Storm]:
    """Listening on a port of its own until the end of the block."""
    made = Storm(to, number, **values)  # pyright: ignore[reportArgumentType]
    server = await asyncio.start_server(made.join, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        made.end()
