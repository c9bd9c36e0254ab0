"""What a change of a role would do, before it is made: exactly who gains what and who loses what.

Thousands of users are decided at once by the one rule, run over columns of users.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from hubbub.access import may
from hubbub.access.authority import Authority
from hubbub.access.catalogue import RESTRICTIONS
from hubbub.access.columns import (
    Columns,
    Users,
    bits_of,
    bitset_of_row,
    effective_columns,
    raw_columns,
    rows,
    united,
    users_at,
)
from hubbub.access.combining import Restored, restored
from hubbub.access.custom_roles.transition import (
    Holder,
    RoleIds,
    Transition,
    UserConflict,
    conflicts_of,
)
from hubbub.access.decision import WORKING
from hubbub.access.delegation import delegable
from hubbub.access.roles import COUNTED, Role
from hubbub.access.seating import needs_seat

NO_ROLES: RoleIds = frozenset()


@dataclass(frozen=True, slots=True)
class Effect:
    """The same outcome for several users, as bitsets of permissions."""

    gains: int
    losses: int
    """A restriction among the gains begins to apply, one among the losses ends."""
    becomes_viewer: bool
    users: Sequence[Holder]


@dataclass(frozen=True, slots=True)
class Forecast:
    """All that a change would do, and what would stand in its way."""

    touched: int
    effects: Sequence[Effect]
    """The largest groups first; whoever is touched and stays as he is, is in none."""
    conflicts: Sequence[UserConflict]
    needs_seat: Sequence[Holder]
    """Who would be given something that does nothing until he has a seat."""
    restored: Sequence[tuple[Restored, int]]
    """Reducing copies that other custom roles of so many users undo."""
    beyond: int
    """Permissions of the role that are not the asker's to give."""
    disabled: int


@dataclass(frozen=True, slots=True)
class _Held:
    """The holders of each role, as sets of users."""

    before: Mapping[UUID, Users]
    after: Mapping[UUID, Users]


def forecast(
    transition: Transition, holders: Sequence[Holder], by: Authority, *, replace: bool
) -> Forecast:
    """`holders` is everybody whom the transition touches. With `replace`, what it does once the
    roles that stand in its way are replaced."""
    held = _held(transition, holders)
    conflicts = conflicts_of(transition, _suspects(transition, held, holders))
    if replace and conflicts:
        transition = transition.with_replacements(conflicts)
        held = _held(transition, holders)
    before, after = _raw(transition, held)
    return Forecast(
        touched=len(holders),
        effects=_effects(before, after, holders),
        conflicts=conflicts,
        needs_seat=_needing_seat(transition, held, holders),
        restored=_restored(transition, held),
        beyond=_beyond(transition, by),
        disabled=sum(not each.is_enabled for each in holders),
    )


def _suspects(transition: Transition, held: _Held, holders: Sequence[Holder]) -> Sequence[Holder]:
    """Who would hold a reducing copy beside a default role, or two default roles."""
    after = transition.roles_after
    reducing = several = counted = 0
    for role_id, users in held.after.items():
        role = after[role_id]
        if role.taken_away:
            reducing |= users
        elif role.default in COUNTED:
            several |= counted & users
            counted |= users
    return [holders[place] for place in bits_of(reducing & counted | several)]


def _raw(transition: Transition, held: _Held) -> tuple[Columns, Columns]:
    """What everybody's roles carry before and after."""
    roles, after = transition.roles, transition.roles_after
    differs = {
        role_id
        for role_id in held.before.keys() | held.after.keys()
        if held.before.get(role_id) != held.after.get(role_id) or role_id == transition.role_id
    }
    same = raw_columns(
        (roles[role_id].keys, users)
        for role_id, users in held.before.items()
        if role_id not in differs
    )
    old = raw_columns((roles[id_].keys, held.before[id_]) for id_ in differs & held.before.keys())
    new = raw_columns((after[id_].keys, held.after[id_]) for id_ in differs & held.after.keys())
    return united(same, old), united(same, new)


