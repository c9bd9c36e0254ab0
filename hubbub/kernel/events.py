"""Facts: what happened, written once in the transaction that made it so, and read by everybody."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Literal, TypeVar
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from hubbub.kernel.audit.changes import NONE, Changes
from hubbub.kernel.audit.writing import Entry, write_audits
from hubbub.kernel.database import Transaction

Area = Literal["account", "conversations"]
"""Who reads a fact in the audit: of the account itself, or of the settings of Conversations."""
AREAS: tuple[Area, ...] = ("account", "conversations")

_KINDS: dict[str, type["Event"]] = {}


@dataclass(frozen=True, slots=True)
class Origin:
    """Who caused a fact, and which fact caused it. `depth` counts facts caused by facts."""

    kind: str
    id: UUID | None = None
    cause: int | None = None
    depth: int = 0
    address: str | None = None
    """Where the request came from; written to the audit only."""
    on_behalf: UUID | None = None
    """The user for whom a key acts."""

    @property
    def person(self) -> UUID | None:
        """The user who answers for it."""
        return self.id if self.kind == "user" else self.on_behalf


SYSTEM = Origin("system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One kind of fact. Fields hold ids, numbers and enumerated values: never text, names,
    phone numbers or addresses, so that erasing a person never touches this table."""

    kind: ClassVar[str] = ""
    is_audited: ClassVar[bool] = False
    area: ClassVar[Area] = "account"
    """Every audited fact says its own; a forgotten one is for the fewer eyes."""
    object_kind: ClassVar[str] = ""
    """What the audit says that it is about; the first word of `kind` when left out."""
    object_field: ClassVar[str] = ""
    """The field with its id, where that is not the subject's."""

    def __init_subclass__(cls) -> None:
        super(Event, cls).__init_subclass__()
        if cls.kind:
            known = _KINDS.setdefault(cls.kind, cls)
            # A dataclass with slots is built twice under one name; two names are a mistake.
            if known.__qualname__ != cls.__qualname__:
                raise TypeError(f"two events are called {cls.kind}")
            _KINDS[cls.kind] = cls

    def data(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return msgspec.to_builtins(self)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a fact is about: the row, its version after the fact, and the larger thing it is in."""

    id: UUID
    version: int
    within: UUID | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact as it stands in the table."""

    account_id: UUID
    seq: int
    xid: int
    at: datetime
    kind: str
    subject_id: UUID
    version: int
    within_id: UUID | None
    actor_kind: str
    actor_id: UUID | None
    depth: int
    data: dict[str, Any]

    def origin(self, kind: str = "system") -> Origin:
        """The origin of what follows from this fact."""
        return Origin(kind, None, cause=self.seq, depth=self.depth + 1)


E = TypeVar("E", bound=Event)
Hook = Callable[[Transaction, Any, Subject, Origin], Awaitable[None]]
_HOOKS: dict[str, list[Hook]] = {}


def kinds() -> dict[str, type[Event]]:
    """Every declared kind of fact, by name."""
    return dict(_KINDS)


def hooks() -> dict[str, list[Hook]]:
    """What runs in the same transaction as which fact; the generated list in the docs."""
    return {kind: list(found) for kind, found in _HOOKS.items()}


def on(event: type[E], hook: Callable[[Transaction, E, Subject, Origin], Awaitable[None]]) -> None:
    """Run `hook` in the transaction of each such fact: its own tables only, and no I/O."""
    found = _HOOKS.setdefault(event.kind, [])
    if hook not in found:
        found.append(hook)


MOST_DEPTH = 10

INSERT = """
INSERT INTO events (account_id, kind, subject_id, version, within_id,
                    actor_kind, actor_id, cause, depth, data)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
RETURNING seq
"""


async def record(
    tx: Transaction, event: Event, subject: Subject, by: Origin, changes: Changes = NONE
) -> int:
    """Write a fact beside the change that it tells of; its number in the log.

    `subject.version` is the row's version after the change, taken under the row's lock, so that
    the versions of one subject have no gap. `changes` are the audited fields before and after;
    they go to the audit alone.
    """
    if by.depth > MOST_DEPTH:
        raise RuntimeError(f"{event.kind} was caused by {by.depth} facts in a row: a loop")
    data = event.data()
    seq = await tx.value(
        INSERT,
        (
            tx.account, event.kind, subject.id, subject.version, subject.within,
            by.kind, by.id, by.cause, by.depth, Jsonb(data),
        ),
    )  # fmt: skip
    if event.is_audited:
        entry = entry_of(event, subject, by, seq, data)
        await write_audits(tx, [(entry, changes, by.address)])
    tx.has_events = True
    following = replace(by, cause=seq, depth=by.depth + 1)
    for hook in _HOOKS.get(event.kind, ()):
        await hook(tx, event, subject, following)
    return seq


def entry_of(event: Event, subject: Subject, by: Origin, seq: int, data: dict[str, Any]) -> Entry:
    """The row of the audit for a fact."""
    return Entry(
        event_seq=seq,
        kind=event.kind,
        area=event.area,
        object_kind=object_kind_of(type(event)),
        object_id=getattr(event, event.object_field) if event.object_field else subject.id,
        subject_id=subject.id,
        actor_kind=by.kind,
        actor_id=by.id,
        person_id=by.person,
        data=data,
    )


def object_kind_of(event: type[Event]) -> str:
    """The word for what the audit names."""
    return event.object_kind or event.kind.partition(".")[0]
