"""The what-if of thousands at once says what the decision says of each."""

from __future__ import annotations

import random
from dataclasses import replace
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.access import may
from hubbub.access.authority import SYSTEM_AUTHORITY, Authority
from hubbub.access.catalogue import PERMISSIONS, bitset
from hubbub.access.columns import bits_of, effective_columns, raw_columns, users_at
from hubbub.access.custom_roles.forecasting import forecast
from hubbub.access.custom_roles.transition import Holder, Transition
from hubbub.access.decision import effective_bits
from hubbub.access.roles import DEFAULT_ROLES, Default, Role
from hubbub.kernel.events import SYSTEM
from tests.access.custom_roles.naive import naive_conflicts, naive_outcomes, outcomes_of
from tests.access.strategies import any_bits

DEFAULTS = {
    UUID(int=index): replace(role, id=UUID(int=index))
    for index, role in enumerate(DEFAULT_ROLES.values(), start=1)
}
AGENT = next(id_ for id_, role in DEFAULTS.items() if role.default is Default.AGENT)
# The machine may be busy with other tests.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
MINE, OTHER = UUID(int=100), UUID(int=101)


@calm
@given(st.lists(st.tuples(any_bits, st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_columns_of_users_are_decided_as_each_user_is(users: list[tuple[int, bool, bool]]) -> None:
    count = len(users)
    raw = raw_columns((bits, 1 << place) for place, (bits, _, _) in enumerate(users))
    seated = users_at([i for i, (_, seated, _) in enumerate(users) if seated], count)
    enabled = users_at([i for i, (_, _, enabled) in enumerate(users) if enabled], count)
    columns = effective_columns(raw, seated, enabled, (1 << count) - 1)
    for place, (bits, is_seated, is_enabled) in enumerate(users):
        wanted = effective_bits([bits], is_seated, is_enabled)
        found = sum(1 << bit for bit, column in enumerate(columns) if column >> place & 1)
        assert found == wanted.grants | wanted.limits


@given(st.integers(min_value=0, max_value=1 << 70))
def test_places_of_bits(number: int) -> None:
    assert sum(1 << place for place in bits_of(number)) == number


keys = any_bits
origins = st.sampled_from([None, Default.AGENT, Default.SUPERVISOR, Default.VIEWER])


@st.composite
def transitions(draw: st.DrawFn) -> tuple[Transition, list[Holder]]:
    """A role that is made, edited, deleted, given or taken, among other roles."""
    before = draw(st.none() | st.builds(Role, st.just("Mine"), keys, origin=origins))
    after = draw(st.none() | st.builds(Role, st.just("Mine"), keys, origin=origins))
    if before is None and after is None:
        after = Role("Mine", 0)
    if before is not None and after is not None:
        after = replace(after, origin=before.origin)
    before, after = (each and replace(each, id=MINE) for each in (before, after))
    other = replace(draw(st.builds(Role, st.just("Other"), keys, origin=origins)), id=OTHER)
    roles = {**DEFAULTS, OTHER: other, **({MINE: before} if before else {})}
    ids = st.frozensets(st.sampled_from(sorted(roles)), max_size=4)
    people = draw(st.lists(st.tuples(st.booleans(), st.booleans(), ids), min_size=1, max_size=12))
    holders = [
        Holder(UUID(int=1000 + place), f"User {place}", enabled, seated, held)
        for place, (enabled, seated, held) in enumerate(people)
    ]
    some = st.frozensets(st.sampled_from([each.id for each in holders]))
    add = draw(some)
    remove = draw(some) - add
    return Transition(MINE, before, after, roles, add=add, remove=remove), holders


@calm
@given(transitions())
def test_it_says_of_each_user_what_the_decision_says(case: tuple[Transition, list[Holder]]) -> None:
    transition, holders = case
    found = forecast(transition, holders, SYSTEM_AUTHORITY, replace=False)
    assert outcomes_of(found) == naive_outcomes(transition, holders)
    assert [(each.holder.id, each.refusal.message) for each in found.conflicts] == naive_conflicts(
        transition, holders
    )


@calm
@given(transitions())
def test_with_replacements_it_says_what_is_left(case: tuple[Transition, list[Holder]]) -> None:
    transition, holders = case
    found = forecast(transition, holders, SYSTEM_AUTHORITY, replace=True)
    replaced = transition.with_replacements(found.conflicts)
    assert outcomes_of(found) == naive_outcomes(replaced, holders)


def holder(number: int, *roles: UUID, seated: bool = True, enabled: bool = True) -> Holder:
    return Holder(UUID(int=1000 + number), f"User {number}", enabled, seated, frozenset(roles))


def test_who_would_need_a_seat_is_named() -> None:
    role = Role("Downloads", may.DOWNLOAD_TRANSCRIPT.mask, id=MINE)
    people = [holder(1, AGENT), holder(2, AGENT, seated=False), holder(3, AGENT, enabled=False)]
    ids = frozenset(each.id for each in people)
    transition = Transition(MINE, None, role, DEFAULTS, add=ids)
    found = forecast(transition, people, SYSTEM_AUTHORITY, replace=False)
    assert [each.name for each in found.needs_seat] == ["User 2"]
    assert outcomes_of(found) == {people[0].id: (may.DOWNLOAD_TRANSCRIPT.mask, 0)}
    assert (found.touched, found.disabled) == (3, 1)


def test_who_only_reads_from_now_on_is_told() -> None:
    before = Role("Mine", bitset((may.VIEW, may.MANAGE)), id=MINE)
    transition = Transition(
        MINE, before, replace(before, keys=may.VIEW.mask), {**DEFAULTS, MINE: before}
    )
    found = forecast(transition, [holder(1, MINE)], SYSTEM_AUTHORITY, replace=False)
    [effect] = found.effects
    assert (effect.losses, effect.becomes_viewer) == (may.MANAGE.mask, True)


def test_two_copies_that_undo_each_other_are_warned_of_with_the_exact_difference() -> None:
    agent = DEFAULTS[AGENT].keys
    first = Role("No tags", agent & ~may.TAG.mask, origin=Default.AGENT, id=OTHER)
    second = Role("No macros", agent & ~may.USE_MACROS.mask, origin=Default.AGENT, id=MINE)
    person = holder(1, OTHER)
    transition = Transition(
        MINE, None, second, {**DEFAULTS, OTHER: first}, add=frozenset({person.id})
    )
    found = forecast(transition, [person], SYSTEM_AUTHORITY, replace=False)
    warned = {(each.copy.name, each.by.name, each.keys, count) for each, count in found.restored}
    assert warned == {
        ("No tags", "No macros", may.TAG.mask, 1),
        ("No macros", "No tags", may.USE_MACROS.mask, 1),
    }
    assert found.conflicts == []


def test_what_is_not_the_askers_to_give_is_named() -> None:
    by = Authority(SYSTEM, may.MANAGE_ROLES.mask | may.VIEW.mask, None)
    role = Role("Mine", bitset((may.VIEW, may.ASSIGN, may.START_DISABLED)), id=MINE)
    found = forecast(Transition(MINE, None, role, DEFAULTS), [], by, replace=False)
    assert found.beyond == may.ASSIGN.mask


def test_ten_thousand_users_of_a_thousand_roles_are_all_told_right() -> None:
    draw = random.Random(11)
    roles = dict(DEFAULTS)
    for number in range(1000):
        id_ = UUID(int=5000 + number)
        roles[id_] = Role(f"Role {number}", draw.getrandbits(len(PERMISSIONS)), id=id_)
    ids = sorted(roles)
    mine = ids[-1]
    people = [
        Holder(UUID(int=10_000 + n), f"User {n}", draw.random() < 0.95, draw.random() < 0.8,
               frozenset([mine, *draw.sample(ids, 2)]))
        for n in range(10_000)
    ]  # fmt: skip
    after = replace(roles[mine], keys=roles[mine].keys ^ draw.getrandbits(len(PERMISSIONS)))
    transition = Transition(mine, roles[mine], after, roles)
    found = forecast(transition, people, SYSTEM_AUTHORITY, replace=False)
    assert outcomes_of(found) == naive_outcomes(transition, people)
    assert len(found.effects) > 100
