"""What must be true of the rule for every possible user, written apart from the rule."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import z3

from hubbub.access import may
from hubbub.access.catalogue import BASE, DEPENDENT, RESTRICTIONS
from hubbub.access.permission import Kind
from tests.access.symbols import WIDTH, Formula, Set, Symbols, either, is_empty, keys

Rule = Callable[..., tuple[Set, Set]]

WITHOUT_SEAT = sum(
    each.mask
    for each in may.PERMISSIONS
    if each is may.VIEW or each.kind in (Kind.PROFILE, Kind.ACCOUNT)
)
FILTERS = may.FILTER_ANALYTICS_BY_FORM.mask | may.FILTER_ANALYTICS_BY_QUEUE.mask


@dataclass(frozen=True)
class User:
    """A symbolic user and what the rule under proof says of him."""

    raw: Set
    seated: Formula
    enabled: Formula
    grants: Set
    limits: Set

    def has(self, permission: Any) -> Formula:
        return self.grants & keys(permission.mask) != keys(0)

    def carries(self, bits: int) -> Formula:
        return self.raw & keys(bits) != keys(0)


def user(rule: Rule, name: str, raw: Set = None) -> User:
    raw = z3.BitVec(f"raw_{name}", WIDTH) if raw is None else raw
    seated, enabled = z3.Bool(f"seated_{name}"), z3.Bool(f"enabled_{name}")
    return User(raw, seated, enabled, *rule(Symbols(), raw, seated, enabled))


def subset(part: Set, whole: Set) -> Formula:
    return part & ~whole == keys(0)


def same_state(one: User, other: User) -> Formula:
    return z3.And(one.seated == other.seated, one.enabled == other.enabled)


def disabled_means_nothing(rule: Rule) -> Formula:
    one = user(rule, "a")
    return z3.Implies(z3.Not(one.enabled), z3.And(is_empty(one.grants), is_empty(one.limits)))


def no_seat_leaves_view_profile_and_account(rule: Rule) -> Formula:
    one = user(rule, "a")
    kept = one.raw & keys(WITHOUT_SEAT)
    return z3.Implies(z3.And(one.enabled, z3.Not(one.seated)), one.grants == kept)


def dependent_implies_base(rule: Rule) -> Formula:
    one = user(rule, "a")
    return z3.Implies(one.grants & keys(DEPENDENT) != keys(0), one.grants & keys(BASE) != keys(0))


def filters_imply_analytics(rule: Rule) -> Formula:
    one = user(rule, "a")
    return z3.Implies(one.grants & keys(FILTERS) != keys(0), one.has(may.SEE_ANALYTICS))


def start_disabled_means_no_start(rule: Rule) -> Formula:
    one = user(rule, "a")
    return z3.Implies(one.carries(may.START_DISABLED.mask), z3.Not(one.has(may.START)))


def nothing_beyond_what_was_given(rule: Rule) -> Formula:
    one = user(rule, "a")
    manages = z3.Or(one.carries(may.MANAGE.mask), one.carries(may.MANAGE_ALL.mask))
    implied = either(one.carries(may.MANAGE_ALL.mask), keys(may.MANAGE.mask), keys(0)) | either(
        manages, keys(may.VIEW.mask), keys(0)
    )
    return subset(one.grants, one.raw | implied)


def restrictions_are_never_abilities(rule: Rule) -> Formula:
    one = user(rule, "a")
    return z3.And(is_empty(one.grants & keys(RESTRICTIONS)), subset(one.limits, keys(RESTRICTIONS)))


def a_carried_restriction_applies(rule: Rule) -> Formula:
    one = user(rule, "a")
    return z3.Implies(one.enabled, one.limits == one.raw & keys(RESTRICTIONS))


def closed_under_implication(rule: Rule) -> Formula:
    one = user(rule, "a")
    return z3.And(
        z3.Implies(one.has(may.MANAGE_ALL), one.has(may.MANAGE)),
        z3.Implies(one.has(may.MANAGE), one.has(may.VIEW)),
    )


def more_grants_never_take_away(rule: Rule) -> Formula:
    one = user(rule, "a")
    more = user(rule, "b", one.raw | (z3.BitVec("more", WIDTH) & keys(~RESTRICTIONS)))
    return z3.Implies(same_state(one, more), subset(one.grants, more.grants))


def a_restriction_never_gives(rule: Rule) -> Formula:
    one = user(rule, "a")
    more = user(rule, "b", one.raw | (z3.BitVec("more", WIDTH) & keys(RESTRICTIONS)))
    return z3.Implies(same_state(one, more), subset(more.grants, one.grants))


def a_restriction_takes_only_its_own(rule: Rule) -> Formula:
    one = user(rule, "a")
    more = user(rule, "b", one.raw | (z3.BitVec("more", WIDTH) & keys(RESTRICTIONS)))
    lost = one.grants & ~more.grants
    return z3.Implies(same_state(one, more), subset(lost, keys(may.START.mask)))


def a_seat_never_takes_away(rule: Rule) -> Formula:
    raw = z3.BitVec("raw", WIDTH)
    one, other = user(rule, "a", raw), user(rule, "b", raw)
    return z3.Implies(
        z3.And(one.enabled == other.enabled, z3.Implies(one.seated, other.seated)),
        z3.And(
            subset(one.grants, other.grants), z3.Implies(one.enabled, one.limits == other.limits)
        ),
    )


def with_seat_and_all_it_needs_a_grant_holds(rule: Rule) -> Formula:
    one = user(rule, "a")
    needs_base = either(one.carries(BASE), keys(0), keys(DEPENDENT))
    needs_dashboard = either(one.carries(may.SEE_ANALYTICS.mask), keys(0), keys(FILTERS))
    blocked = either(one.carries(may.START_DISABLED.mask), keys(may.START.mask), keys(0))
    awake = one.raw & ~needs_base & ~needs_dashboard & ~blocked & keys(~RESTRICTIONS)
    return z3.Implies(z3.And(one.enabled, one.seated), subset(awake, one.grants))


Invariant = Callable[[Rule], Formula]

INVARIANTS: list[Invariant] = [
    disabled_means_nothing,
    no_seat_leaves_view_profile_and_account,
    dependent_implies_base,
    filters_imply_analytics,
    start_disabled_means_no_start,
    nothing_beyond_what_was_given,
    restrictions_are_never_abilities,
    a_carried_restriction_applies,
    closed_under_implication,
    more_grants_never_take_away,
    a_restriction_never_gives,
    a_restriction_takes_only_its_own,
    a_seat_never_takes_away,
    with_seat_and_all_it_needs_a_grant_holds,
]
