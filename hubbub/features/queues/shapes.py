"""Queues and their members as they are shown."""

from dataclasses import dataclass

from hubbub.features.queues.standing import Access, Kind, Reason
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class ShownQueue:
    id: Id
    name: str
    is_default: bool
    auto_assignment: bool
    members: int
    agents: int
    viewers: int
    version: int


@dataclass(frozen=True, slots=True)
class Queues:
    items: list[ShownQueue]


@dataclass(frozen=True, slots=True)
class Member:
    """`access` is what he can really do here; `hindrance` is why he cannot be an agent, if so."""

    user_id: Id
    name: str
    kind: Kind
    seat: bool
    access: Access
    hindrance: Reason | None
    works_everywhere: bool


@dataclass(frozen=True, slots=True)
class Members:
    """`version` goes back with a change, so that two people cannot undo each other's."""

    items: list[Member]
    version: int


@dataclass(frozen=True, slots=True)
class NamedRole:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class QueueCandidate:
    """Somebody to choose from; with a `hindrance` he can only be a viewer."""

    user_id: Id
    name: str
    username: str
    seat: bool
    roles: list[str]
    hindrance: Reason | None


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """`roles` are those to filter by."""

    items: list[QueueCandidate]
    roles: list[NamedRole]
    next: str | None
