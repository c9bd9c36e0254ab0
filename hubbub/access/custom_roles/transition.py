"""A change of one role and of its holders, as a value: who holds what before, and who after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from hubbub.access.combining import Refusal, refusals
from hubbub.access.roles import COUNTED, Role

RoleIds = frozenset[UUID]
Roles = Mapping[UUID, Role]


@dataclass(frozen=True, slots=True)
class Holder:
    """A user whom the change touches, as he is before it."""

    id: UUID
    name: str
    is_enabled: bool
    is_seated: bool
    role_ids: RoleIds


@dataclass(frozen=True, slots=True)
class UserConflict:
    """Two roles that this user would hold together and may not."""

    holder: Holder
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Transition:
    """`before` is None for a new role, `after` for one that is deleted."""

    role_id: UUID
    before: Role | None
    after: Role | None
    roles: Roles
    """All roles of the account as they are before."""
    add: frozenset[UUID] = frozenset()
    remove: frozenset[UUID] = frozenset()
    taken_off: Mapping[UUID, RoleIds] = field(default_factory=dict[UUID, RoleIds])
    """Other roles that are replaced by this one, for each user."""

    @property
    def roles_after(self) -> Roles:
        after = {role_id: role for role_id, role in self.roles.items() if role_id != self.role_id}
        return after if self.after is None else {**after, self.role_id: self.after}

    @property
    def touches_holders(self) -> bool:
        """Whether those who hold the role already can do something else afterwards."""
        return self.before is not None and (
            self.after is None or self.before.keys != self.after.keys
        )

    def ids_after(self, holder: Holder) -> RoleIds:
        """What the user holds afterwards."""
        # Asked of thousands: a set is empty sooner than it does not have somebody.
        taken = self.taken_off.get(holder.id) if self.taken_off else None
        ids = holder.role_ids - taken if taken else holder.role_ids
        if self.after is None or (self.remove and holder.id in self.remove):
            return ids - {self.role_id}
        return ids | {self.role_id} if self.add and holder.id in self.add else ids

    def with_replacements(self, conflicts: Iterable[UserConflict]) -> "Transition":
        """The same, with the role that each conflict names taken off that user."""
        taken: dict[UUID, RoleIds] = dict(self.taken_off)
        for each in conflicts:
            role_id = each.refusal.take_off.id
            if role_id is not None:
                taken[each.holder.id] = taken.get(each.holder.id, frozenset()) | {role_id}
        return Transition(
            self.role_id, self.before, self.after, self.roles, self.add, self.remove, taken
        )


def conflicts_of(transition: Transition, holders: Sequence[Holder]) -> list[UserConflict]:
    """What may not be held together afterwards, for every user, in the order of `holders`."""
    return conflicts_among(transition, [(each, transition.ids_after(each)) for each in holders])


def conflicts_among(
    transition: Transition, moves: Sequence[tuple[Holder, RoleIds]]
) -> list[UserConflict]:
    """The same, where it is known already what each will hold."""
    roles = transition.roles_after
    # No other role can be in a refused combination, so that few combinations are looked at.
    exclusive = frozenset(id_ for id_, role in roles.items() if is_exclusive(role))
    known: dict[RoleIds, list[Refusal]] = {}
    found: list[UserConflict] = []
    for holder, after in moves:
        ids = after & exclusive
        if ids not in known:
            known[ids] = refusals(roles[role_id] for role_id in sorted(ids))
        found += [UserConflict(holder, refusal) for refusal in known[ids]]
    return found


def is_exclusive(role: Role) -> bool:
    """Whether there is any role that may not be held beside this one."""
    return role.default in COUNTED or role.taken_away != 0


def union(roles: Roles, ids: Iterable[UUID]) -> int:
    """The raw permissions of several roles together."""
    bits = 0
    for role_id in ids:
        bits |= roles[role_id].keys
    return bits
