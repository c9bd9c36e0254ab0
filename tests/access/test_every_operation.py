"""From many a state of an account, every operation, by anybody: what must hold, holds after it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from hubbub.access import may
from hubbub.access.decision import effective_bits
from hubbub.access.sessions.signing_in import begin_session
from tests.access.operations import OPERATIONS, Draw
from tests.access.standing import ADMINISTERING, Standing, check_change, check_state, standing

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Account, Person, World

TRIES = 4
MUCH = ADMINISTERING | may.MANAGE_SEATS.mask | may.MANAGE_API_KEYS.mask
RESTRICTED_MANAGER = [
    "account/users/manage", "account/roles/manage", "account/roles/grant-any",
    "conversations/start/disabled", "conversations/calls/screen-share/limit-entire-screen",
]  # fmt: skip
ROLE = "INSERT INTO roles (account_id, id, name, permissions) VALUES (%s, %s, %s, %s)"
HELD = "INSERT INTO user_roles (account_id, user_id, role_id) VALUES (%s, %s, %s)"
ADMINISTERS = """
DELETE FROM user_roles WHERE account_id = %s AND role_id IN
    (SELECT id FROM roles WHERE account_id = %s AND default_key = 'account_administrator')
"""
BUMP = "UPDATE accounts SET access_version = access_version + 1 WHERE account_id = %s"


async def sample(world: World, random: Random, *, is_restricted: bool) -> None:
    """Custom roles here and there; sometimes the only administrator is a restricted one."""
    ours = world.ours
    for number in range(4):
        id_ = uuid.UUID(int=random.getrandbits(128))
        keys = Draw(random, await standing(world, ours), number).keys(6)
        await world.sql(ours, ROLE, ours.id, id_, f"Sampled {number}", keys)
        for person in random.sample(sorted(ours.people), 2):
            await world.sql(ours, HELD, ours.id, ours.people[person].user_id, id_)
    if is_restricted:
        id_ = uuid.UUID(int=random.getrandbits(128))
        await world.sql(ours, ROLE, ours.id, id_, "Restricted manager", RESTRICTED_MANAGER)
        await world.sql(ours, ADMINISTERS, ours.id, ours.id)
        await world.sql(ours, HELD, ours.id, ours.administrator.user_id, id_)
    await world.sql(ours, BUMP, ours.id)


async def ours_and_theirs(world: World) -> tuple[Standing, Standing]:
    return await standing(world, world.ours), await standing(world, world.theirs)


def who_tries(account: Account, now: Standing, random: Random) -> Person:
    """Mostly somebody who can do much; never one who could not even sign in."""
    able = [each for each in account.people.values() if now.people[each.user_id].is_enabled]
    much = [each for each in able if now.people[each.user_id].raw & MUCH]
    return random.choice(much if much and random.random() < 0.7 else able)


async def signed_in(world: World, person: Person) -> Person:
    """The same person in a session of today: he may have been disabled in between."""
    session = await begin_session(world.database, person.account_id, person.user_id)
    return replace(person, token=session.token)


async def check_warm(api: Api, now: Standing, person: Person) -> None:
    """His next request is decided by what holds now, whatever was kept of him."""
    answer = await api.send(person, "GET", "/api/me")
    somebody = now.people[person.user_id]
    # Who was disabled in between is signed out for good.
    if answer.status_code == 200:
        effective = effective_bits((somebody.raw,), somebody.is_seated, somebody.is_enabled)
        assert set(answer.json()["permissions"]) == set(effective.granted_keys)


@pytest.mark.parametrize("seed", range(4))
async def test_what_must_hold_holds_after_it(seed: int, world: World, api: Api) -> None:
    random = Random(seed)
    ours = world.ours
    await sample(world, random, is_restricted=seed % 2 == 1)
    check_state(await standing(world, ours))
    done = 0
    for number, operation in enumerate(random.sample(OPERATIONS, len(OPERATIONS))):
        for turn in range(TRIES):
            before, theirs = await ours_and_theirs(world)
            person = await signed_in(world, who_tries(ours, before, random))
            draw = Draw(random, before, number * TRIES + turn)
            method, path, body = operation(draw)
            answer = await api.send(person, method, path, body)
            assert answer.status_code < 500, answer.text
            after, theirs_after = await ours_and_theirs(world)
            assert theirs_after == theirs, "another account was touched"
            if answer.status_code >= 400:
                assert after == before, "refused, and yet something happened"
            else:
                done += 1
                check_change(before, after, person.user_id)
                check_state(after)
            for each in random.sample(sorted(ours.people), 2):
                await check_warm(api, after, ours.people[each])
    assert done > len(OPERATIONS) // 2
