"""Writes a tar file part by part, of which nobody knows beforehand how long each will be."""

import contextlib
import fcntl
import hashlib
import os
import re
import secrets
import tarfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.files.spooling import NO_ROOM

BLOCK = 512
LONGEST_NAME = 100
"""Of a part, in bytes: longer ones would need a header of another kind."""
DRAFT = re.compile(r"\..+\.[0-9a-f]{8}\.hubbub-part")
YOUNG = 60.0
"""Seconds for which a draft is left alone, since whoever makes it locks it only then."""


class Part:
    """A member of the archive that is being written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        self._file.write(content)
        self._digest.update(content)
        self.size += len(content)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class Archive:
    """A plain tar file, which every `tar` reads."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    @contextmanager
    def part(self, name: str) -> Generator[Part]:
        """What is written inside becomes the member `name`."""
        start = self._file.tell()
        self._file.write(bytes(BLOCK))
        part = Part(self._file)
        yield part
        self._file.write(bytes(-part.size % BLOCK))
        end = self._file.tell()
        # Only now is it known how long it is, which stands before it.
        self._file.seek(start)
        self._file.write(_header(name, part.size))
        self._file.seek(end)

    def finish(self) -> None:
        self._file.write(bytes(2 * BLOCK))


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    header = info.tobuf(tarfile.GNU_FORMAT)
    assert len(header) == BLOCK
    return header


@contextmanager
def whole_or_nothing(path: Path) -> Generator[BinaryIO]:
    """A new file that has its name only when it is complete and on disk; readable by its owner
    alone. BackupError when there is one already, or no room."""
    refuse_existing(path)
    _unlink_abandoned(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.hubbub-part")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise BackupError(
            f"Nothing can be written into {path.parent}: {error.strerror}. Choose another folder."
        ) from error
    try:
        with os.fdopen(descriptor, "w+b") as file:
            # By this it is known whether anybody writes it, until it is closed or we are killed.
            with contextlib.suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield file
            file.flush()
            os.fsync(descriptor)
        _give_name(draft, path)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise BackupError(
            f"There is no room for the backup in {path.parent}. What was begun is gone again; "
            "make room, or choose another folder."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _unlink_abandoned(folder: Path) -> None:
    """Take away what a backup has left here that was killed: nobody would ever read it, and it is
    as large as one, and as confidential."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if DRAFT.fullmatch(path.name):
                _unlink_unless_written(path)


def _unlink_unless_written(path: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if os.fstat(descriptor).st_mtime < time.time() - YOUNG:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink(missing_ok=True)
        finally:
            os.close(descriptor)


def refuse_existing(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise BackupError(f"{path} is there already, and is not written over. Choose another name.")


def _give_name(draft: Path, path: Path) -> None:
    try:
        # Unlike renaming it never takes the place of what another has put there meanwhile.
        os.link(draft, path)
    except FileExistsError:
        refuse_existing(path)
    except OSError:
        refuse_existing(path)
        draft.rename(path)
    with contextlib.suppress(OSError):
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in it on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
