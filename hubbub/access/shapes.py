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
    username: str
    email: str
    pending_email: str | None
    """The address that waits to be confirmed."""
    language: str | None
    time_zone: str | None
    phone: str | None
    avatar: str | None
    """Names his picture, at `/api/avatars/{avatar}`."""
    state: Literal["enabled", "disabled"]
    has_password: bool
    roles: list[ShownRole]
    seat: bool
    viewer: bool
    last_sign_in_at: datetime | None
    created_at: datetime
    version: int
    details_version: int


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
