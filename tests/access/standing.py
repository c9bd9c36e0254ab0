"""Who stands where in an account, read from the rows, and what no change may ever do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubbub.access import may
from hubbub.access.catalogue import EVERYTHING, RESTRICTIONS, bitset_of_keys
from hubbub.access.decision import effective_bits, implied_by
from hubbub.access.roles import COUNTED, DEFAULT_ROLES, Default

if TYPE_CHECKING:
    from uuid import UUID

    from tests.world import Account, World

ROLES = """
SELECT id, name, default_key, permissions, copied_from, version FROM roles WHERE account_id = %s
"""
PEOPLE = """
SELECT u.id, u.state = 'enabled',
       EXISTS (SELECT 1 FROM seats s WHERE s.account_id = u.account_id AND s.user_id = u.id),
       ARRAY(SELECT role_id FROM user_roles r WHERE r.account_id = u.account_id
             AND r.user_id = u.id ORDER BY 1)
FROM users u WHERE u.account_id = %s
"""
KEYS = "SELECT id, user_id, scopes FROM api_keys WHERE account_id = %s"
SEATS = "SELECT seats FROM accounts WHERE account_id = %s"
ADMINISTERING = may.MANAGE_USERS.mask | may.MANAGE_ROLES.mask | may.GRANT_ANY.mask


@dataclass(frozen=True)
class StandingRole:
    name: str
    default: Default | None
    keys: frozenset[str]
    copied_from: UUID | None
    version: int

    @property
    def bits(self) -> int:
        return bitset_of_keys(self.keys)


@dataclass(frozen=True)
class Somebody:
    """`raw` is what his roles say together."""

    raw: int
    is_enabled: bool
    is_seated: bool
    role_ids: frozenset[UUID]


NOBODY = Somebody(0, is_enabled=False, is_seated=False, role_ids=frozenset())


@dataclass(frozen=True)
class Standing:
    people: dict[UUID, Somebody]
    roles: dict[UUID, StandingRole]
    keys: dict[UUID, tuple[UUID, frozenset[str]]]
    seats: int


async def standing(world: World, account: Account) -> Standing:
    """As it is in the database now."""
    roles = {
        id_: StandingRole(
            name, default and Default(default),
            frozenset(keys_of(default) if default else permissions), copied_from, version,
        )
        for id_, name, default, permissions, copied_from, version in await world.sql(
            account, ROLES, account.id
        )
    }  # fmt: skip
    people: dict[UUID, Somebody] = {}
    for id_, is_enabled, is_seated, role_ids in await world.sql(account, PEOPLE, account.id):
        raw = 0
        for role_id in role_ids:
            raw |= roles[role_id].bits
        people[id_] = Somebody(raw, is_enabled, is_seated, frozenset(role_ids))
    made = await world.sql(account, KEYS, account.id)
    keys = {id_: (user_id, frozenset(scopes)) for id_, user_id, scopes in made}
    [(seats,)] = await world.sql(account, SEATS, account.id)
    return Standing(people, roles, keys, seats)


def keys_of(default: str) -> list[str]:
    bits = DEFAULT_ROLES[Default(default)].keys
    return [each.key for each in may.PERMISSIONS if each.mask & bits]


def check_change(before: Standing, after: Standing, by: UUID) -> None:
    """What section 4 of the specification of access says of one change, made by this person."""
    giver = before.people[by]
    grants = giver.raw & ~RESTRICTIONS
    delegable = EVERYTHING if grants & may.GRANT_ANY.mask else implied_by(grants)
    could = effective_bits((giver.raw,), giver.is_seated, giver.is_enabled).grants
    for id_, now in after.people.items():
        was = before.people.get(id_, NOBODY)
        gained = _grants(now.raw) & ~_grants(was.raw)
        assert not gained & ~delegable, "given what one cannot give"
        lifted = giver.raw & RESTRICTIONS & was.raw & ~now.raw
        assert not lifted, "a restriction of one's own lifted"
        if now.is_seated and not was.is_seated:
            assert could & (may.MANAGE_SEATS.mask | may.MANAGE_LICENCES.mask), "a seat given"
        if id_ == by:
            assert now.is_enabled, "disabled oneself"
            may_change = may.MANAGE_USERS.mask | may.MANAGE_ROLES.mask
            assert now.role_ids == was.role_ids or could & may_change, "a role for oneself"
    assert before.people.keys() <= after.people.keys(), "nobody is forgotten"
    for id_, (maker, scopes) in after.keys.items():
        if id_ not in before.keys:
            assert maker == by
            assert not bitset_of_keys(scopes) & ~RESTRICTIONS & ~delegable, "a key beyond its maker"


def check_state(now: Standing) -> None:
    """What is true of every account at every time."""
    administrators = [
        each for each in now.people.values() if each.is_enabled and not ADMINISTERING & ~each.raw
    ]
    assert administrators, "nobody can administer the account any more"
    assert sum(each.is_seated for each in now.people.values()) <= now.seats, "too many seats"
    for each in now.people.values():
        held = [now.roles[role_id] for role_id in each.role_ids]
        defaults = {role.default for role in held if role.default is not None}
        assert not {Default.AGENT, Default.SUPERVISOR} <= defaults, "Agent beside Supervisor"
        for role in held:
            origin = _origin(now, role)
            if origin in COUNTED and role.default is None and origin in defaults:
                assert origin is not None
                taken = DEFAULT_ROLES[origin].keys & ~role.bits
                assert not taken, "a copy beside the default role that it takes from"


def _origin(now: Standing, role: StandingRole) -> Default | None:
    while role.default is None and role.copied_from is not None:
        if role.copied_from not in now.roles:
            return None
        role = now.roles[role.copied_from]
    return role.default


def _grants(raw: int) -> int:
    """Counted as if he were enabled and had a seat, with what sleeps for want of another."""
    return effective_bits((raw,), seated=True, enabled=True).grants | raw & ~RESTRICTIONS
