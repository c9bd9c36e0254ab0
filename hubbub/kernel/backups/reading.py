"""Reads a backup, which may be damaged, and proves it whole before anything is done with it."""

import hashlib
import re
import tarfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from hubbub.kernel.backups import manifest as about
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.manifest import Manifest, Tally

CHUNK = 256 * 1024
TABLE = re.compile(r"database/([a-z_][a-z0-9_]{0,62})\.copy\.gz")
FILE = re.compile(r"files/[0-9a-f]{32}/[0-9a-f]{32}")
KEY = re.compile(r"keys(/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}){1,4}")
NOT_WHOLE = "The backup is not whole: its end is missing. Use another one."
NOT_ONE = "This is no backup of Hubbub."

SENSELESS = (tarfile.TarError, EOFError, ValueError, OverflowError, RecursionError)
"""In what a forged header ends, since what it says is used before anybody looks at it."""

Tell = Callable[[str], None]


@dataclass(slots=True)
class _Seen:
    """What a look at every part has found."""

    tables: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    files: Tally = field(default_factory=Tally)
    keys: Tally = field(default_factory=Tally)
    texts: dict[str, bytes] = field(default_factory=dict[str, bytes])


@contextmanager
def opened(path: Path) -> Generator[tarfile.TarFile]:
    """BackupError when it cannot be read, also while it is."""
    try:
        archive = tarfile.open(path, "r:")  # noqa: SIM115 - closed below, errors told apart
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {path}.") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}.") from error
    except SENSELESS as error:
        raise BackupError(NOT_ONE) from error
    with archive:
        try:
            yield archive
        except tarfile.TarError as error:
            raise BackupError(NOT_WHOLE) from error


def members(archive: tarfile.TarFile) -> Generator[tarfile.TarInfo]:
    """One after the other; BackupError where a header makes no sense."""
    try:
        yield from archive
    except SENSELESS as error:
        raise BackupError(NOT_WHOLE) from error


def look_over(path: Path, tell: Tell) -> Manifest:
    """Read all of it and compare it with its list of contents; BackupError says what differs."""
    seen = _Seen()
    with opened(path) as archive:
        for member in members(archive):
            if about.SUM in seen.texts:
                raise BackupError(f"The backup holds something after its end: {member.name!r}.")
            tell(f"Checking {member.name.partition('/')[0]}")
            _look_at(archive, member, seen)
    if about.SUM not in seen.texts or about.NAME not in seen.texts:
        raise BackupError(NOT_WHOLE if seen.tables else NOT_ONE)
    found = about.decode(seen.texts[about.NAME], seen.texts[about.SUM])
    _compare(found, seen)
    return found


def content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    found = archive.extractfile(member)
    assert found is not None
    return found


def _look_at(archive: tarfile.TarFile, member: tarfile.TarInfo, seen: _Seen) -> None:
    name = member.name
    # What is stored with holes may claim to be of any size at all.
    if not member.isreg() or member.issparse() or member.size < 0:
        raise BackupError(f"The backup holds something that is no file: {name!r}.")
    if name in (about.NAME, about.SUM):
        if member.size > about.MOST_BYTES:
            raise BackupError("The backup's list of contents is too long to be one.")
        seen.texts[name] = content(archive, member).read()
    elif table := TABLE.fullmatch(name):
        if table[1] in seen.tables:
            raise BackupError(f"The backup holds {name} twice.")
        seen.tables[table[1]] = (member.size, _digest(archive, member))
    elif FILE.fullmatch(name):
        seen.files.add(name, member.size, _digest(archive, member))
    elif KEY.fullmatch(name):
        seen.keys.add(name, member.size, _digest(archive, member))
    else:
        raise BackupError(NOT_ONE)


def _digest(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    digest, source, left = hashlib.sha256(), content(archive, member), member.size
    while block := source.read(CHUNK):
        digest.update(block)
        left -= len(block)
    if left:
        raise BackupError(NOT_WHOLE)
    return digest.hexdigest()


def _compare(found: Manifest, seen: _Seen) -> None:
    wanted: Mapping[str, tuple[int, str]] = {
        each.name: (each.bytes, each.sha256) for each in found.tables
    }
    for name in sorted({*wanted, *seen.tables}):
        if wanted.get(name) != seen.tables.get(name):
            raise BackupError(_changed(f"the table {name}"))
    if seen.files.bundle() != found.files:
        raise BackupError(_changed("the files"))
    if seen.keys.bundle() != (found.keys or Tally().bundle()):
        raise BackupError(_changed("the keys"))


def _changed(what: str) -> str:
    return f"The backup was changed or damaged, in {what}. Use another one."
