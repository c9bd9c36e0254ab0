"""What a change would do is told before, and is what then happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access import may
from tests.access.custom_roles.asking import (
    DOWNLOAD,
    WITHOUT_ASSIGNING,
    create,
    delete,
    ids,
    put,
    what_if,
)

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World


async def holds(world: World, people: list[Person]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for person in people:
        effective = (await world.actor(person)).effective
        found[person.user_id.hex] = {*effective.granted_keys, *effective.limiting_keys}
    return found


async def test_what_is_told_of_a_new_role_is_what_happens(world: World, api: Api) -> None:
    ours = world.ours
    people = [ours.agent, ours.seatless, ours.viewer, ours.supervisor]
    body = {
        "name": "New", "permissions": WITHOUT_ASSIGNING, "add_users": ids(*people),
        "copied_from": ours.roles["agent"].hex, "replace": True,
    }  # fmt: skip
    told = await what_if(api, ours.founder, **body)
    before = await holds(world, people)
    await create(api, ours.founder, **body)
    after = await holds(world, people)
    changed = {
        user["id"]: (set(effect["gains"]), set(effect["losses"]))
        for effect in told["effects"]
        for user in effect["users"]
    }
    assert changed == {
        id_: (after[id_] - before[id_], before[id_] - after[id_])
        for id_ in before
        if before[id_] != after[id_]
    }
    assert (told["touched"], told["changed"]) == (4, len(changed))
    assert {"key": may.ASSIGN.key, "users": 2} in told["losses"]
    assert [user["name"] for user in told["needs_seat_users"]] == ["Ours Seatless", "Ours Viewer"]
    assert {conflict["user"]["name"] for conflict in told["conflicts"]} == {
        "Ours Agent", "Ours Seatless", "Ours Supervisor",
    }  # fmt: skip
    assert told["conflicts"][0]["keep"] == {"id": None, "name": "New"}


async def test_an_edit_and_a_deletion_are_told_too(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(
        api, ours.founder, permissions=[DOWNLOAD], add_users=ids(ours.agent, ours.disabled)
    )
    told = await what_if(
        api, ours.founder, role_id=role["id"], permissions=[may.SEE_ALL_QUEUES.key],
        add_users=ids(ours.colleague), named=1,
    )  # fmt: skip
    assert told["gains"] == [{"key": may.SEE_ALL_QUEUES.key, "users": 2}]
    assert told["losses"] == [{"key": DOWNLOAD, "users": 1}]
    assert (told["touched"], told["disabled"], told["changed"]) == (3, 1, 2)
    gone = await what_if(api, ours.founder, role_id=role["id"], is_deleted=True)
    [effect] = gone["effects"]
    assert (effect["losses"], effect["count"], effect["users"]) == (
        [DOWNLOAD], 1, [{"id": ours.agent.user_id.hex, "name": "Ours Agent"}],
    )  # fmt: skip
    # It was only a question.
    assert (await api.get(ours.founder, f"/api/roles/{role['id']}"))["version"] == 1
    assert (await delete(api, ours.founder, role, from_holders=True)).status_code == 204


async def test_holders_of_a_default_role_are_told_of_as_well(world: World, api: Api) -> None:
    ours = world.ours
    told = await what_if(
        api, ours.founder, role_id=ours.roles["supervisor"].hex, add_users=ids(ours.agent)
    )
    [conflict] = told["conflicts"]
    assert conflict["code"] == "agent_and_supervisor"
    told = await what_if(
        api, ours.founder, role_id=ours.roles["agent"].hex, remove_users=ids(ours.agent)
    )
    assert {"key": may.MANAGE.key, "users": 1} in told["losses"]
    deleted = {"role_id": ours.roles["agent"].hex, "is_deleted": True}
    answer = await api.send(ours.founder, "POST", "/api/roles/what-if", deleted)
    assert (answer.status_code, answer.json()["code"]) == (409, "default_role")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"permissions": ["x"]}, 422),
        ({"add_users": ["00" * 16]}, 422),
        ({"role_id": "00" * 16}, 404),
        ({"copied_from": "00" * 16}, 422),
    ],
)
async def test_a_question_about_what_is_not_there(
    body: dict[str, object], status: int, world: World, api: Api
) -> None:
    answer = await api.send(world.ours.founder, "POST", "/api/roles/what-if", body)
    assert answer.status_code == status, answer.text


async def test_what_is_beyond_ones_rights_is_told(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(api, ours.founder, permissions=[may.MANAGE_ROLES.key])
    await put(api, ours.founder, role, add_users=ids(ours.viewer))
    told = await what_if(api, ours.viewer, permissions=[may.VIEW.key, may.ASSIGN.key])
    assert told["beyond"] == [may.ASSIGN.key]
