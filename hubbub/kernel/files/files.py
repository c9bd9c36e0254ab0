"""Stores files, reads them back and takes them away, together with their rows."""

import asyncio
import contextlib
import hashlib
import time
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import structlog

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.files.archiving import MOST_PACKED, Archive, archiving, unlink_abandoned
from hubbub.kernel.files.models import (
    MOST_BYTES,
    FileDamaged,
    NewFile,
    StoredFile,
    clean_media_type,
    clean_name,
)
from hubbub.kernel.files.repository import delete_file, find_file, insert_file, strays_among
from hubbub.kernel.files.spooling import Received, refusing_when_full, spooled
from hubbub.kernel.files.stores import INCOMING, ByteStore, FolderStore, Place
from hubbub.kernel.ids import new_id
from hubbub.kernel.quotas import check_stored

log = structlog.get_logger()

CHUNK = 256 * 1024
GRACE = 600.0
"""Seconds for which a file without a row is left alone: its transaction may still run. Not for
long, since it may be what somebody had made of a person who is erased by now."""
SLOWEST = 24 * 3600.0
"""Seconds for which what comes in slowly is left alone."""
SWEPT_AT_ONCE = 500


@dataclass(slots=True)
class OpenFile:
    """A file that is being read; it stays readable when it is removed meanwhile. Read it to its
    end or close it."""

    file: StoredFile
    _handle: BinaryIO

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Its bytes. FileDamaged, before the last of them, when they are not what was stored."""
        digest, held = hashlib.sha256(), b""
        try:
            while block := await asyncio.to_thread(self._handle.read, CHUNK):
                digest.update(block)
                if held:
                    yield held
                held = block
            if digest.digest() != self.file.sha256:
                log.error("files.damaged", file=self.file.id.hex)
                raise FileDamaged
            if held:
                yield held
        finally:
            self.close()

    async def read(self) -> bytes:
        """All of it at once, for what is known to be small."""
        return b"".join([chunk async for chunk in self.chunks()])

    def close(self) -> None:
        self._handle.close()


class Files:
    """The files of an installation. Bytes are durable before the transaction that names them
    commits, and go after the one that deletes their row has."""

    def __init__(self, home: Path, store: ByteStore | None = None) -> None:
        self._incoming = home / "files" / INCOMING
        self._store: ByteStore = store or FolderStore(home / "files")

    def receive(
        self, chunks: AsyncIterable[bytes], most: int = MOST_BYTES
    ) -> AbstractAsyncContextManager[Received]:
        """Take in what comes slowly, outside a transaction. TooLarge above `most` bytes."""
        return spooled(self._incoming, chunks, most)

    def archive(self, most: int = MOST_PACKED) -> AbstractAsyncContextManager[Archive]:
        """A ZIP to put parts into, for `keep`; `most` bytes before they are packed."""
        return archiving(self._incoming, most)

    async def keep(self, tx: Transaction, new: NewFile, received: Received) -> StoredFile:
        """Make what was received a file. Conflict when the account has no room for it."""
        await check_stored(tx, received.size)
        file = await insert_file(
            tx,
            {
                "id": new_id(), "name": clean_name(new.name),
                "media_type": clean_media_type(new.media_type), "size": received.size,
                "sha256": received.sha256, "owner_kind": new.owner_kind, "owner_id": new.owner_id,
            },
        )  # fmt: skip
        place = Place(tx.account, file.id)
        tx.after_rollback.append(partial(self._store.discard, place))
        with refusing_when_full():
            await asyncio.to_thread(self._store.put, place, received.path)
        return file

    async def store(
        self, tx: Transaction, new: NewFile, chunks: AsyncIterable[bytes], most: int = MOST_BYTES
    ) -> StoredFile:
        """Make bytes that are at hand a file. A transaction must not wait for a network: use
        `receive` and `keep` for what a client sends."""
        async with self.receive(chunks, most) as received:
            return await self.keep(tx, new, received)

    async def open_file(self, tx: Transaction, file_id: UUID) -> OpenFile:
        """A file to read, also after the transaction. Ask first whether its owner may be seen."""
        file = await find_file(tx, file_id)
        if file is None:
            raise NotFound("There is no such file.")
        try:
            handle = await asyncio.to_thread(self._store.open, Place(tx.account, file_id))
        except FileNotFoundError:
            log.exception("files.missing", file=file_id.hex)
            raise FileDamaged from None
        return OpenFile(file, handle)

    async def remove(self, tx: Transaction, file_id: UUID) -> bool:
        """Delete the row now and the bytes after the commit; False when there was none."""
        if not await delete_file(tx, file_id):
            return False
        tx.after_commit.append(partial(self._store.discard, Place(tx.account, file_id)))
        return True

    async def forget_account(self, account_id: UUID) -> int:
        """Take away the bytes of an account that is being deleted; how many files. Its rows go
        by themselves."""
        return await asyncio.to_thread(self._store.discard_all, account_id)

    async def sweep(self, database: Database) -> int:
        """Take away what a crash left between the bytes and the row; how many files."""
        moment = time.time() - GRACE
        await asyncio.to_thread(_unlink_old, self._incoming, time.time() - SLOWEST)
        await asyncio.to_thread(unlink_abandoned, self._incoming)
        found = await asyncio.to_thread(lambda: list(self._store.older_than(moment)))
        count = 0
        for start in range(0, len(found), SWEPT_AT_ONCE):
            async with database.engine() as tx:
                strays = await strays_among(tx, found[start : start + SWEPT_AT_ONCE])
            for place in strays:
                await asyncio.to_thread(self._store.discard, place)
            count += len(strays)
        if count:
            log.warning("files.swept", count=count)
        return count


async def in_chunks(content: bytes) -> AsyncIterator[bytes]:
    """What `store` takes, from bytes in memory."""
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]


def _unlink_old(folder: Path, moment: float) -> None:
    for path in folder.glob("*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < moment:
                path.unlink()
