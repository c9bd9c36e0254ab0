"""What a change of a role would do, before it is made: exactly who gains what and who loses what.

Thousands of users are decided at once by the one rule, run over columns of users.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from hubbub.access import may
from hubbub.access.authority import Authority
from hubbub.access.catalogue import RESTRICTIONS
from hubbub.access.columns import (
    WIDTH,
    Columns,
    Users,
    bits_of,
    effective_columns,
    raw_columns,
    users_at,
)
from hubbub.access.combining import Restored, restored
from hubbub.access.custom_roles.transition import (
    Holder,
    Transition,
    UserConflict,
    conflicts_of,
)
from hubbub.access.decision import WORKING, WORKS_WITHOUT_SEAT
from hubbub.access.delegation import delegable
from hubbub.access.roles import COUNTED, Role


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
    conflicts = _conflicts(transition, holders)
    if replace:
        transition = transition.with_replacements(conflicts)
    held = _held(transition, holders)
    raw_before = raw_columns(
        (transition.roles[role_id].keys, users) for role_id, users in held.before.items()
    )
    after = transition.roles_after
    raw_after = raw_columns((after[role_id].keys, users) for role_id, users in held.after.items())
    return Forecast(
        touched=len(holders),
        effects=_effects(raw_before, raw_after, holders),
        conflicts=conflicts,
        needs_seat=_needing_seat(raw_before, raw_after, holders),
        restored=_restored(transition, held),
        beyond=_beyond(transition, by),
        disabled=sum(not each.is_enabled for each in holders),
    )


def _conflicts(transition: Transition, holders: Sequence[Holder]) -> list[UserConflict]:
    """Judged only for those who would hold two roles of which conflicts are made at all."""
    held = _held(transition, holders)
    after = transition.roles_after
    reducing = _union(held.after, (id_ for id_, role in after.items() if role.taken_away))
    counted = [held.after.get(id_, 0) for id_, role in after.items() if role.default in COUNTED]
    several = 0
    any_default = 0
    for users in counted:
        several |= any_default & users
        any_default |= users
    suspects = [holders[place] for place in bits_of(reducing & any_default | several)]
    return conflicts_of(transition, suspects)


def _union(held: Mapping[UUID, Users], ids: Iterable[UUID]) -> Users:
    return reduce(or_, (held.get(id_, 0) for id_ in ids), 0)


def _held(transition: Transition, holders: Sequence[Holder]) -> _Held:
    places: dict[UUID, list[int]] = {}
    for place, holder in enumerate(holders):
        for role_id in holder.role_ids:
            places.setdefault(role_id, []).append(place)
    count = len(holders)
    before = {role_id: users_at(found, count) for role_id, found in places.items()}
    after = dict(before)
    role_id = transition.role_id
    if transition.after is None:
        after.pop(role_id, None)
    else:
        add = _places(holders, transition.add)
        remove = _places(holders, transition.remove)
        after[role_id] = (before.get(role_id, 0) | add) & ~remove
    taken: dict[UUID, list[int]] = {}
    if transition.taken_off:
        for place, holder in enumerate(holders):
            for each in transition.taken_off.get(holder.id, ()):
                taken.setdefault(each, []).append(place)
    for each, found in taken.items():
        after[each] &= ~users_at(found, count)
    return _Held(before, after)


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
    viewers = _viewers(can) & ~_viewers(could)
    groups: dict[tuple[int, int], Users] = {(0, 0): everybody}
    for bit in range(WIDTH):
        gain, loss = can[bit] & ~could[bit], could[bit] & ~can[bit]
        if gain | loss:
            groups = _split(groups, 1 << bit, gain, loss)
    groups.pop((0, 0), None)
    found = [
        Effect(gains, losses, users & viewers != 0, [holders[place] for place in bits_of(users)])
        for (gains, losses), users in groups.items()
    ]
    return sorted(found, key=lambda each: -len(each.users))


def _split(
    groups: Mapping[tuple[int, int], Users], mask: int, gain: Users, loss: Users
) -> dict[tuple[int, int], Users]:
    found: dict[tuple[int, int], Users] = {}
    for (gains, losses), users in groups.items():
        parts = {
            (gains | mask, losses): users & gain,
            (gains, losses | mask): users & loss,
            (gains, losses): users & ~(gain | loss),
        }
        found.update({key: part for key, part in parts.items() if part})
    return found


def _viewers(columns: Columns) -> Users:
    working = reduce(or_, (columns[bit] for bit in bits_of(WORKING)), 0)
    return columns[may.VIEW.bit] & ~working


def _needing_seat(before: Columns, after: Columns, holders: Sequence[Holder]) -> list[Holder]:
    needing = ~(WORKS_WITHOUT_SEAT | RESTRICTIONS)
    users = reduce(
        or_, (after[bit] & ~before[bit] for bit in range(WIDTH) if needing >> bit & 1), 0
    )
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
