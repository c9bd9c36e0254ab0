"""Custom roles over HTTP: made, read, edited, duplicated, deleted, and refused with a way out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access import may
from tests.access.custom_roles.asking import (
    AGENT,
    DOWNLOAD,
    WITHOUT_ASSIGNING,
    create,
    delete,
    edit,
    facts,
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


async def test_the_first_example_gives_agents_one_permission_more(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(
        api, ours.founder, name="Agents who download", permissions=[DOWNLOAD],
        add_users=ids(ours.agent, ours.colleague),
    )  # fmt: skip
    assert (role["holders"], role["needs_seat"], role["access_level"]) == (2, True, "none")
    actor = await world.actor(ours.agent)
    assert actor.may(may.DOWNLOAD_TRANSCRIPT)
    assert await roles_of(api, ours, ours.agent) == {
        "Agent for Conversations", "Agents who download",
    }  # fmt: skip
    assert not (await world.actor(ours.seatless)).may(may.DOWNLOAD_TRANSCRIPT)


async def test_the_second_example_takes_assigning_from_agents(world: World, api: Api) -> None:
    ours = world.ours
    wanted: dict[str, Any] = {
        "name": "Agents without assignment capability", "permissions": WITHOUT_ASSIGNING,
        "copied_from": ours.roles["agent"].hex, "add_users": ids(ours.agent, ours.viewer),
    }  # fmt: skip
    answer = await post(api, ours.founder, **wanted)
    assert refused(answer) == (409, "roles_exclude_each_other")
    [conflict] = answer.json()["conflicts"]
    assert conflict["user"] == {"id": ours.agent.user_id.hex, "name": "Ours Agent"}
    assert conflict["code"] == "reducing_copy"
    assert conflict["keep"] == {"id": None, "name": wanted["name"]}
    assert conflict["take_off"] == {
        "id": ours.roles["agent"].hex, "name": "Agent for Conversations",
    }  # fmt: skip
    assert conflict["permissions"] == [may.ASSIGN.key]
    assert "Replace Agent for Conversations with" in conflict["message"]
    assert await roles_of(api, ours, ours.agent) == {"Agent for Conversations"}

    role = await create(api, ours.founder, **wanted, replace=True)
    assert await roles_of(api, ours, ours.agent) == {wanted["name"]}
    assert await roles_of(api, ours, ours.viewer) == {"Viewer for Conversations", wanted["name"]}
    assert not (await world.actor(ours.agent)).may(may.ASSIGN)
    assert role["comparison"]["removed"] == [may.ASSIGN.key]
    assert role["comparison"]["can_less"] == [may.ASSIGN.key]
    assert role["origin"]["name"] == role["copied_from"]["name"] == "Agent for Conversations"


async def test_two_steps_and_an_edit_are_refused_alike(world: World, api: Api) -> None:
    """Row 10: in whatever order it comes about."""
    ours = world.ours
    copied = {"copied_from": ours.roles["agent"].hex}
    # The copy first, the default role second: on the user's page and on the role's own.
    await create(
        api, ours.founder, **copied, permissions=WITHOUT_ASSIGNING, add_users=ids(ours.viewer)
    )
    agent = ours.roles["agent"].hex
    assert refused(await give(api, ours.founder, agent, ours.viewer)) == (
        409, "roles_exclude_each_other",
    )  # fmt: skip
    held = (await api.get(ours.founder, f"/api/users/{ours.viewer.user_id.hex}"))["roles"]
    path = f"/api/users/{ours.viewer.user_id.hex}/roles"
    body = {"role_ids": [agent, *(role["id"] for role in held)]}
    assert (await api.send(ours.founder, "PUT", path, body)).status_code == 409
    # A copy that only adds may be held beside it, until an edit makes it take something away.
    adds = await create(
        api, ours.founder, **copied, permissions=[*AGENT, DOWNLOAD], add_users=ids(ours.agent)
    )
    answer = await put(api, ours.founder, adds, permissions=WITHOUT_ASSIGNING)
    assert refused(answer) == (409, "roles_exclude_each_other")
    [conflict] = answer.json()["conflicts"]
    assert conflict["keep"]["id"] == adds["id"]
    await edit(api, ours.founder, adds, permissions=WITHOUT_ASSIGNING, replace=True)
    assert await roles_of(api, ours, ours.agent) == {adds["name"]}


async def test_a_copy_of_a_copy_remembers_the_default_role(world: World, api: Api) -> None:
    ours = world.ours
    first = await create(
        api, ours.founder, permissions=list(AGENT), copied_from=ours.roles["agent"].hex
    )
    second = await create(api, ours.founder, permissions=WITHOUT_ASSIGNING, copied_from=first["id"])
    assert (second["copied_from"]["id"], second["origin"]["id"]) == (
        first["id"], ours.roles["agent"].hex,
    )  # fmt: skip
    assert second["comparison"]["removed"] == [may.ASSIGN.key]
    answer = await give(api, ours.founder, second["id"], ours.agent)
    assert refused(answer) == (409, "roles_exclude_each_other")
    # The one in the middle goes: the copy stays a copy of what that one was copied from.
    assert (await delete(api, ours.founder, first)).status_code == 204
    second = await api.get(ours.founder, f"/api/roles/{second['id']}")
    assert second["copied_from"]["id"] == second["origin"]["id"] == ours.roles["agent"].hex
    assert refused(await give(api, ours.founder, second["id"], ours.agent))[0] == 409


async def test_supervisor_beside_a_reducing_copy_of_agent_is_refused_too(
    world: World, api: Api
) -> None:
    ours = world.ours
    role = await create(
        api, ours.founder, permissions=WITHOUT_ASSIGNING, copied_from=ours.roles["agent"].hex
    )
    answer = await give(api, ours.founder, role["id"], ours.supervisor, ours.agent)
    taken = {each["take_off"]["name"] for each in answer.json()["conflicts"]}
    assert taken == {"Agent for Conversations", "Supervisor for Conversations"}


async def test_agent_and_supervisor_are_refused_from_the_roles_own_users_tab(
    world: World, api: Api
) -> None:
    """Row 3, with the way out: the supervisor stays, the agent goes."""
    ours = world.ours
    supervisor = ours.roles["supervisor"].hex
    answer = await give(api, ours.founder, supervisor, ours.agent)
    assert refused(answer) == (409, "roles_exclude_each_other")
    [conflict] = answer.json()["conflicts"]
    assert conflict["code"] == "agent_and_supervisor"
    assert conflict["take_off"]["name"] == "Agent for Conversations"
    assert (await give(api, ours.founder, supervisor, ours.agent, replace=True)).status_code == 200
    assert await roles_of(api, ours, ours.agent) == {"Supervisor for Conversations"}


async def test_default_roles_are_viewed_and_duplicated_never_edited_or_deleted(
    world: World, api: Api
) -> None:
    """Row 9."""
    ours = world.ours
    roles = (await api.get(ours.founder, "/api/roles"))["items"]
    defaults = [role for role in roles if role["kind"] == "default"]
    assert len(defaults) == 6
    for role in defaults:
        one = await api.get(ours.founder, f"/api/roles/{role['id']}")
        assert one["comparison"] is None
        for answer in (
            await put(api, ours.founder, one, permissions=[]),
            await delete(api, ours.founder, one),
        ):
            assert refused(answer) == (409, "default_role")
            assert answer.json()["duplicate"]["copied_from"] == role["id"]
            assert "Duplicate it" in answer.json()["detail"]
        copy = await create(
            api, ours.founder, permissions=role["permissions"], copied_from=role["id"]
        )
        assert copy["comparison"]["added"] == copy["comparison"]["removed"] == []
    page = await api.get(ours.founder, f"/api/roles/{ours.roles['agent'].hex}/holders")
    assert page["total"] == 4
    assert [user["name"] for user in page["items"]] == [
        "Ours Agent", "Ours Colleague", "Ours Disabled", "Ours Seatless",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \t "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "AGENT for conversations"}, "name"),
        ({"name": "First"}, "name"),
        ({"name": "FIRST"}, "name"),
        ({"name": "ŠEF"}, "name"),
        ({"name": "STRASSE"}, "name"),
        ({"description": "x" * 1001}, "description"),
        ({"permissions": ["no/such/key"]}, "permissions"),
        ({"copied_from": "00" * 16}, "copied_from"),
        ({"add_users": ["00" * 16]}, "add_users"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    body: dict[str, object], field: str, world: World, api: Api
) -> None:
    founder = world.ours.founder
    for name in ("First", "šef", "Straße"):
        await create(api, founder, name=name)
    answer = await post(api, founder, **body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == field
    if field == "copied_from":
        return
    role = await create(api, founder, name="Second")
    answer = await put(api, founder, role, **body)
    assert answer.status_code == 422, answer.text


async def test_a_role_keeps_its_own_name_in_other_letters(world: World, api: Api) -> None:
    role = await create(api, world.ours.founder, name="  Night   shift ")
    assert role["name"] == "Night shift"
    renamed = await edit(api, world.ours.founder, role, name="NIGHT SHIFT", description="a\n b\n")
    assert (renamed["name"], renamed["description"]) == ("NIGHT SHIFT", "a\nb")
    assert (renamed["version"], role["version"]) == (2, 1)


async def test_people_of_another_account_do_not_exist(world: World, api: Api) -> None:
    answer = await post(api, world.ours.founder, add_users=ids(world.theirs.agent))
    assert answer.status_code == 422
    assert "do not exist in this account" in answer.json()["errors"][0]["message"]


async def test_of_two_administrators_who_edit_at_once_the_second_is_told(
    world: World, api: Api
) -> None:
    ours = world.ours
    role = await create(api, ours.founder, permissions=[DOWNLOAD])
    answers = await asyncio.gather(
        put(api, ours.founder, role, permissions=[may.TAG.key]),
        put(api, ours.administrator, role, name="Another name"),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [stale] = [answer for answer in answers if answer.status_code == 409]
    assert (stale.json()["code"], stale.json()["version"]) == ("stale", 2)
    assert refused(await delete(api, ours.founder, role)) == (409, "stale")


async def test_a_role_in_use_is_deleted_only_with_its_holders(world: World, api: Api) -> None:
    """Row 21."""
    ours = world.ours
    role = await create(
        api, ours.founder, permissions=[DOWNLOAD], add_users=ids(ours.agent, ours.colleague)
    )
    answer = await delete(api, ours.founder, role)
    assert refused(answer) == (409, "role_in_use")
    assert answer.json()["holders"] == 2
    assert (await world.actor(ours.agent)).may(may.DOWNLOAD_TRANSCRIPT)
    assert (await delete(api, ours.founder, role, from_holders=True)).status_code == 204
    assert not (await world.actor(ours.agent)).may(may.DOWNLOAD_TRANSCRIPT)
    assert await roles_of(api, ours, ours.agent) == {"Agent for Conversations"}
    gone = await api.send(ours.founder, "GET", f"/api/roles/{role['id']}")
    assert gone.status_code == 404


async def test_every_change_is_in_the_audit(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(api, ours.founder, permissions=[DOWNLOAD], add_users=ids(ours.agent))
    role = await edit(
        api, ours.founder, role, permissions=[may.TAG.key], name="Renamed",
        remove_users=ids(ours.agent), add_users=ids(ours.colleague),
    )  # fmt: skip
    await delete(api, ours.founder, role, from_holders=True)
    found = await facts(
        world, ours, "role.created", "role.changed", "role.deleted", "user.roles_changed"
    )
    assert [kind for kind, _, _ in found] == [
        "role.created", "user.roles_changed",
        "role.changed", "user.roles_changed", "user.roles_changed",
        "role.deleted", "user.roles_changed",
    ]  # fmt: skip
    assert found[0][2] == {"keys": [DOWNLOAD], "copied_from": None, "given": 1}
    assert found[2][2] == {
        "added": [may.TAG.key], "removed": [DOWNLOAD], "is_renamed": True, "given": 1, "taken": 1,
    }  # fmt: skip
    assert found[5][2] == {"keys": [may.TAG.key], "taken": 1}
    changed = {subject: data for _, subject, data in found[3:5]}
    assert len(changed[ours.agent.user_id]["before"]) == 2
    assert len(changed[ours.agent.user_id]["after"]) == 1
    versions = await world.sql(
        ours, "SELECT version FROM events WHERE subject_id = %s ORDER BY version", role["id"]
    )
    assert [version for (version,) in versions] == [1, 2, 3]


async def test_who_could_be_given_a_role_is_searched_filtered_and_paged(
    world: World, api: Api
) -> None:
    ours = world.ours
    agent = ours.roles["agent"].hex
    names: list[str] = []
    cursor = None
    while True:
        query = {"role": agent, "limit": 3, **({"cursor": cursor} if cursor else {})}
        page = await api.get(ours.founder, "/api/roles/candidates", params=query)
        names += [user["name"] for user in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert names == ["Ours Agent", "Ours Colleague", "Ours Disabled", "Ours Seatless"]
    found = await api.get(ours.founder, "/api/roles/candidates", params={"q": "COLLEAGUE@"})
    [user] = found["items"]
    assert [role["name"] for role in user["roles"]] == ["Agent for Conversations"]
    await world.sql(
        ours, "UPDATE users SET username = 'birdie' WHERE id = %s RETURNING id", ours.agent.user_id
    )
    found = await api.get(ours.founder, "/api/roles/candidates", params={"q": "Birdie"})
    assert [user["name"] for user in found["items"]] == ["Ours Agent"]
    every = await api.get(ours.founder, "/api/roles/candidates/names", params={"role": agent})
    assert [user["name"] for user in every["items"]] == names
    for nothing in ("%", "_", "\\", "Theirs"):
        page = await api.get(ours.founder, "/api/roles/candidates", params={"q": nothing})
        assert page["items"] == [], nothing


async def test_a_new_name_of_a_role_is_told_to_its_holders(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(api, ours.founder, permissions=[DOWNLOAD], add_users=ids(ours.agent))
    assert role["name"] in {
        each["name"] for each in (await api.get(ours.agent, "/api/me"))["roles"]
    }
    await edit(api, ours.founder, role, name="Another name")
    names = {each["name"] for each in (await api.get(ours.agent, "/api/me"))["roles"]}
    assert names == {"Agent for Conversations", "Another name"}


async def test_the_audit_holds_the_permissions_of_a_role(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(api, ours.founder, permissions=[DOWNLOAD])
    await edit(api, ours.founder, role, permissions=[may.TAG.key])
    [row] = await world.sql(ours, "SELECT changes FROM audit WHERE kind = 'role.changed'")
    assert row[0]["permissions"] == {"before": [DOWNLOAD], "after": [may.TAG.key]}


async def test_an_edit_holds_from_the_next_request_of_its_holder(world: World, api: Api) -> None:
    ours, holder = world.ours, world.ours.agent
    role = await create(api, ours.founder, permissions=[may.VIEW.key])
    path = f"/api/users/{holder.user_id.hex}/roles"
    await api.put(ours.founder, path, {"role_ids": [role["id"]]})
    list_ = "/api/conversations?scope=mine"
    assert (await api.send(holder, "GET", list_)).status_code == 200
    await edit(api, ours.founder, role, permissions=[may.TAG.key])
    assert (await api.send(holder, "GET", list_)).status_code == 403
