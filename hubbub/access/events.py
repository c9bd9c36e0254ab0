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
class RoleCreated(Event):
    """A custom role was made, with these permission keys; `given` users hold it from now on."""

    kind: ClassVar[str] = "role.created"
    is_audited: ClassVar[bool] = True
    keys: list[str]
    copied_from: UUID | None
    given: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """A role gained or lost permission keys, another name, or holders; of a default role only
    the holders change."""

    kind: ClassVar[str] = "role.changed"
    is_audited: ClassVar[bool] = True
    added: list[str]
    removed: list[str]
    is_renamed: bool
    given: int
    taken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDeleted(Event):
    """A custom role with these permission keys is gone, also from the `taken` who held it."""

    kind: ClassVar[str] = "role.deleted"
    is_audited: ClassVar[bool] = True
    keys: list[str]
    taken: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Event):
    kind: ClassVar[str] = "user.signed_out"
    is_audited: ClassVar[bool] = True
