"""What the API shows of a company's directory."""

from dataclasses import dataclass
from datetime import datetime

from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class DirectoryKey:
    """An API key by which a directory could come; the name is gone once it was revoked."""

    id: Id
    name: str | None


@dataclass(frozen=True, slots=True)
class ShownRequest:
    at: datetime
    key: DirectoryKey | None
    request: str
    status: int


@dataclass(frozen=True, slots=True)
class ShownFailure:
    """Something that the directory wanted and that was refused, with the sentence it got."""

    id: Id
    at: datetime
    key: DirectoryKey | None
    request: str
    who: str | None
    status: int
    detail: str


@dataclass(frozen=True, slots=True)
class ShownDirectory:
    """`last_request` is None as long as no directory has come."""

    address: str
    users: int
    groups: int
    last_request: ShownRequest | None
    failures: list[ShownFailure]
