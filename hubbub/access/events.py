"""Facts about accounts and their users; each is also written to the audit."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCreated(Event):
    kind: ClassVar[str] = "account.created"
    is_audited: ClassVar[bool] = True
    founder_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCreated(Event):
    kind: ClassVar[str] = "user.created"
    is_audited: ClassVar[bool] = True
    role_ids: list[UUID]
    is_seated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRolesChanged(Event):
    kind: ClassVar[str] = "user.roles_changed"
    is_audited: ClassVar[bool] = True
    before: list[UUID]
    after: list[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserStateChanged(Event):
    kind: ClassVar[str] = "user.state_changed"
    is_audited: ClassVar[bool] = True
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatGiven(Event):
    kind: ClassVar[str] = "seat.given"
    is_audited: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken(Event):
    kind: ClassVar[str] = "seat.taken"
    is_audited: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChanged(Event):
    """A user came into a queue, left it, or changed between agent and viewer there."""

    kind: ClassVar[str] = "membership.changed"
    is_audited: ClassVar[bool] = True
    queue_id: UUID
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyMade(Event):
    kind: ClassVar[str] = "api_key.made"
    is_audited: ClassVar[bool] = True
    key_id: UUID
    scopes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyRevoked(Event):
    kind: ClassVar[str] = "api_key.revoked"
    is_audited: ClassVar[bool] = True
    key_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    kind: ClassVar[str] = "user.signed_in"
    is_audited: ClassVar[bool] = True
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInFromNewDevice(Event):
    """In a browser that this user was never seen in."""

    kind: ClassVar[str] = "user.signed_in_from_new_device"
    is_audited: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Event):
    kind: ClassVar[str] = "user.signed_out"
    is_audited: ClassVar[bool] = True
