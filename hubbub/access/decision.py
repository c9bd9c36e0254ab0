"""The one decision: from the permissions of a user's roles, and a seat or none, to what holds.

`effective` is written once over an abstract boolean algebra, so that the very lines that decide
on int bitsets at run time are the lines proved over symbols in the tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from hubbub.access import may
from hubbub.access.catalogue import (
    BASE,
    DEPENDENT,
    EVERYTHING,
    RESTRICTIONS,
    bitset,
    keys_in,
    of_kind,
)
from hubbub.access.permission import Kind, Permission

WORKS_WITHOUT_SEAT = may.VIEW.mask | of_kind(Kind.PROFILE, Kind.ACCOUNT)
ANALYTICS_FILTERS = of_kind(Kind.ANALYTICS) & ~may.SEE_ANALYTICS.mask
WORKING = bitset((may.MANAGE, may.MANAGE_ALL))
"""Who holds one of these acts in conversations; who only views is a viewer."""

Bits = TypeVar("Bits")
Flag = TypeVar("Flag")


class Step(StrEnum):
    """The steps of the decision that can take a permission away."""

    ENABLED = "enabled"
    SEAT = "seat"
    BASE = "base"
    DASHBOARD = "dashboard"
    START = "start"


class Algebra(Protocol[Bits, Flag]):
    """What the rule needs of its sets (`Bits`) and of its conditions (`Flag`).

    A set of keys that is known beforehand is always an int bitset.
    """

    def only(self, bits: Bits, keys: int) -> Bits:
        """The members of `bits` that are among `keys`."""
        ...

    def has(self, bits: Bits, keys: int) -> Flag:
        """Whether any of `keys` is in `bits`."""
        ...

    def never(self, flag: Flag) -> Flag:
        """The opposite of a condition."""
        ...

    def add(self, bits: Bits, keys: int, when: Flag) -> Bits:
        """`bits` with `keys` when the condition holds, else as they are."""
        ...

    def drop(self, bits: Bits, keys: int, unless: Flag, step: Step) -> Bits:
        """`bits` as they are when the condition holds, else without `keys`."""
        ...


def effective(
    algebra: Algebra[Bits, Flag], raw: Bits, seated: Flag, enabled: Flag
) -> tuple[Bits, Bits]:
    """What holds for a user whose roles carry `raw` together: (grants, limits).

    Grants are abilities; limits are restrictions, which no grant lifts. Total and independent
    of the order in which roles were given.
    """
    raw = algebra.drop(raw, EVERYTHING, unless=enabled, step=Step.ENABLED)
    limits = algebra.only(raw, RESTRICTIONS)
    grants = algebra.only(raw, EVERYTHING & ~RESTRICTIONS)
    grants = algebra.drop(grants, EVERYTHING & ~WORKS_WITHOUT_SEAT, unless=seated, step=Step.SEAT)
    grants = add_implied(algebra, grants)
    grants = algebra.drop(grants, DEPENDENT, unless=algebra.has(grants, BASE), step=Step.BASE)
    sees_figures = algebra.has(grants, may.SEE_ANALYTICS.mask)
    grants = algebra.drop(grants, ANALYTICS_FILTERS, unless=sees_figures, step=Step.DASHBOARD)
    may_start = algebra.never(algebra.has(limits, may.START_DISABLED.mask))
    grants = algebra.drop(grants, may.START.mask, unless=may_start, step=Step.START)
    return grants, limits


def add_implied(algebra: Algebra[Bits, Flag], grants: Bits) -> Bits:
    """The only implications between keys: managing all includes working, which includes viewing.

    They come after the seat: only a view that a role carries outright survives without one.
    """
    manages_all = algebra.has(grants, may.MANAGE_ALL.mask)
    grants = algebra.add(grants, may.MANAGE.mask, when=manages_all)
    return algebra.add(grants, may.VIEW.mask, when=algebra.has(grants, may.MANAGE.mask))


class IntBitsets:
    """The algebra of run time: sets are ints, conditions are bools."""

    def only(self, bits: int, keys: int) -> int:
        return bits & keys

    def has(self, bits: int, keys: int) -> bool:
        return bits & keys != 0

    def never(self, flag: bool) -> bool:
        return not flag

    def add(self, bits: int, keys: int, when: bool) -> int:
        return bits | keys if when else bits

    def drop(self, bits: int, keys: int, unless: bool, step: Step) -> int:  # noqa: ARG002
        return bits if unless else bits & ~keys


_bitsets = IntBitsets()


@dataclass(frozen=True, slots=True)
class Effective:
    """What a user can do now; valid for one access version of the account."""

    grants: int
    limits: int
    raw: int
    """What the roles carry together, before any rule."""

    def allows(self, permission: Permission) -> bool:
        """Whether this ability holds. A restriction is never an ability."""
        return self.grants >> permission.bit & 1 == 1

    def allows_any(self, permissions: Iterable[Permission]) -> bool:
        return any(self.allows(each) for each in permissions)

    def restricted_by(self, permission: Permission) -> bool:
        """Whether this restriction applies."""
        return self.limits >> permission.bit & 1 == 1

    @property
    def is_viewer(self) -> bool:
        """Reads conversations and can never act in one: by role, or for want of a seat."""
        return self.grants & (may.VIEW.mask | WORKING) == may.VIEW.mask

    @property
    def lacks_only_seat(self) -> bool:
        """Views, and would act in conversations as soon as he had a seat."""
        return self.is_viewer and self.raw & WORKING != 0

    def within(self, owner: "Effective") -> "Effective":
        """This, held by a key, job or link that acts for `owner`: never more than he can do
        himself, under all his restrictions."""
        limits = self.limits | owner.limits
        given = self.raw & implied_by(owner.raw & ~RESTRICTIONS)
        return Effective(grants=self.grants & owner.grants, limits=limits, raw=given | limits)

    @property
    def granted_keys(self) -> tuple[str, ...]:
        return keys_in(self.grants)

    @property
    def limiting_keys(self) -> tuple[str, ...]:
        return keys_in(self.limits)


NOTHING = Effective(grants=0, limits=0, raw=0)
"""Nobody, or somebody about whom a decision could not be made."""


def effective_bits(role_bits: Iterable[int], seated: bool, enabled: bool) -> Effective:
    """What somebody with these roles can do; each role is a bitset of its permissions."""
    raw = 0
    for bits in role_bits:
        raw |= bits
    grants, limits = effective(_bitsets, raw, seated, enabled)
    return Effective(grants=grants, limits=limits, raw=raw)


def implied_by(grants: int) -> int:
    """These grants together with all that they include."""
    return add_implied(_bitsets, grants)
