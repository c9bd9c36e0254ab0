"""Takes bytes in as they come, before it is known whether all of them will."""

import asyncio
import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import AsyncGenerator, AsyncIterable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from hubbub.kernel.errors import TooLarge, Unavailable
from hubbub.kernel.files.stores import make_private

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes that are complete and durable, under a temporary name."""

    path: Path
    size: int
    sha256: bytes


@asynccontextmanager
async def spooled(
    folder: Path, chunks: AsyncIterable[bytes], most: int
) -> AsyncGenerator[Received]:
    """The bytes in a file of `folder`, gone again at the end unless it was moved away."""
    path = folder / secrets.token_hex(16)
    try:
        with refusing_when_full():
            await asyncio.to_thread(_make_ready, folder)
            received = await _write(path, chunks, most)
        yield received
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _make_ready(folder: Path) -> None:
    make_private(folder.parent)
    make_private(folder)


async def _write(path: Path, chunks: AsyncIterable[bytes], most: int) -> Received:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLarge(f"A file may have at most {most:,} bytes. Send a smaller one.")
            digest.update(chunk)
            await asyncio.to_thread(file.write, chunk)
        await asyncio.to_thread(file.flush)
        await asyncio.to_thread(os.fsync, file.fileno())
    return Received(path, size, digest.digest())


@contextmanager
def refusing_when_full() -> Generator[None]:
    """A disk without room is told as that, and not as a mistake of ours."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise Unavailable(
            "The server's disk is full, so nothing was kept. Try again when there is room.",
            code="disk_full",
        ) from error
