"""Puts the files of an account into its archive, but for those that the disk does not give back."""

from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from dataclasses import dataclass

from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.files.archiving import Archive
from hubbub.kernel.files.files import Files, OpenFile
from hubbub.kernel.files.models import FileDamaged, StoredFile, clean_name

Step = Callable[[], AbstractAsyncContextManager[Transaction]]


class _Unreadable(Exception):
    """The disk does not give it."""


@dataclass(frozen=True, slots=True)
class TakingFiles:
    files: Files
    step: Step
    """Opens a transaction in which files may be looked for."""

    async def add_all(self, archive: Archive, wanted: list[StoredFile]) -> list[StoredFile]:
        """Those that are damaged, and so left out: for one of them all else would never be had."""
        damaged: list[StoredFile] = []
        for file in wanted:
            try:
                await self._add(archive, file)
            except (FileDamaged, _Unreadable):
                damaged.append(file)
        return damaged

    async def _add(self, archive: Archive, file: StoredFile) -> None:
        # Read twice: what has begun to be written into an archive cannot be taken back.
        looked_at = await self._opened(file)
        if looked_at is None:
            return
        with _as_unreadable():
            async for _ in looked_at.chunks():
                pass
        opened = await self._opened(file)
        if opened is not None:
            await archive.add(f"files/{file.id.hex} {clean_name(file.name)}", opened.chunks())

    async def _opened(self, file: StoredFile) -> OpenFile | None:
        """None once it was taken away."""
        async with self.step() as tx:
            with _as_unreadable(), suppress(NotFound):
                return await self.files.open_file(tx, file.id)
        return None


@contextmanager
def _as_unreadable() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise _Unreadable from error
