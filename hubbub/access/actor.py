"""Who asks: a user, an API key or the system, always with the account and what he may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.decision import NOTHING, Effective
from hubbub.access.permission import Permission
from hubbub.access.visibility import Membership, Reach, reach_of
from hubbub.kernel.events import Origin


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as its holder's page names it."""

    id: UUID
    name: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Valid for one access version of the account; decisions with it take no database."""

    kind: str
    account_id: UUID
    account_name: str
    user_id: UUID
    name: str
    username: str
    email: str
    effective: Effective
    reach: Reach
    roles: tuple[HeldRole, ...]
    memberships: tuple[Membership, ...]
    is_seated: bool
    access_version: int
    terms: tuple[str, int] = ("", 0)
    """The account's plan and its seats, so that open pages hear of other ones."""
    key_id: UUID | None = None
    address: str | None = None
    """Where this request came from; of one request, not of the actor that is kept."""

    def may(self, permission: Permission) -> bool:
        """Whether this ability holds now."""
        return self.effective.allows(permission)

    def is_agent_of(self, queue_id: UUID | None) -> bool:
        """Whether he is in this queue as agent, not merely as viewer."""
        return any(m.queue_id == queue_id and m.kind == "agent" for m in self.memberships)

    @property
    def origin(self) -> Origin:
        """Who is written beside the facts that he causes."""
        if self.key_id is not None:
            return Origin("api_key", self.key_id, address=self.address, on_behalf=self.user_id)
        return Origin("user", self.user_id, address=self.address)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """What an actor is made from; one row of one statement."""

    account_id: UUID
    account_name: str
    user_id: UUID
    name: str
    username: str
    email: str
    is_enabled: bool
    is_seated: bool
    roles: Sequence[HeldRole]
    role_bits: Sequence[int]
    memberships: Sequence[Membership]
    access_version: int
    terms: tuple[str, int] = ("", 0)


def make_actor(row: ActorRow, effective: Effective, key_id: UUID | None = None) -> Actor:
    """An actor with this row's memberships; a disabled user can do and see nothing."""
    allowed = effective if row.is_enabled else NOTHING
    return Actor(
        kind="user" if key_id is None else "api_key",
        account_id=row.account_id,
        account_name=row.account_name,
        user_id=row.user_id,
        name=row.name,
        username=row.username,
        email=row.email,
        effective=allowed,
        reach=reach_of(allowed, row.account_id, row.user_id, row.memberships),
        roles=tuple(row.roles),
        memberships=tuple(row.memberships),
        is_seated=row.is_seated,
        access_version=row.access_version,
        terms=row.terms,
        key_id=key_id,
    )
