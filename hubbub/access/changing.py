"""What could be changed so that somebody has a permission, and the smallest such change.

It is found by trying changes on the decision itself, so that it cannot be wrong about it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from hubbub.access import may
from hubbub.access.catalogue import BASE, PERMISSIONS
from hubbub.access.decision import ANALYTICS_FILTERS, effective_bits
from hubbub.access.permission import Kind, Permission


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


def _deciding(permission: Permission) -> int:
    keys = permission.mask
    if permission.kind in (Kind.BASE, Kind.DEPENDENT):
        keys |= BASE
    if permission.mask & ANALYTICS_FILTERS:
        keys |= may.SEE_ANALYTICS.mask
    if permission is may.START:
        keys |= may.START_DISABLED.mask
    return keys


DECIDING = {each: _deciding(each) for each in PERMISSIONS}
"""The keys that can change whether a permission holds; few, so that verdicts can be kept."""


def smallest_change(state: State, permission: Permission) -> tuple[Change, ...]:
    """The fewest changes that make it hold, in a state where it does not."""
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
        if not state.raw & each.mask and (each is permission or DECIDING[permission] & each.mask):
            yield Change(Act.GIVE, each)
    if not state.seated:
        yield Change(Act.GIVE_SEAT)
    if permission is may.START and state.raw & may.START_DISABLED.mask:
        yield Change(Act.LIFT, may.START_DISABLED)
