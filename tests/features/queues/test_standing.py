"""Agents and viewers: who can be which, what each can really do, and nothing but reading for
viewers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.gate import DECLARED, Declared
from hubbub.access.roles import Default
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.giving_seats import set_seat
from hubbub.access.users.repository import membership
from hubbub.entrypoints.api import ROUTERS
from hubbub.features.agents.changing_status import change_status
from hubbub.features.conversations.repository import lock_conversation
from hubbub.features.routing.assigning_waiting import assign_waiting
from hubbub.kernel.events import SYSTEM
from tests.entrypoints.http.examples import EXAMPLES

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api import Api
    from tests.world import Account, Person, World

ALL = {each.prefix for each in ROUTERS}
"""Asking for the routers declares every route."""
WRITES = [
    each
    for each in DECLARED
    if each.method not in ("GET", "SOCKET")
    and each.path.startswith(("/api/conversations", "/api/people"))
]
"""Every way to write in a conversation, or about the person behind it, that there is."""


def test_there_are_writes_to_try() -> None:
    assert len(WRITES) >= 8
    assert {"/api/conversations", "/api/people"} <= ALL


def named(declared: Declared) -> str:
    return f"{declared.method} {declared.path}"


def path_of(account: Account) -> str:
    return f"/api/queues/{account.general.hex}/members"


async def members(api: Api, account: Account) -> dict[str, dict[str, Any]]:
    found = await api.get(account.setup, path_of(account))
    return {each["name"]: each for each in found["items"]}


async def put(api: Api, account: Account, *wanted: tuple[Person, str]) -> Any:
    path = path_of(account)
    version = (await api.get(account.setup, path))["version"]
    items = [{"user_id": who.user_id.hex, "kind": kind} for who, kind in wanted]
    return await api.send(account.setup, "PUT", path, {"members": items, "version": version})


async def set_seated(world: World, person: Person, is_seated: bool) -> None:
    async with world.database.transaction(person.account_id) as tx:
        await set_seat(tx, person.user_id, is_seated, SYSTEM_AUTHORITY)


@pytest.mark.parametrize(
    ("who", "reason"), [("viewer", "role"), ("seatless", "no_seat"), ("disabled", "disabled")]
)
async def test_who_cannot_work_is_refused_as_agent_and_taken_as_viewer(
    who: str, reason: str, world: World, api: Api
) -> None:
    ours = world.ours
    person = ours.people[who]
    await put(api, ours, (ours.agent, "agent"))
    refused = await put(api, ours, (ours.agent, "agent"), (person, "agent"))
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "cannot_work")
    assert person.name in problem["detail"]
    expected = [{"user_id": person.user_id.hex, "name": person.name, "reason": reason}]
    assert problem["users"] == expected
    assert list(await members(api, ours)) == [ours.agent.name]
    taken = await put(api, ours, (ours.agent, "agent"), (person, "viewer"))
    assert taken.status_code == 200
    shown = (await members(api, ours))[person.name]
    assert (shown["kind"], shown["hindrance"]) == ("viewer", reason)
    assert shown["access"] == ("none" if who == "disabled" else "viewer")


async def test_who_loses_the_seat_counts_as_viewer_at_once_and_stays_an_agent_by_name(
    world: World, api: Api
) -> None:
    ours = world.ours
    await put(api, ours, (ours.agent, "agent"), (ours.supervisor, "viewer"))
    before = await members(api, ours)
    assert before[ours.agent.name]["access"] == "agent"
    # A supervisor works everywhere, whatever the queue calls him.
    assert before[ours.supervisor.name]["access"] == "agent"
    await set_seated(world, ours.agent, False)
    shown = (await members(api, ours))[ours.agent.name]
    assert (shown["kind"], shown["access"], shown["hindrance"]) == ("agent", "viewer", "no_seat")
    # Another change of the queue does not have to take him out first.
    changed = await put(api, ours, (ours.agent, "agent"), (ours.colleague, "agent"))
    assert changed.status_code == 200
    await set_seated(world, ours.agent, True)
    assert (await members(api, ours))[ours.agent.name]["access"] == "agent"


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ((Default.VIEWER,), "viewer"),
        ((Default.AGENT,), "agent"),
        ((Default.VIEWER, Default.AGENT), "agent"),
        ((Default.VIEWER, Default.ANALYTICS), "viewer"),
        ((), "agent"),
    ],
)
async def test_a_newcomer_joins_as_what_his_roles_make_of_him(
    roles: tuple[Default, ...], kind: str, world: World
) -> None:
    ours = world.ours
    ids = frozenset(ours.roles[each.value] for each in roles)
    new = NewUser("New Person", "new.person@ours.example.com", None, ids, wants_seat=True)
    async with world.database.transaction(ours.id) as tx:
        user = await create_user(tx, new, SYSTEM_AUTHORITY)
        assert await membership(tx, user.id, ours.general) == kind


async def test_candidates_say_who_can_only_be_a_viewer(world: World, api: Api) -> None:
    ours = world.ours
    path = "/api/queues/candidates"
    page = await api.get(ours.setup, path)
    found = {each["name"]: each["hindrance"] for each in page["items"]}
    assert found[ours.agent.name] is None
    assert found[ours.viewer.name] == "role"
    assert found[ours.seatless.name] == "no_seat"
    role = ours.roles["viewer"].hex
    assert role in {each["id"] for each in page["roles"]}
    only = await api.get(ours.setup, f"{path}?role={role}")
    assert [each["name"] for each in only["items"]] == [ours.viewer.name]
    assert "email" not in only["items"][0]
    first = await api.get(ours.setup, f"{path}?limit=2")
    second = await api.get(ours.setup, f"{path}?limit=2&cursor={first['next']}")
    names = [each["name"] for each in (*first["items"], *second["items"])]
    assert names == sorted(set(names))
    assert len(names) == 4


async def test_seeing_queues_and_changing_them_are_two_rights(world: World, api: Api) -> None:
    ours = world.ours
    seen = await api.get(ours.supervisor, path_of(ours))
    assert ours.agent.name in {each["name"] for each in seen["items"]}
    body = {"members": [], "version": seen["version"]}
    refused = await api.send(ours.supervisor, "PUT", path_of(ours), body)
    assert refused.status_code == 403
    key = "apps/ccaas/conversations/queues/manage"
    assert refused.json()["missing_permission"]["key"] == key
    assert (await api.send(ours.agent, "GET", path_of(ours))).status_code == 403


@pytest.mark.parametrize("who", ["viewer", "seatless"])
@pytest.mark.parametrize("declared", WRITES, ids=named)
async def test_a_viewer_is_refused_every_write(
    declared: Declared, who: str, world: World, api: Api
) -> None:
    ours = world.ours
    viewer = ours.people[who]
    conversation = await world.text_in(ours, "+385911234567")
    [(message, person)] = await world.sql(
        ours, "SELECT m.id, m.person_id FROM messages m WHERE account_id = %s", ours.id
    )
    things: dict[str, UUID] = {
        "conversation": conversation, "message": message, "person": person,
        "user": ours.agent.user_id,
    }  # fmt: skip
    example = EXAMPLES[declared.method, declared.path]
    ids = {name: things[kind].hex for name, kind in example.ids.items()}
    seen = f"/api/conversations/{conversation.hex}"
    before = await api.get(viewer, seen)
    assert before["can"] == []
    body = example.body(ours, 1) if example.body else None
    answer = await api.send(viewer, declared.method, declared.path.format(**ids), body)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), answer.text
    assert await api.get(viewer, seen) == before


async def test_automatic_assignment_never_gives_work_to_a_viewer(world: World, api: Api) -> None:
    ours = world.ours
    # All could work, and are there; only the queue says that two of them merely watch.
    await put(api, ours, (ours.agent, "viewer"), (ours.supervisor, "viewer"))
    conversation = await world.text_in(ours, "+385911234567")
    async with world.database.transaction(ours.id) as tx:
        for person in (ours.agent, ours.supervisor):
            await change_status(tx, person.user_id, "available", SYSTEM)
    assert await assign_waiting(world.database, ours.id, SYSTEM) == 0
    answer = await put(api, ours, (ours.agent, "viewer"), (ours.colleague, "agent"))
    assert answer.status_code == 200
    async with world.database.transaction(ours.id) as tx:
        await change_status(tx, ours.colleague.user_id, "available", SYSTEM)
    assert await assign_waiting(world.database, ours.id, SYSTEM) == 1
    async with world.database.transaction(ours.id) as tx:
        found = await lock_conversation(tx, conversation)
    assert found is not None
    assert found.assignee_id == ours.colleague.user_id


async def test_an_agent_made_viewer_gives_his_work_back(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, "+385911234567")
    path = f"/api/conversations/{conversation.hex}"
    await api.put(ours.agent, f"{path}/assignment", {"assignee_id": ours.agent.user_id.hex})
    await put(api, ours, (ours.agent, "viewer"))
    seen = await api.get(ours.agent, path)
    assert seen["assignee"] is None
    assert not {"reply", "take"} & set(seen["can"])
