"""Why somebody can or cannot do something, and the smallest change that would let him.

The reasons come from running the decision itself with a trace, so that they cannot disagree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS, RESTRICTIONS
from hubbub.access.changing import DECIDING, Change, State, smallest_change
from hubbub.access.decision import (
    IntBitsets,
    Step,
    effective,
    implied_by,
)
from hubbub.access.permission import Permission
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
    state = State(_union(roles), seated, enabled)
    return (_with_roles(verdict(state, each), roles) for each in PERMISSIONS)


def explain_one(
    roles: Sequence[Role], seated: bool, enabled: bool, permission: Permission
) -> Explanation:
    """The same for one permission."""
    return _with_roles(verdict(State(_union(roles), seated, enabled), permission), roles)


def _union(roles: Iterable[Role]) -> int:
    raw = 0
    for role in roles:
        raw |= role.keys
    return raw


def verdict(state: State, permission: Permission) -> Verdict:
    """What the decision says of this permission for somebody in this state."""
    relevant = state.raw & DECIDING[permission]
    return _verdict(relevant, state.seated, state.enabled, permission)


@cache
def _verdict(relevant: int, seated: bool, enabled: bool, permission: Permission) -> Verdict:
    state = State(relevant, seated, enabled)
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
    return Verdict(permission, False, because, through, smallest_change(state, permission))


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


def _with_roles(verdict: Verdict, roles: Sequence[Role]) -> Explanation:
    if verdict.because is Because.RESTRICTED and verdict.through is not None:
        restricting = _carriers(roles, verdict.through)
        return Explanation(verdict, _carriers(roles, verdict.permission), restricting)
    return Explanation(verdict, _carriers(roles, verdict.through or verdict.permission), ())


def _carriers(roles: Sequence[Role], permission: Permission) -> tuple[Role, ...]:
    bit = 1 << permission.bit
    return tuple([each for each in roles if each.keys & bit])
