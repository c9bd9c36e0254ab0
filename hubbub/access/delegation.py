"""Who may bring somebody else into which state: nobody gives more than he has.

Since restrictions take away, taking a role off can give an ability. So what is compared is what
people can do before and after, not which roles they hold; whoever makes a change calls
`delegation` once for every user it touches, the giver included.
"""

from dataclasses import dataclass

from hubbub.access import may
from hubbub.access.catalogue import EVERYTHING, RESTRICTIONS, bitset
from hubbub.access.decision import effective_bits, implied_by


@dataclass(frozen=True, slots=True)
class Delegation:
    """What stands in the way of a change, as bitsets; both empty when it is allowed."""

    beyond: int
    """Permissions that would be gained and that the giver cannot give."""
    lifted: int
    """Restrictions that would end and that the giver is under himself."""

    @property
    def is_allowed(self) -> bool:
        return not self.beyond and not self.lifted


def delegable(giver_raw: int) -> int:
    """What the holder of these permissions can give, whether or not he has a seat."""
    grants = giver_raw & ~RESTRICTIONS
    if grants & may.GRANT_ANY.mask:
        return EVERYTHING & ~RESTRICTIONS
    return implied_by(grants)


def gained(before: int, after: int) -> int:
    """The permissions that somebody gains when those of his roles change from `before` to `after`.

    Measured as if he had a seat: a seat is a licence, given by its own right. A permission that
    is stored but sleeps counts as gained, else it could be planted by one and woken by another.
    """
    could = effective_bits((before,), seated=True, enabled=True).grants
    can = effective_bits((after,), seated=True, enabled=True).grants
    return can & ~could | after & ~before & ~RESTRICTIONS


def delegation(giver_raw: int, before: int, after: int) -> Delegation:
    """Whether the holder of `giver_raw` may change somebody's permissions from `before` to `after`.

    All three are unions of the keys of roles, before any rule. For a new user `before` is 0.
    """
    return Delegation(
        beyond=gained(before, after) & ~delegable(giver_raw),
        lifted=giver_raw & before & ~after & RESTRICTIONS,
    )


ADMINISTERING = bitset((may.MANAGE_USERS, may.MANAGE_ROLES, may.GRANT_ANY))


def is_administrator(raw: int, enabled: bool) -> bool:
    """Whether somebody counts as an account administrator, by whichever role: he can bring back
    any right in the account. One such user must always be left."""
    return enabled and raw & ADMINISTERING == ADMINISTERING
