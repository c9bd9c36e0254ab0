"""What the API shows of accounts, users, roles, seats and keys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class ShownRole:
    id: Id
    name: str
    kind: Literal["default", "custom"]


@dataclass(frozen=True, slots=True)
class ShownUser:
    id: Id
    name: str
    email: str
    state: Literal["enabled", "disabled"]
    roles: list[ShownRole]
    seat: bool
    viewer: bool
    last_sign_in_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class UserPage:
    items: list[ShownUser]
    next: str | None


@dataclass(frozen=True, slots=True)
class Seats:
    total: int
    used: int
    free: int


@dataclass(frozen=True, slots=True)
class ShownPermission:
    key: str
    title: str
    help: str
    section: str
    kind: str
    built: bool
    feature: str


@dataclass(frozen=True, slots=True)
class PermissionSection:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    sections: list[PermissionSection]
    items: list[ShownPermission]


@dataclass(frozen=True, slots=True)
class ShownKey:
    id: Id
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was just made; `key` is never shown again."""

    id: Id
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    key: str


@dataclass(frozen=True, slots=True)
class Keys:
    items: list[ShownKey]
