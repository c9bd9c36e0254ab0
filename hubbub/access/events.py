"""Facts about accounts and their users; each is also written to the audit."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCreated(Event):
    kind: ClassVar[str] = "account.created"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    founder_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCreated(Event):
    kind: ClassVar[str] = "user.created"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    role_ids: list[UUID]
    is_seated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRolesChanged(Event):
    kind: ClassVar[str] = "user.roles_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    before: list[UUID]
    after: list[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserStateChanged(Event):
    kind: ClassVar[str] = "user.state_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatGiven(Event):
    kind: ClassVar[str] = "seat.given"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken(Event):
    kind: ClassVar[str] = "seat.taken"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChanged(Event):
    """A user came into a queue, left it, or changed between agent and viewer there."""

    kind: ClassVar[str] = "membership.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "conversations"
    object_kind: ClassVar[str] = "user"
    queue_id: UUID
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyMade(Event):
    kind: ClassVar[str] = "api_key.made"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_field: ClassVar[str] = "key_id"
    key_id: UUID
    scopes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyChanged(Event):
    """Its name, the addresses it may be used from, or its end."""

    kind: ClassVar[str] = "api_key.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_field: ClassVar[str] = "key_id"
    key_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyRevoked(Event):
    kind: ClassVar[str] = "api_key.revoked"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_field: ClassVar[str] = "key_id"
    key_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    kind: ClassVar[str] = "user.signed_in"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Event):
    kind: ClassVar[str] = "user.signed_out"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditExported(Event):
    """Somebody took a copy of the audit away."""

    kind: ClassVar[str] = "audit.exported"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"
    object_field: ClassVar[str] = "account_id"
    account_id: UUID
    kinds: list[str]
    person_id: UUID | None
