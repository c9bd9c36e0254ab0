"""What the API shows of roles, of who holds them, and of what a change would do."""

from dataclasses import dataclass
from typing import Literal

from hubbub.access.shapes import ShownRole
from hubbub.kernel.ids import Id

AccessLevel = Literal["none", "own_queues", "assigned", "all"]


@dataclass(frozen=True, slots=True)
class ListedRole:
    """`copied_from` is what it was duplicated from, `origin` the default role behind that."""

    id: Id
    name: str
    kind: Literal["default", "custom"]
    description: str
    permissions: list[str]
    holders: int
    needs_seat: bool
    access_level: AccessLevel
    copied_from: ShownRole | None
    origin: ShownRole | None
    version: int


@dataclass(frozen=True, slots=True)
class ListedRoles:
    items: list[ListedRole]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside what it was duplicated from: its keys, and what its holder can do, seated."""

    role: ShownRole
    added: list[str]
    removed: list[str]
    can_more: list[str]
    can_less: list[str]


@dataclass(frozen=True, slots=True)
class OneRole:
    id: Id
    name: str
    kind: Literal["default", "custom"]
    description: str
    permissions: list[str]
    holders: int
    needs_seat: bool
    access_level: AccessLevel
    copied_from: ShownRole | None
    origin: ShownRole | None
    version: int
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class NamedUser:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class NamedUsers:
    items: list[NamedUser]


@dataclass(frozen=True, slots=True)
class RoleUser:
    id: Id
    name: str
    email: str
    state: Literal["enabled", "disabled"]
    seat: bool
    roles: list[ShownRole]


@dataclass(frozen=True, slots=True)
class RoleUserPage:
    items: list[RoleUser]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """The same outcome for `count` users, of whom some are named. Restrictions among the gains
    begin to apply, those among the losses end."""

    gains: list[str]
    losses: list[str]
    becomes_viewer: bool
    count: int
    users: list[NamedUser]


@dataclass(frozen=True, slots=True)
class RoleOrDraft:
    """A role; the id is null while it is not saved."""

    id: Id | None
    name: str


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """Two roles that may not be held together; replacing takes `take_off` off this user."""

    user: NamedUser
    code: Literal["agent_and_supervisor", "reducing_copy"]
    keep: RoleOrDraft
    take_off: RoleOrDraft
    permissions: list[str]
    message: str


@dataclass(frozen=True, slots=True)
class ShownRestored:
    """What `copy` takes away, `by` gives back to `count` users who hold both."""

    copy: RoleOrDraft
    by: RoleOrDraft
    permissions: list[str]
    count: int


@dataclass(frozen=True, slots=True)
class KeyCount:
    key: str
    users: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`touched` users are looked at, `changed` of them can do something else afterwards."""

    touched: int
    changed: int
    disabled: int
    gains: list[KeyCount]
    losses: list[KeyCount]
    effects: list[ShownEffect]
    conflicts: list[ShownConflict]
    needs_seat: int
    needs_seat_users: list[NamedUser]
    restored: list[ShownRestored]
    beyond: list[str]
