"""The run-time decision: its properties on int bitsets, and acting within an owner."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hubbub.access import may
from hubbub.access.catalogue import EVERYTHING, PERMISSIONS, RESTRICTIONS
from hubbub.access.decision import NOTHING, Effective, effective_bits, implied_by
from hubbub.access.roles import DEFAULT_ROLES, Default
from tests.access.strategies import any_bits


@given(st.lists(any_bits, max_size=4), st.booleans(), st.booleans(), st.randoms())
def test_order_and_repetition_of_roles_do_not_matter(
    roles: list[int], seated: bool, enabled: bool, chance: Random
) -> None:
    shuffled = roles + roles
    chance.shuffle(shuffled)
    assert effective_bits(shuffled, seated, enabled) == effective_bits(roles, seated, enabled)


@given(any_bits, st.booleans(), st.booleans())
def test_grants_are_abilities_and_limits_restrictions(
    raw: int, seated: bool, enabled: bool
) -> None:
    result = effective_bits((raw,), seated, enabled)
    assert result.grants & RESTRICTIONS == 0
    assert result.limits & ~RESTRICTIONS == 0
    assert (result.grants | result.limits) & ~EVERYTHING == 0
    assert result.raw == raw


def test_bits_outside_the_catalogue_grant_nothing() -> None:
    result = effective_bits((~0,), seated=True, enabled=True)
    assert result.grants == EVERYTHING & ~RESTRICTIONS & ~may.START.mask
    assert result.limits == RESTRICTIONS


def test_allows_reads_one_permission() -> None:
    agent = effective_bits((DEFAULT_ROLES[Default.AGENT].keys,), seated=True, enabled=True)
    assert agent.allows(may.ASSIGN)
    assert not agent.allows(may.DOWNLOAD_TRANSCRIPT)
    assert agent.allows_any((may.DOWNLOAD_TRANSCRIPT, may.VIEW))
    assert not agent.allows_any((may.DOWNLOAD_TRANSCRIPT, may.MANAGE_ALL))
    assert not agent.allows_any(())
    assert set(agent.granted_keys) == {
        key.key for key in PERMISSIONS if DEFAULT_ROLES[Default.AGENT].keys & key.mask
    }


def test_a_restriction_is_read_apart_from_abilities() -> None:
    limited = effective_bits((may.VIEW.mask | may.LIMIT_SCREEN_SHARE.mask,), True, True)
    assert limited.restricted_by(may.LIMIT_SCREEN_SHARE)
    assert not limited.restricted_by(may.START_DISABLED)
    assert not limited.allows(may.LIMIT_SCREEN_SHARE)
    assert limited.limiting_keys == (may.LIMIT_SCREEN_SHARE.key,)


def test_nobody_can_do_nothing() -> None:
    assert NOTHING.granted_keys == ()
    assert not NOTHING.is_viewer


def test_only_who_would_work_with_a_seat_lacks_nothing_else() -> None:
    for role in Default:
        keys = (DEFAULT_ROLES[role].keys,)
        works = role in {Default.AGENT, Default.SUPERVISOR}
        assert effective_bits(keys, seated=False, enabled=True).lacks_only_seat is works
        assert not effective_bits(keys, seated=True, enabled=True).lacks_only_seat
        assert not effective_bits(keys, seated=False, enabled=False).lacks_only_seat


@given(any_bits, any_bits, st.booleans(), st.booleans())
def test_what_acts_for_somebody_never_does_more_than_he(
    scopes: int, owner_raw: int, seated: bool, enabled: bool
) -> None:
    owner = effective_bits((owner_raw,), seated, enabled)
    key = effective_bits((scopes,), seated, enabled).within(owner)
    assert key.grants & ~owner.grants == 0
    assert owner.limits & ~key.limits == 0
    assert key.raw & ~RESTRICTIONS & ~(scopes & implied_by(owner_raw)) == 0
    closed = effective_bits((key.grants | key.limits,), seated=True, enabled=True)
    assert closed.grants == key.grants


def test_a_key_that_manages_for_somebody_who_manages_all_may_manage() -> None:
    owner = effective_bits((may.MANAGE_ALL.mask,), seated=True, enabled=True)
    key = effective_bits((may.MANAGE.mask,), seated=True, enabled=True).within(owner)
    assert key.allows(may.MANAGE)
    assert not key.allows(may.MANAGE_ALL)
    assert isinstance(key, Effective)
