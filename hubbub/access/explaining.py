"""Why somebody can or cannot do something, and the smallest change that would let him.

The reasons come from running the decision itself with a trace; the suggested change is found by
trying changes on the decision itself. So neither can disagree with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import combinations

from hubbub.access import may
from hubbub.access.catalogue import BASE, PERMISSIONS, RESTRICTIONS
from hubbub.access.decision import (
    ANALYTICS_FILTERS,
    IntBitsets,
    Step,
    effective,
    effective_bits,
    implied_by,
)
from hubbub.access.permission import Kind, Permission
from hubbub.access.roles import Role


class Because(StrEnum):
    """Why a permission holds or does not."""

    GIVEN = "given"
    IMPLIED = "implied"
    ABSENT = "absent"
    DISABLED = "disabled"
    NO_SEAT = "no_seat"
    NO_BASE = "no_base"
    NO_ANALYTICS = "no_analytics"
    RESTRICTED = "restricted"


_BECAUSE = {
    Step.ENABLED: Because.DISABLED,
    Step.SEAT: Because.NO_SEAT,
    Step.BASE: Because.NO_BASE,
    Step.DASHBOARD: Because.NO_ANALYTICS,
    Step.START: Because.RESTRICTED,
}


class Act(StrEnum):
    """What an administrator can do about it."""

    ENABLE = "enable"
    GIVE_SEAT = "give_seat"
    GIVE = "give"
    LIFT = "lift"


@dataclass(frozen=True, slots=True)
class Change:
    """One step: give the permission, lift the restriction, give a seat, or enable the user."""

    act: Act
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Somebody as the decision sees him: the union of his roles' keys, seat, and not disabled."""

    raw: int
    seated: bool = True
    enabled: bool = True

    def holds(self, permission: Permission) -> bool:
        """Whether it is effective; for a restriction, whether it applies."""
        result = effective_bits((self.raw,), self.seated, self.enabled)
        return (result.grants | result.limits) & permission.mask != 0

    def after(self, changes: Iterable[Change]) -> "State":
        raw, seated, enabled = self.raw, self.seated, self.enabled
        for change in changes:
            bit = change.permission.mask if change.permission else 0
            raw = raw & ~bit if change.act is Act.LIFT else raw | bit
            seated = seated or change.act is Act.GIVE_SEAT
            enabled = enabled or change.act is Act.ENABLE
        return State(raw, seated, enabled)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the decision says of one permission, why, and what would change it."""

    permission: Permission
    effective: bool
    because: Because
    through: Permission | None
    """The permission that includes this one, or the restriction that takes it away."""
    needs: tuple[Change, ...]
    """The smallest change that makes it effective; empty when it is."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict with the roles behind it."""

    verdict: Verdict
    given_by: tuple[Role, ...]
    """The roles that carry the permission, or the one that includes it."""
    restricted_by: tuple[Role, ...]
    """The roles that carry the restriction that takes it away."""


class _Trace(IntBitsets):
    """Decides on ints and notes which step took which permissions."""

    def __init__(self) -> None:
        self.taken: dict[Step, int] = {}

    def drop(self, bits: int, keys: int, unless: bool, step: Step) -> int:
        left = super().drop(bits, keys, unless, step)
        self.taken[step] = bits & ~left
        return left


def explain(roles: Sequence[Role], seated: bool, enabled: bool) -> Iterator[Explanation]:
    """Why somebody with these roles has each permission or not, in the order of the catalogue."""
    return (explain_one(roles, seated, enabled, each) for each in PERMISSIONS)


def explain_one(
    roles: Sequence[Role], seated: bool, enabled: bool, permission: Permission
) -> Explanation:
    """The same for one permission."""
    raw = 0
    for role in roles:
        raw |= role.keys
    return _with_roles(verdict(State(raw, seated, enabled), permission), roles)


def verdict(state: State, permission: Permission) -> Verdict:
    """What the decision says of this permission for somebody in this state."""
    relevant = state.raw & _deciding(permission)
    return _verdict(State(relevant, state.seated, state.enabled), permission)


@cache
def _deciding(permission: Permission) -> int:
    """The keys that can change whether this permission holds; few, so that verdicts are cached."""
    keys = permission.mask
    if permission.kind in (Kind.BASE, Kind.DEPENDENT):
        keys |= BASE
    if permission.mask & ANALYTICS_FILTERS:
        keys |= may.SEE_ANALYTICS.mask
    if permission is may.START:
        keys |= may.START_DISABLED.mask
    return keys


@cache
def _verdict(state: State, permission: Permission) -> Verdict:
    source = _source(state.raw, permission)
    through = source if source is not permission else None
    if state.holds(permission):
        because = Because.IMPLIED if through else Because.GIVEN
        return Verdict(permission, True, because, through, ())
    because = Because.ABSENT
    if source is not None:
        because = _taken_at(state, source)
    if because is Because.RESTRICTED:
        through = may.START_DISABLED
    return Verdict(permission, False, because, through, _smallest_change(state, permission))


def _source(raw: int, permission: Permission) -> Permission | None:
    """What in these keys carries the permission: itself, or one that includes it."""
    if raw & permission.mask:
        return permission
    if implied_by(raw & ~RESTRICTIONS) & permission.mask:
        return may.MANAGE if raw & may.MANAGE.mask else may.MANAGE_ALL
    return None


def _taken_at(state: State, source: Permission) -> Because:
    trace = _Trace()
    effective(trace, state.raw, state.seated, state.enabled)
    return next(because for step, because in _BECAUSE.items() if trace.taken[step] & source.mask)


def _smallest_change(state: State, permission: Permission) -> tuple[Change, ...]:
    possible = list(_possible_changes(state, permission))
    return next(
        changes
        for size in range(1, len(possible) + 1)
        for changes in combinations(possible, size)
        if state.after(changes).holds(permission)
    )


def _possible_changes(state: State, permission: Permission) -> Iterator[Change]:
    """The steps that could help, dearest last: a seat costs more than a permission to view."""
    if not state.enabled:
        yield Change(Act.ENABLE)
    for each in (permission, may.VIEW, may.SEE_ANALYTICS):
        if not state.raw & each.mask and (each is permission or _deciding(permission) & each.mask):
            yield Change(Act.GIVE, each)
    if not state.seated:
        yield Change(Act.GIVE_SEAT)
    if permission is may.START and state.raw & may.START_DISABLED.mask:
        yield Change(Act.LIFT, may.START_DISABLED)


def _with_roles(verdict: Verdict, roles: Sequence[Role]) -> Explanation:
    restriction = verdict.through if verdict.because is Because.RESTRICTED else None
    carrier = verdict.permission if restriction else verdict.through or verdict.permission
    return Explanation(
        verdict,
        given_by=tuple(each for each in roles if each.keys & carrier.mask),
        restricted_by=tuple(each for each in roles if restriction and each.keys & restriction.mask),
    )
