"""What the API shows of the audit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a row speaks of; `name` is null where nobody knows it any more."""

    kind: str
    id: Id
    name: str | None
    exists: bool


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it: a user, an API key for its maker, or the system."""

    kind: Literal["user", "api_key", "system"]
    name: str | None
    exists: bool
    user: Thing | None


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One side of a change: plain values, other things, or a text that was erased."""

    values: list[str | int | bool]
    things: list[Thing]
    erased: bool


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A side is null where the thing did not exist."""

    field: str
    before: ShownValue | None
    after: ShownValue | None


@dataclass(frozen=True, slots=True)
class ShownEntry:
    id: int
    at: datetime
    kind: str
    area: Literal["account", "conversations"]
    by: Doer
    address: str | None
    object: Thing
    about: list[Thing]
    changes: list[ShownDifference]


@dataclass(frozen=True, slots=True)
class AuditPage:
    items: list[ShownEntry]
    next: str | None


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """The last look at the whole chain; `problems` counts what was found wrong."""

    checked_at: datetime
    sealed_until: datetime | None
    problems: int


@dataclass(frozen=True, slots=True)
class AuditAbout:
    """How far the audit is sealed and was checked, and what can be filtered by."""

    sealed_until: datetime | None
    check: ShownCheck | None
    kinds: list[str]
    people: list[Thing]
