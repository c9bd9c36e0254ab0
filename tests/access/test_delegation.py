"""Nobody gives more than he has, whichever way the change is made."""

import pytest
from hypothesis import given

from hubbub.access import may
from hubbub.access.catalogue import EVERYTHING, RESTRICTIONS, bitset
from hubbub.access.decision import effective_bits
from hubbub.access.delegation import (
    Delegation,
    delegable,
    delegation,
    gained,
    is_administrator,
)
from hubbub.access.permission import Permission
from hubbub.access.roles import DEFAULT_ROLES, Default
from tests.access.strategies import any_bits

GIVER = bitset((may.MANAGE_ROLES, may.MANAGE_USERS, may.VIEW, may.TAG))
ALLOWED = Delegation(beyond=0, lifted=0)


def test_what_one_holds_can_be_given() -> None:
    assert delegation(GIVER, 0, may.VIEW.mask | may.TAG.mask) == ALLOWED
    assert delegation(GIVER, 0, may.VIEW.mask | may.TAG.mask).is_allowed


def test_what_one_does_not_hold_cannot() -> None:
    refused = delegation(GIVER, may.VIEW.mask, bitset((may.VIEW, may.TAG, may.ASSIGN)))
    assert refused == Delegation(beyond=may.ASSIGN.mask, lifted=0)
    assert not refused.is_allowed


def test_taking_away_is_free_and_so_is_restricting() -> None:
    everything = DEFAULT_ROLES[Default.SUPERVISOR].keys
    assert delegation(GIVER, everything, 0) == ALLOWED
    assert delegation(GIVER, everything, everything | RESTRICTIONS) == ALLOWED


def test_lifting_a_restriction_gives_the_ability_it_took() -> None:
    before = bitset((may.MANAGE, may.START, may.START_DISABLED))
    assert delegation(GIVER, before, before & ~RESTRICTIONS).beyond == may.START.mask
    assert delegation(GIVER | may.START.mask, before, before & ~RESTRICTIONS) == ALLOWED


@pytest.mark.parametrize("restriction", [may.START_DISABLED, may.LIMIT_SCREEN_SHARE])
def test_nobody_lifts_a_restriction_he_is_under(restriction: Permission) -> None:
    giver = EVERYTHING & ~RESTRICTIONS | restriction.mask
    other = may.VIEW.mask | restriction.mask
    assert delegation(giver, other, may.VIEW.mask).lifted == restriction.mask
    assert delegation(giver, giver, giver & ~restriction.mask).lifted == restriction.mask
    assert delegation(giver, other, other | may.TAG.mask) == ALLOWED


def test_giving_base_access_wakes_what_slept() -> None:
    sleeping = may.DOWNLOAD_TRANSCRIPT.mask
    refused = delegation(GIVER, sleeping, sleeping | may.VIEW.mask)
    assert refused.beyond == sleeping


def test_a_sleeping_permission_cannot_be_planted_either() -> None:
    assert delegation(GIVER, 0, may.DOWNLOAD_TRANSCRIPT.mask).beyond == (
        may.DOWNLOAD_TRANSCRIPT.mask
    )


def test_what_is_implied_counts_as_held() -> None:
    giver = bitset((may.MANAGE_ALL, may.MANAGE_ROLES))
    assert delegation(giver, 0, may.MANAGE_ALL.mask) == ALLOWED
    assert delegation(giver, 0, may.MANAGE.mask | may.VIEW.mask) == ALLOWED
    assert delegation(may.MANAGE.mask, 0, may.MANAGE_ALL.mask).beyond == may.MANAGE_ALL.mask


def test_grant_any_gives_everything_itself_included() -> None:
    assert delegation(may.GRANT_ANY.mask, 0, EVERYTHING) == ALLOWED
    all_but = EVERYTHING & ~RESTRICTIONS & ~may.GRANT_ANY.mask
    assert delegation(all_but, 0, EVERYTHING).beyond == may.GRANT_ANY.mask


def test_what_is_a_restriction_is_never_delegable() -> None:
    assert delegable(EVERYTHING) & RESTRICTIONS == 0
    assert delegable(RESTRICTIONS) == 0


@given(any_bits, any_bits, any_bits)
def test_an_allowed_change_gives_no_ability_beyond_the_givers(
    giver: int, before: int, after: int
) -> None:
    if not delegation(giver & ~may.GRANT_ANY.mask, before, after).is_allowed:
        return
    for seated in (True, False):
        could = effective_bits((before,), seated, True)
        can = effective_bits((after,), seated, True)
        own = effective_bits((giver & ~RESTRICTIONS & ~may.GRANT_ANY.mask,), True, True)
        awake = can.grants & ~could.grants
        asleep = awake & ~own.grants
        assert asleep & ~giver == 0, "neither his to use nor stored in his roles"
        assert could.limits & ~can.limits & giver == 0


@given(any_bits, any_bits)
def test_gains_are_what_is_new(before: int, after: int) -> None:
    assert gained(before, before) == 0
    assert gained(before, before & ~may.VIEW.mask & RESTRICTIONS) & ~before == 0
    assert gained(0, after) & RESTRICTIONS == 0
    assert after & ~before & ~RESTRICTIONS & ~gained(before, after) == 0


def test_who_counts_as_administrator() -> None:
    administrator = DEFAULT_ROLES[Default.ADMINISTRATOR].keys
    assert is_administrator(administrator, enabled=True)
    assert not is_administrator(administrator, enabled=False)
    for needed in (may.MANAGE_USERS, may.MANAGE_ROLES, may.GRANT_ANY):
        assert not is_administrator(administrator & ~needed.mask, enabled=True)
    assert is_administrator(
        bitset((may.MANAGE_USERS, may.MANAGE_ROLES, may.GRANT_ANY)) | RESTRICTIONS, enabled=True
    )
