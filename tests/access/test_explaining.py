"""Explanations agree with the decision, and the change they suggest flips it."""

from hypothesis import given
from hypothesis import strategies as st

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS, RESTRICTIONS
from hubbub.access.changing import Act, Change, State
from hubbub.access.decision import effective_bits
from hubbub.access.explaining import Because, explain, explain_one, verdict
from hubbub.access.permission import Permission
from hubbub.access.roles import DEFAULT_ROLES, Default, Role
from hubbub.access.wording import reason, suggestion
from tests.access.strategies import any_bits, permissions

AGENT = DEFAULT_ROLES[Default.AGENT]
EVERY_CHANGE = [Change(Act.ENABLE), Change(Act.GIVE_SEAT)] + [
    Change(Act.LIFT if lift else Act.GIVE, each)
    for each in PERMISSIONS
    for lift in (False, True)
    if each.restricts or not lift
]


@given(st.lists(any_bits, max_size=3), st.booleans(), st.booleans())
def test_explanations_agree_with_the_decision(bits: list[int], seated: bool, enabled: bool) -> None:
    roles = [Role(f"Role {n}", each) for n, each in enumerate(bits)]
    result = effective_bits(bits, seated, enabled)
    explanations = list(explain(roles, seated, enabled))
    assert [each.verdict.permission for each in explanations] == list(PERMISSIONS)
    for each in explanations:
        holds = bool((result.grants | result.limits) & each.verdict.permission.mask)
        assert each.verdict.effective == holds
        assert (each.verdict.needs == ()) == holds
        assert (each.verdict.because in (Because.GIVEN, Because.IMPLIED)) == holds


@given(any_bits, st.booleans(), st.booleans(), permissions)
def test_making_the_suggested_change_flips_the_decision(
    raw: int, seated: bool, enabled: bool, permission: Permission
) -> None:
    state = State(raw, seated, enabled)
    found = verdict(state, permission)
    if not found.effective:
        assert state.after(found.needs).holds(permission)
        assert verdict(state.after(found.needs), permission).effective


@given(any_bits, st.booleans(), st.booleans(), permissions)
def test_no_part_of_the_suggestion_is_needless_and_no_single_step_would_do(
    raw: int, seated: bool, enabled: bool, permission: Permission
) -> None:
    state = State(raw, seated, enabled)
    needs = verdict(state, permission).needs
    for left_out in needs:
        rest = [each for each in needs if each is not left_out]
        assert not state.after(rest).holds(permission)
    if len(needs) > 1:
        assert not any(state.after([each]).holds(permission) for each in EVERY_CHANGE)


@given(st.lists(any_bits, max_size=3), st.booleans(), st.booleans(), permissions)
def test_the_named_roles_are_those_behind_it(
    bits: list[int], seated: bool, enabled: bool, permission: Permission
) -> None:
    roles = [Role(f"Role {n}", each) for n, each in enumerate(bits)]
    found = explain_one(roles, seated, enabled, permission)
    assert (found.given_by == ()) == (found.verdict.because is Because.ABSENT)
    assert bool(found.restricted_by) == (found.verdict.because is Because.RESTRICTED)
    carriers = {permission, found.verdict.through} - {None, may.START_DISABLED} or {permission}
    for role in found.given_by:
        assert any(each and role.keys & each.mask for each in carriers)
    without = [each for each in roles if each not in found.given_by]
    if found.verdict.effective and permission.mask & RESTRICTIONS:
        assert not any(each.keys & permission.mask for each in without)


@given(any_bits, st.booleans(), st.booleans(), permissions)
def test_keys_that_are_said_not_to_matter_do_not(
    raw: int, seated: bool, enabled: bool, permission: Permission
) -> None:
    for other in (0, AGENT.keys, RESTRICTIONS):
        with_other = State(raw | other, seated, enabled)
        assert verdict(with_other, permission).effective == with_other.holds(permission)


def _say(raw: int, permission: Permission, *, seated: bool = True, enabled: bool = True) -> str:
    found = explain_one([Role("R", raw)], seated, enabled, permission)
    return f"{reason(found)} | {suggestion(found.verdict.needs)}"


def test_what_is_said() -> None:
    agent = AGENT.keys
    assert _say(agent, may.ASSIGN) == "Given by R. | "
    assert _say(may.MANAGE_ALL.mask, may.VIEW) == (
        "Included in “Manage all conversations”, given by R. | "
    )
    assert _say(agent, may.DOWNLOAD_TRANSCRIPT) == (
        "In none of the roles. | Add the permission “Download transcripts”."
    )
    assert _say(agent, may.ASSIGN, seated=False) == (
        "Carried by R, but needs a seat. | Give a seat."
    )
    assert _say(agent, may.ASSIGN, enabled=False) == (
        "Carried by R, but the user is disabled. | Enable the user."
    )
    assert _say(may.ASSIGN.mask, may.ASSIGN) == (
        "Carried by R, but inactive: needs conversation access."
        " | Add the permission “View conversations”."
    )
    assert _say(may.FILTER_ANALYTICS_BY_QUEUE.mask, may.FILTER_ANALYTICS_BY_QUEUE) == (
        "Carried by R, but inactive: needs “Analytics”. | Add the permission “Analytics”."
    )
    assert _say(agent | may.START_DISABLED.mask, may.START) == (
        "Carried by R, but taken away by “Block starting conversations” of R."
        " | Take the restriction “Block starting conversations” out of the roles."
    )
    assert _say(0, may.ASSIGN, seated=False, enabled=False) == (
        "In none of the roles. | Enable the user, add the permission “Assign conversations”,"
        " add the permission “View conversations” and give a seat."
    )
    assert _say(agent, may.LIMIT_SCREEN_SHARE) == (
        "In none of the roles. | Add the restriction “Block sharing the entire screen”."
    )


def test_viewing_for_want_of_a_seat_is_mended_without_one() -> None:
    assert _say(may.MANAGE.mask, may.VIEW, seated=False) == (
        "Included in “Work on assigned conversations”, given by R, but needs a seat."
        " | Add the permission “View conversations”."
    )


def test_roles_are_named_apart() -> None:
    roles = [AGENT, Role("No starting", may.START_DISABLED.mask), Role("Odd {by}", may.START.mask)]
    found = explain_one(roles, True, True, may.START)
    assert reason(found) == (
        "Carried by Agent for Conversations and Odd {by}, but taken away by"
        " “Block starting conversations” of No starting."
    )
