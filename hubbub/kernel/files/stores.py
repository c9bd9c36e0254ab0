"""Where bytes lie: in a folder of this machine, addressed by account and id and nothing else."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

import structlog

log = structlog.get_logger()

INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Place:
    """The address of a file's bytes."""

    account_id: UUID
    id: UUID


class ByteStore(Protocol):
    """What a place for bytes can do. All of it may block, and is called in a thread."""

    def put(self, place: Place, path: Path) -> None:
        """Take a complete file over from `path`; it is durable when this returns."""
        ...

    def open(self, place: Place) -> BinaryIO:
        """Read it; FileNotFoundError when there is none."""
        ...

    def discard(self, place: Place) -> None:
        """Take it away, if it is there. Must not raise: what stays is swept later."""
        ...

    def discard_all(self, account_id: UUID) -> int:
        """Take away all that is stored of an account; how many files. Must not raise."""
        ...

    def older_than(self, moment: float) -> Iterator[Place]:
        """Everything stored before a moment (seconds since 1970)."""
        ...


class FolderStore:
    """Files under one folder, `<account>/<id>`, which nobody else may enter."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, place: Place, path: Path) -> None:
        target = self._path(place)
        make_private(self._folder)
        make_private(target.parent)
        path.rename(target)
        _sync(target.parent)
        _sync(self._folder)

    def open(self, place: Place) -> BinaryIO:
        return self._path(place).open("rb")

    def discard(self, place: Place) -> None:
        try:
            self._path(place).unlink(missing_ok=True)
        except OSError as error:
            log.warning("files.not_discarded", file=place.id.hex, error=error.strerror)

    def discard_all(self, account_id: UUID) -> int:
        folder = self._folder / account_id.hex
        count = 0
        try:
            for path in folder.iterdir():
                path.unlink(missing_ok=True)
                count += 1
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError as error:
            log.warning("files.not_discarded", account=account_id.hex, error=error.strerror)
        return count

    def older_than(self, moment: float) -> Iterator[Place]:
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(ValueError, FileNotFoundError):
                place = Place(UUID(hex=path.parent.name), UUID(hex=path.name))
                if path.stat().st_mtime < moment:
                    yield place

    def _path(self, place: Place) -> Path:
        return self._folder / place.account_id.hex / place.id.hex


def make_private(folder: Path) -> None:
    """A folder that only this user can enter, whatever it was before."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
