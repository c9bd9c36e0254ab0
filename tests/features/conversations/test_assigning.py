"""Who may give which conversation to whom, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hubbub.access import may
from hubbub.access.catalogue import bitset_of_keys, permissions_in
from hubbub.access.repository import access_changed
from hubbub.access.roles import DEFAULT_ROLES, Default
from hubbub.kernel.ids import new_id
from tests.deeds import PHONES, Deeds

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World

MANAGE = "contact-center/conversations/manage"
MANAGE_ALL = "conversations/conversation/manage/extended"
ASSIGN = "conversations/allow-assignment"


async def scene(world: World, api: Api, holder: str | None) -> tuple[Deeds, str]:
    deeds = Deeds(world, api, world.ours)
    id_ = await deeds.text_in(PHONES[0])
    if holder is not None:
        given = await deeds.assign(id_, world.ours.people[holder], world.ours.supervisor)
        assert given.status_code == 200, given.text
    return deeds, id_


@pytest.mark.parametrize(
    ("holder", "by", "to", "status", "missing"),
    [
        (None, "agent", "agent", 200, None),
        (None, "agent", "colleague", 403, MANAGE_ALL),
        (None, "viewer", "viewer", 403, ASSIGN),
        (None, "seatless", "seatless", 403, ASSIGN),
        (None, "setup", "setup", 403, ASSIGN),
        (None, "supervisor", "supervisor", 200, None),
        (None, "supervisor", "agent", 200, None),
        ("agent", "agent", "colleague", 200, None),
        ("agent", "agent", None, 200, None),
        ("agent", "colleague", "colleague", 403, MANAGE_ALL),
        ("agent", "colleague", None, 403, MANAGE_ALL),
        ("agent", "supervisor", "colleague", 200, None),
        ("agent", "supervisor", None, 200, None),
        ("agent", "agent", "agent", 200, None),
    ],
)
async def test_who_may_give_it_to_whom(
    holder: str | None, by: str, to: str | None, status: int, missing: str | None,
    world: World, api: Api,
) -> None:  # fmt: skip
    ours = world.ours
    deeds, id_ = await scene(world, api, holder)
    target = None if to is None else ours.people[to]
    answer = await deeds.assign(id_, target, ours.people[by])
    assert answer.status_code == status, answer.text
    shown = await api.get(ours.supervisor, f"/api/conversations/{id_}")
    kept = ours.people[holder] if holder else None
    expected = target if status == 200 else kept
    assert (shown["assignee"] or {}).get("id") == (expected and expected.user_id.hex)
    if missing:
        assert answer.json()["missing_permission"]["key"] == missing
        assert answer.json()["granted_by"]


@pytest.mark.parametrize("to", ["viewer", "seatless", "disabled", "setup", "administrator"])
@pytest.mark.parametrize("by", ["supervisor", "agent"])
async def test_it_is_given_to_nobody_who_cannot_work(
    by: str, to: str, world: World, api: Api
) -> None:
    deeds, id_ = await scene(world, api, "agent")
    answer = await deeds.assign(id_, world.ours.people[to], world.ours.people[by])
    assert (answer.status_code, answer.json()["code"]) == (409, "not_eligible")


async def test_it_is_given_to_nobody_of_elsewhere_or_nowhere(world: World, api: Api) -> None:
    deeds, id_ = await scene(world, api, "agent")
    path = f"conversations/{id_}/assignment"
    for stranger in (world.theirs.agent.user_id.hex, uuid4().hex):
        answer = await deeds.send(world.ours.supervisor, "PUT", path, {"assignee_id": stranger})
        assert (answer.status_code, answer.json()["code"]) == (409, "not_eligible")
    for body in ({"assignee_id": "me"}, {"assignee_id": 1}, {}, {"assignee_id": None, "x": 1}):
        answer = await deeds.send(world.ours.supervisor, "PUT", path, body)
        assert answer.status_code == 422


async def test_only_its_queues_agents_are_given_it_by_an_agent(world: World, api: Api) -> None:
    ours = world.ours
    deeds, id_ = await scene(world, api, "agent")
    await world.put_into_queue(ours.colleague, ours.general, "viewer")
    answer = await deeds.assign(id_, ours.colleague, ours.agent)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_eligible")
    assert (await deeds.assign(id_, ours.supervisor, ours.agent)).status_code == 200


async def test_a_viewer_of_the_queue_takes_nothing_from_it(world: World, api: Api) -> None:
    ours = world.ours
    deeds, id_ = await scene(world, api, None)
    await world.put_into_queue(ours.colleague, ours.general, "viewer")
    answer = await deeds.assign(id_, ours.colleague, ours.colleague)
    assert (answer.status_code, answer.json()["detail"]) == (
        403, "You are not an agent of its queue.",
    )  # fmt: skip


async def test_what_one_cannot_see_one_cannot_take(world: World, api: Api) -> None:
    ours = world.ours
    deeds, id_ = await scene(world, api, None)
    await world.put_into_queue(ours.colleague, ours.general, None)
    for stranger in (ours.colleague, world.theirs.agent, world.theirs.supervisor):
        assert (await deeds.assign(id_, stranger, stranger)).status_code == 404


async def give_custom_role(world: World, person: Person, without: str) -> None:
    """A copy of Agent that lacks one permission, in the place of Agent itself."""
    ours, role_id = world.ours, new_id()
    bits = DEFAULT_ROLES[Default.AGENT].keys & ~bitset_of_keys([without])
    keys = [each.key for each in permissions_in(bits)]
    await world.sql(
        ours, "INSERT INTO roles (account_id, id, name, permissions) VALUES (%s, %s, 'Less', %s)",
        ours.id, role_id, keys,
    )  # fmt: skip
    await world.sql(
        ours, "UPDATE user_roles SET role_id = %s WHERE account_id = %s AND user_id = %s",
        role_id, ours.id, person.user_id,
    )  # fmt: skip
    async with world.database.transaction(ours.id) as tx:
        await access_changed(tx, person.user_id)


async def test_without_the_right_to_assign_only_the_routing_gives_work(
    world: World, api: Api
) -> None:
    ours = world.ours
    await give_custom_role(world, ours.agent, may.ASSIGN.key)
    deeds, id_ = await scene(world, api, None)
    for held in (False, True):
        answer = await deeds.assign(id_, None if held else ours.agent, ours.agent)
        assert answer.status_code == 403
        assert answer.json()["missing_permission"]["key"] == ASSIGN
        if not held:
            await deeds.status(ours.agent, "available")
            assert await deeds.route() == 1
    assert (await deeds.reply(id_, ours.agent)).status_code == 201
    assert "assign" not in (await api.get(ours.agent, f"/api/conversations/{id_}"))["can"]


async def test_a_closed_one_is_given_to_nobody(world: World, api: Api) -> None:
    deeds, id_ = await scene(world, api, "agent")
    await deeds.change(id_, "status", "closed", world.ours.agent)
    for to in (None, world.ours.colleague):
        answer = await deeds.assign(id_, to, world.ours.supervisor)
        assert (answer.status_code, answer.json()["code"]) == (409, "closed")


async def test_by_hand_it_may_go_beyond_capacity(world: World, api: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    await world.sql(
        ours, "UPDATE agents SET capacity = 1 WHERE account_id = %s AND user_id = %s",
        ours.id, ours.agent.user_id,
    )  # fmt: skip
    for phone in PHONES[:2]:
        id_ = await deeds.text_in(phone)
        assert (await deeds.assign(id_, ours.agent, ours.supervisor)).status_code == 200
    assert (await api.get(ours.agent, "/api/me/agent"))["load"] == 2


async def test_what_is_offered_is_what_is_allowed(world: World, api: Api) -> None:
    """`can` says what the requests then do, for everybody and in every state."""
    ours = world.ours
    for holder in (None, "agent", "colleague"):
        deeds, id_ = await scene(world, api, holder)
        for who in ("agent", "colleague", "supervisor", "viewer", "seatless"):
            person = ours.people[who]
            can = (await api.get(person, f"/api/conversations/{id_}"))["can"]
            if "take" not in can and holder != who:
                assert (await deeds.assign(id_, person, person)).status_code in (403, 409)
            topic = await deeds.change(id_, "topic", f"By {who}", person)
            assert (topic.status_code == 200) == ("topic" in can), (holder, who)
            reply = await deeds.reply(id_, person)
            assert (reply.status_code == 201) == ("reply" in can), (holder, who)
            read = await deeds.read(id_, 1, person)
            assert (read.status_code == 204) == ("read" in can), (holder, who)
        await deeds.change(id_, "status", "closed", ours.supervisor)
        closed = await api.get(ours.supervisor, f"/api/conversations/{id_}")
        assert set(closed["can"]) == {"read", "download"}


async def test_the_list_of_assignees_is_who_can_be_given_it(world: World, api: Api) -> None:
    ours = world.ours
    deeds, id_ = await scene(world, api, "agent")
    page = await api.get(ours.supervisor, f"/api/conversations/{id_}/assignees")
    listed = {each["user_id"] for each in page["items"]}
    for person in ours.people.values():
        answer = await deeds.assign(id_, person, ours.supervisor)
        assert (answer.status_code == 200) == (person.user_id.hex in listed), person.name
