"""What a file is; its name and type come from outside and are never trusted."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.errors import Problem

MOST_BYTES = 25 * 1024 * 1024
MOST_NAME_BYTES = 200
UNKNOWN_TYPE = "application/octet-stream"
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}")


class FileDamaged(Problem):
    """The bytes are gone or are not those that were stored."""

    status = 500
    code = "file_damaged"
    title = "The file is damaged"

    def __init__(self) -> None:
        super().__init__("The stored file is damaged. It has to be restored from a backup.")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be stored: what it is called, what it claims to be, and the row that owns it."""

    name: str
    media_type: str
    owner_kind: str
    owner_id: UUID


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it stands in its row. Whoever may see the owner may see the file."""

    account_id: UUID
    id: UUID
    name: str
    media_type: str
    size: int
    sha256: bytes
    owner_kind: str
    owner_id: UUID
    created_at: datetime


def clean_name(name: str) -> str:
    """A name to save a file under: the last part of a path, without anything invisible (which
    could show `gpj.exe` as `exe.jpg`), at most 200 bytes with its ending kept."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(
        each for each in last if unicodedata.category(each)[0] not in "CZ" or each == " "
    )
    seen = seen.strip(" .") or "file"
    stem, dot, ending = seen.rpartition(".")
    if not dot or len(ending) > 16:
        stem, dot, ending = seen, "", ""
    room = MOST_NAME_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + ending


def clean_media_type(media_type: str) -> str:
    """`type/subtype` without parameters, or the type that says nothing."""
    found = media_type.partition(";")[0].strip().lower()
    return found if MEDIA_TYPE.fullmatch(found) else UNKNOWN_TYPE