def _held(transition: Transition, holders: Sequence[Holder]) -> _Held:
    count = len(holders)
    before = {
        role_id: users_at(places, count)
        for role_id, places in _by_role(each.role_ids for each in holders).items()
    }
    after = dict(before)
    role_id = transition.role_id
    if transition.after is None:
        after.pop(role_id, None)
    else:
        add, remove = _places(holders, transition.add), _places(holders, transition.remove)
        after[role_id] = (before.get(role_id, 0) | add) & ~remove
    if transition.taken_off:
        taken = _by_role(transition.taken_off.get(each.id, NO_ROLES) for each in holders)
        for each, places in taken.items():
            after[each] &= ~users_at(places, count)
    return _Held(before, after)


def _by_role(held: Iterable[RoleIds]) -> dict[UUID, list[int]]:
    """For each role, the places of those who have it."""
    # Many hold the same roles, and a set of them remembers its hash where a UUID does not.
    alike: dict[RoleIds, list[int]] = defaultdict(list)
    for place, role_ids in enumerate(held):
        alike[role_ids].append(place)
    places: dict[UUID, list[int]] = defaultdict(list)
    for role_ids, found in alike.items():
        for role_id in role_ids:
            places[role_id] += found
    return places


def _places(holders: Sequence[Holder], ids: frozenset[UUID]) -> Users:
    if not ids:
        return 0
    return users_at([i for i, each in enumerate(holders) if each.id in ids], len(holders))


def _effects(before: Columns, after: Columns, holders: Sequence[Holder]) -> list[Effect]:
    count = len(holders)
    everybody = (1 << count) - 1
    seated = users_at([i for i, each in enumerate(holders) if each.is_seated], count)
    enabled = users_at([i for i, each in enumerate(holders) if each.is_enabled], count)
    could = effective_columns(before, seated, enabled, everybody)
    can = effective_columns(after, seated, enabled, everybody)
    viewers = set(bits_of(_viewers(can) & ~_viewers(could)))
    gains = rows([new & ~old for old, new in zip(could, can, strict=True)], count)
    losses = rows([old & ~new for old, new in zip(could, can, strict=True)], count)
    groups: dict[tuple[bytes, bytes], list[int]] = defaultdict(list)
    for place, outcome in enumerate(zip(gains, losses, strict=True)):
        groups[outcome].append(place)
    found = [
        Effect(
            bitset_of_row(gain),
            bitset_of_row(loss),
            places[0] in viewers,
            [holders[place] for place in places],
        )
        for (gain, loss), places in groups.items()
    ]
    found = [each for each in found if each.gains or each.losses]
    return sorted(found, key=lambda each: -len(each.users))


def _viewers(columns: Columns) -> Users:
    working = reduce(or_, (columns[bit] for bit in bits_of(WORKING)), 0)
    return columns[may.VIEW.bit] & ~working


def _needing_seat(transition: Transition, held: _Held, holders: Sequence[Holder]) -> list[Holder]:
    if transition.after is None:
        return []
    old, new = (each.get(transition.role_id, 0) for each in (held.before, held.after))
    added = transition.after.keys & ~(transition.before.keys if transition.before else 0)
    users = new & ~old if needs_seat(transition.after.keys) else 0
    users |= new & old if needs_seat(added) else 0
    found = (holders[place] for place in bits_of(users))
    return [each for each in found if each.is_enabled and not each.is_seated]


def _restored(transition: Transition, held: _Held) -> list[tuple[Restored, int]]:
    """Only what this change brings about: with its own role on either side."""
    after = transition.roles_after
    if transition.after is None:
        return []
    mine = held.after.get(transition.role_id, 0)
    found: list[tuple[Restored, int]] = []
    for other_id, users in held.after.items():
        both = (users & mine).bit_count()
        other = after[other_id]
        if other_id == transition.role_id or other.default is not None or not both:
            continue
        found += [(each, both) for each in restored((transition.after, other))]
    return found


def _beyond(transition: Transition, by: Authority) -> int:
    if transition.after is None:
        return 0
    before: Role | None = transition.before
    added = transition.after.keys & ~(before.keys if before else 0) & ~RESTRICTIONS
    return added & ~delegable(by.raw)
