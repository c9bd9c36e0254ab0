"""Facts about accounts and their users; each is also written to the audit."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from hubbub.kernel.events import Area, Event

AvatarChange = Literal["uploaded", "replaced", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCreated(Event):
    kind: ClassVar[str] = "account.created"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    founder_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRestored(Event):
    """The operator put a backup back; what happened after it was taken is lost."""

    kind: ClassVar[str] = "account.restored"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    taken_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotasChanged(Event):
    """The operator lets the account use more or less."""

    kind: ClassVar[str] = "account.quotas_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanged(Event):
    """The operator gave the account another plan, or another number of seats."""

    kind: ClassVar[str] = "account.plan_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"
    plan: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMade(Event):
    """Somebody asked the operator for another plan or more seats; the subject is the request."""

    kind: ClassVar[str] = "request.made"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"
    object_field: ClassVar[str] = "account_id"
    account_id: UUID
    plan: str
    seats: int


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
class RoleCreated(Event):
    """A custom role was made, with these permission keys; `given` users hold it from now on."""

    kind: ClassVar[str] = "role.created"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    keys: list[str]
    copied_from: UUID | None
    given: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """A role gained or lost permission keys, another name, or holders; of a default role only
    the holders change."""

    kind: ClassVar[str] = "role.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
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
    area: ClassVar[Area] = "account"
    keys: list[str]
    taken: int


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
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInFromNewDevice(Event):
    """In a browser that this user was never seen in."""

    kind: ClassVar[str] = "user.signed_in_from_new_device"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Event):
    kind: ClassVar[str] = "user.signed_out"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserInvited(Event):
    """Somebody was invited, or invited again; the subject is the invite."""

    kind: ClassVar[str] = "user.invited"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    role_ids: list[UUID]
    is_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteRevoked(Event):
    kind: ClassVar[str] = "invite.revoked"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteAccepted(Event):
    kind: ClassVar[str] = "invite.accepted"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAvatarChanged(Event):
    kind: ClassVar[str] = "user.avatar_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    change: AvatarChange


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDetailsChanged(Event):
    """`fields` names what was changed, never to what."""

    kind: ClassVar[str] = "user.details_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    fields: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    """`way` is 'link' for one that came by mail, 'own' for who knew the old one."""

    kind: ClassVar[str] = "user.password_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(Event):
    """Somebody was signed out of `count` places at once."""

    kind: ClassVar[str] = "user.sessions_ended"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    count: int


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
