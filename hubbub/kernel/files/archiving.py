"""Writes a ZIP part by part, as its contents are read, in memory that does not grow."""

import asyncio
import contextlib
import fcntl
import hashlib
import os
import secrets
import zipfile
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import asynccontextmanager
from pathlib import Path

from hubbub.kernel.errors import TooLarge
from hubbub.kernel.files.spooling import Received, refusing_when_full
from hubbub.kernel.files.stores import make_private

BLOCK = 256 * 1024
MOST_PACKED = 4 * 1024**3
"""Bytes of all parts together, before they are packed."""


PREFIX = "archive-"
"""Of the names under which they are written."""


class Archive:
    """A ZIP that is being written under a temporary name."""

    def __init__(self, path: Path, most: int) -> None:
        self.path = path
        self._most = most
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        # Until it is closed or the process ends: by this it is known whether anybody writes it.
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self._size = 0

    async def add(self, name: str, parts: AsyncIterable[bytes]) -> None:
        """One file of it. TooLarge, Unavailable without room."""
        with refusing_when_full(), self._zip.open(name, "w", force_zip64=True) as entry:
            async for part in parts:
                self._size += len(part)
                if self._size > self._most:
                    raise TooLarge("This is more than fits into one file.")
                await asyncio.to_thread(entry.write, part)

    async def finish(self) -> Received:
        """The whole of it, durable."""
        with refusing_when_full():
            return await asyncio.to_thread(self._finish)

    def _finish(self) -> Received:
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        size = self._file.tell()
        self._file.seek(0)
        digest = hashlib.sha256()
        while block := self._file.read(BLOCK):
            digest.update(block)
        return Received(self.path, size, digest.digest())

    def close(self) -> None:
        """Let go of it, finished or not."""
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()
        with contextlib.suppress(OSError):
            self._file.close()


@asynccontextmanager
async def archiving(folder: Path, most: int) -> AsyncGenerator[Archive]:
    """An archive in `folder`, gone again at the end unless it was moved away."""
    make_private(folder.parent)
    make_private(folder)
    archive = Archive(folder / f"{PREFIX}{secrets.token_hex(16)}", most)
    try:
        yield archive
    finally:
        archive.close()
        with contextlib.suppress(OSError):
            archive.path.unlink(missing_ok=True)


def unlink_abandoned(folder: Path) -> None:
    """Take away what nobody writes any more, since its process was killed: it holds what people
    have said, and those may be erased by now."""
    for path in folder.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
