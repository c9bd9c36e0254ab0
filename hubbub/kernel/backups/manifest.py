"""What a backup says of itself: what is in it, of which version, and the checksum of each part."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

import msgspec

from hubbub.kernel.backups.errors import BackupError

FORMAT = 1
NAME, SUM = "manifest.json", "manifest.sha256"
MOST_BYTES = 16 * 1024 * 1024


# What is written here is believed later: in a name, a path, a line on a terminal.
Version = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z.+_-]{1,64}\Z")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z_][a-z0-9_]{0,62}\Z")]
Number = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Month = Annotated[str, msgspec.Meta(pattern=r"^2[0-9]{3}-(0[1-9]|1[0-2])\Z")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
KeyId = Annotated[str, msgspec.Meta(pattern=r"^(k[0-9]{4,9}|e[0-9a-f]{8})\Z")]


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of one table, as COPY writes them, packed by gzip."""

    name: str
    columns: list[str]
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Many small parts under one checksum: that of their names, sizes and checksums in order."""

    count: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The last thing that is written, so that a backup without it is not whole."""

    format: int = FORMAT
    hubbub: Version
    step: str
    """The step of the schema."""
    postgres: str
    taken_at: Moment
    accounts: int
    tables: list[TablePart]
    sequences: dict[Name, Number]
    months: list[Month]
    """The months for which the log has a partition, as 2026-11."""
    files: Bundle
    keys: Bundle | None
    key_ids: dict[KeyId, str] = field(default_factory=dict[str, str])
    """Each key that something may be sealed with, and by what it is known again."""

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.tables)


class Tally:
    """Adds up the parts of a bundle."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._count = self._bytes = 0

    def add(self, name: str, size: int, sha256: str) -> None:
        self._digest.update(f"{name}\0{size}\0{sha256}\n".encode())
        self._count += 1
        self._bytes += size

    def bundle(self) -> Bundle:
        return Bundle(self._count, self._bytes, self._digest.hexdigest())


def encode(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def checksum(content: bytes) -> bytes:
    """As `sha256sum` would write it."""
    return f"{hashlib.sha256(content).hexdigest()}  {NAME}\n".encode()


def decode(content: bytes, written: bytes) -> Manifest:
    """BackupError when it is not as it was written, or of a format that is still to come."""
    if checksum(content) != written:
        raise BackupError("The backup's list of contents was changed. Use another backup.")
    try:
        version = msgspec.json.decode(content, type=dict[str, msgspec.Raw]).get("format")
        if version is not None and msgspec.json.decode(version) != FORMAT:
            raise BackupError(
                "The backup was made by a newer Hubbub, which packs them in another way. "
                "Restore it with that version."
            )
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BackupError("The backup's list of contents cannot be read.") from error
