"""Escalation is impossible: nobody gives more than he has, by whichever way of changing a role."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hubbub.access import may
from hubbub.access.catalogue import keys_in
from hubbub.access.delegation import ADMINISTERING
from hubbub.access.roles import DEFAULT_ROLES, Default
from tests.access.custom_roles.asking import (
    create,
    custom_manager,
    delete,
    edit,
    give,
    ids,
    post,
    put,
    refused,
    roles_of,
)

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

BEYOND = (403, "beyond_own_rights")
ADMINISTRATION = list(keys_in(DEFAULT_ROLES[Default.ADMINISTRATOR].keys))


async def test_a_restricted_manager_makes_only_what_he_has(world: World, api: Api) -> None:
    ours = world.ours
    manager = ours.setup
    await custom_manager(api, ours, manager, may.MANAGE_ROLES, may.VIEW, may.TAG)
    assert refused(await post(api, manager, permissions=[may.ASSIGN.key])) == BEYOND
    assert refused(await post(api, manager, permissions=[may.GRANT_ANY.key])) == BEYOND
    # Restricting somebody is free, and so is what he has himself.
    role = await create(api, manager, permissions=[may.TAG.key, may.START_DISABLED.key])
    assert refused(await put(api, manager, role, permissions=[may.MANAGE.key])) == BEYOND
    assert refused(await give(api, manager, ours.roles["agent"].hex, ours.viewer)) == BEYOND
    assert refused(await give(api, manager, ours.roles["administrator"].hex, manager)) == BEYOND
    # He may edit what holds more than he has, as long as he adds nothing of that.
    rich = await create(api, ours.founder, permissions=[may.ASSIGN.key, may.TAG.key])
    rich = await edit(api, manager, rich, permissions=[may.ASSIGN.key], name="Poorer")
    assert refused(await give(api, manager, rich["id"], ours.viewer)) == BEYOND
    assert refused(await put(api, manager, rich, add_users=ids(ours.viewer))) == BEYOND


async def test_giving_base_access_does_not_wake_what_is_beyond(world: World, api: Api) -> None:
    ours = world.ours
    await custom_manager(api, ours, ours.setup, may.MANAGE_ROLES, may.VIEW)
    sleeping = await create(api, ours.founder, permissions=[may.DOWNLOAD_TRANSCRIPT.key])
    await api.put(
        ours.founder, f"/api/users/{ours.viewer.user_id.hex}/roles", {"role_ids": [sleeping["id"]]}
    )
    view = await create(api, ours.setup, permissions=[may.VIEW.key])
    assert refused(await give(api, ours.setup, view["id"], ours.viewer)) == BEYOND
    woken = [may.DOWNLOAD_TRANSCRIPT.key, may.VIEW.key]
    assert refused(await put(api, ours.setup, sleeping, permissions=woken)) == BEYOND


async def test_no_restriction_of_ones_own_is_lifted_from_anybody(world: World, api: Api) -> None:
    """By edit, by taking the role away, by deleting it; neither from others nor from oneself."""
    ours = world.ours
    manager = ours.setup
    await custom_manager(api, ours, manager, may.MANAGE_ROLES, may.GRANT_ANY, may.START_DISABLED)
    [own] = (await api.get(ours.founder, f"/api/users/{manager.user_id.hex}"))["roles"]
    limit = await create(
        api, ours.founder, permissions=[may.START_DISABLED.key], add_users=ids(ours.agent)
    )
    mine = await api.get(ours.founder, f"/api/roles/{own['id']}")
    keys = [key for key in mine["permissions"] if key != may.START_DISABLED.key]
    for answer in (
        await put(api, manager, limit, permissions=[]),
        await put(api, manager, limit, remove_users=ids(ours.agent)),
        await delete(api, manager, limit, from_holders=True),
        await put(api, manager, mine, permissions=keys),
    ):
        assert refused(answer) == BEYOND, answer.text
    assert (await world.actor(ours.agent)).effective.restricted_by(may.START_DISABLED)
    # Somebody who is not under it may.
    await edit(api, ours.founder, limit, permissions=[])


async def test_lifting_a_restriction_gives_what_it_took(world: World, api: Api) -> None:
    """The manager is not under it, but has not the ability that would come back."""
    ours = world.ours
    await custom_manager(api, ours, ours.setup, may.MANAGE_ROLES, may.VIEW)
    limit = await create(
        api, ours.founder, permissions=[may.START_DISABLED.key], add_users=ids(ours.agent)
    )
    for answer in (
        await put(api, ours.setup, limit, permissions=[]),
        await put(api, ours.setup, limit, remove_users=ids(ours.agent)),
        await delete(api, ours.setup, limit, from_holders=True),
    ):
        assert refused(answer) == BEYOND, answer.text


async def test_nobody_gives_himself_a_role_without_the_key(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(api, ours.founder, permissions=[may.TAG.key])
    for person in (ours.agent, ours.supervisor, ours.setup):
        for answer in (
            await give(api, person, role["id"], person),
            await post(api, person, permissions=[may.TAG.key], add_users=ids(person)),
            await put(api, person, role, add_users=ids(person)),
        ):
            assert refused(answer) == (403, "forbidden")
            missing = answer.json()["missing_permission"]["key"]
            assert missing == may.MANAGE_ROLES.key


async def test_the_last_administrator_stays_when_his_role_is_edited(world: World, api: Api) -> None:
    """Also when he is one by a custom role; and a restricted manager can be the only one."""
    ours = world.ours
    restricted = [*ADMINISTRATION, may.START_DISABLED.key]
    role = await create(api, ours.founder, permissions=restricted, add_users=ids(ours.setup))
    administrator = ours.roles["administrator"].hex
    everybody = ids(ours.founder, ours.administrator)
    taken = await give(api, ours.founder, administrator, remove_users=everybody)
    assert taken.status_code == 200, taken.text
    only = ours.setup
    for key in keys_in(ADMINISTERING):
        left = [each for each in restricted if each != key]
        assert refused(await put(api, only, role, permissions=left)) == (409, "last_administrator")
    for answer in (
        await delete(api, only, role, from_holders=True),
        await put(api, only, role, remove_users=ids(only)),
    ):
        # He is under a restriction that would come off him, which is refused first.
        assert refused(answer) == BEYOND
    # He can make another one, and then step back.
    assert (await give(api, only, administrator, ours.founder)).status_code == 200
    left = [each for each in restricted if each != may.GRANT_ANY.key]
    await edit(api, only, role, permissions=left)


async def test_an_administrator_of_two_roles_is_one(world: World, api: Api) -> None:
    ours = world.ours
    parts = [[may.MANAGE_USERS.key, may.MANAGE_ROLES.key], [may.GRANT_ANY.key]]
    first, second = [
        await create(api, ours.founder, permissions=keys, add_users=ids(ours.setup))
        for keys in parts
    ]
    taken = await give(
        api, ours.founder, ours.roles["administrator"].hex,
        remove_users=ids(ours.founder, ours.administrator),
    )  # fmt: skip
    assert taken.status_code == 200
    for role in (first, second):
        answer = await delete(api, ours.setup, role, from_holders=True)
        assert refused(answer) == (409, "last_administrator")
    # Whoever is refused is told that he is the one to ask.
    answer = await api.send(ours.agent, "GET", "/api/roles")
    assert [each["name"] for each in answer.json()["granted_by"]] == ["Ours Setup"]


async def test_of_two_who_take_it_from_each_other_at_once_one_remains(
    world: World, api: Api
) -> None:
    ours = world.ours
    administrator = ours.roles["administrator"].hex
    answers = await asyncio.gather(
        give(api, ours.founder, administrator, remove_users=ids(ours.administrator)),
        give(api, ours.administrator, administrator, remove_users=ids(ours.founder)),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 403]
    page = await api.get(
        ours.founder if answers[0].status_code == 200 else ours.administrator,
        f"/api/roles/{administrator}/holders",
    )
    assert page["total"] == 1


async def test_a_key_of_an_api_acts_within_its_makers_rights(world: World, api: Api) -> None:
    ours = world.ours
    made = await api.post(
        ours.founder, "/api/api-keys",
        {"name": "Roles", "scopes": [may.MANAGE_ROLES.key, may.TAG.key]},
    )  # fmt: skip
    key = made["key"]
    answer = await api.send(key, "POST", "/api/roles", {"name": "A", "permissions": [may.TAG.key]})
    assert answer.status_code == 201, answer.text
    answer = await api.send(key, "POST", "/api/roles", {"name": "B", "permissions": [may.VIEW.key]})
    assert refused(answer) == BEYOND


async def test_replacing_never_gives_what_the_giver_has_not(world: World, api: Api) -> None:
    ours = world.ours
    await custom_manager(api, ours, ours.setup, may.MANAGE_ROLES, may.VIEW)
    agent = ours.roles["agent"].hex
    role = await create(
        api, ours.setup, permissions=[may.VIEW.key], copied_from=agent,
        add_users=ids(ours.agent), replace=True,
    )  # fmt: skip
    assert await roles_of(api, ours, ours.agent) == {role["name"]}
    assert refused(await give(api, ours.setup, agent, ours.agent))[0] == 409
    back = await api.send(
        ours.setup, "PUT", f"/api/roles/{role['id']}/holders", {"remove_users": ids(ours.agent)}
    )
    assert back.status_code == 200
    assert refused(await give(api, ours.setup, agent, ours.agent)) == BEYOND


async def test_of_two_who_end_up_alike_each_is_looked_at(world: World, api: Api) -> None:
    """To one it is nothing new, to the other it is more than the giver has."""
    ours = world.ours
    await custom_manager(api, ours, ours.setup, may.MANAGE_ROLES, may.VIEW)
    lesser = await create(
        api, ours.founder, permissions=[may.VIEW.key, may.MANAGE.key],
        copied_from=ours.roles["agent"].hex,
    )  # fmt: skip
    body = {
        "name": "Zoe Last", "email": "zoe@ours.example.com", "role_ids": [], "seat": False,
        "join_default_queue": False,
    }  # fmt: skip
    last = (await api.post(ours.founder, "/api/users", body))["id"]
    path = f"/api/roles/{lesser['id']}/holders"
    both = {"add_users": [*ids(ours.agent), last], "replace": True}
    assert refused(await api.send(ours.setup, "PUT", path, both)) == BEYOND
    assert await roles_of(api, ours, ours.agent) == {"Agent for Conversations"}
    one = await give(api, ours.setup, lesser["id"], ours.agent, replace=True)
    assert one.status_code == 200, one.text
