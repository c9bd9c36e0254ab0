"""A wire between us and a carrier that is slow, cuts, and lets anything be written into it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

Writers = tuple[asyncio.StreamWriter, asyncio.StreamWriter]


@dataclass
class Wire:
    """Passes on what it gets; `piece` is how many bytes at a time."""

    to: int
    piece: int = 65_536
    port: int = 0
    ends: list[Writers] = field(default_factory=list[Writers])
    """(to us, to the carrier) of each connection, the newest last."""

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            onward = await asyncio.open_connection("127.0.0.1", self.to)
            self.ends.append((writer, onward[1]))
            await asyncio.gather(self._pass(reader, onward[1]), self._pass(onward[0], writer))
        writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(self.piece):
                writer.write(data)
                await writer.drain()
                # Let the other side read before the next piece comes.
                await asyncio.sleep(0)
        writer.close()

    def cut(self) -> None:
        """Both directions, without a goodbye."""
        for writer in self.ends[-1]:
            writer.transport.abort()

    def inject(self, data: bytes) -> None:
        """Bytes that we get as if the carrier had sent them."""
        self.ends[-1][0].write(data)


@asynccontextmanager
async def wire(to: int, piece: int = 65_536) -> AsyncGenerator[Wire]:
    """In front of the carrier at this port."""
    made = Wire(to, piece)
    server = await asyncio.start_server(made.join, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for ends in made.ends:
            for writer in ends:
                writer.transport.abort()
