"""Status, priority, topic and the customer's name; closed is the end for everybody."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hubbub.features.conversations.policy import STATUSES
from tests.deeds import PHONES, Deeds

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


async def taken(world: World, api: Api) -> tuple[Deeds, str]:
    deeds = Deeds(world, api, world.ours)
    id_ = await deeds.text_in(PHONES[0])
    await deeds.assign(id_, world.ours.agent, world.ours.agent)
    return deeds, id_


async def test_every_state_follows_every_other_but_none_follows_closed(
    world: World, api: Api
) -> None:
    ours = world.ours
    for before, after in product(STATUSES, STATUSES):
        deeds, id_ = await taken(world, api)
        await deeds.change(id_, "status", before, ours.agent)
        for who in (ours.agent, ours.supervisor) if before == "closed" else (ours.agent,):
            answer = await deeds.change(id_, "status", after, who)
            assert answer.status_code == (409 if before == "closed" else 200), (before, after)
        shown = await api.get(ours.agent, f"/api/conversations/{id_}")
        assert shown["status"] == (before if before == "closed" else after)
        assert (shown["closed_at"] is None) == (shown["status"] != "closed")
        load = (await api.get(ours.agent, "/api/me/agent"))["load"]
        assert load == (1 if shown["status"] == "open" else 0)
        await deeds.change(id_, "status", "closed", ours.agent)


@pytest.mark.parametrize("who", ["agent", "supervisor", "founder"])
async def test_nothing_of_a_closed_one_changes(who: str, world: World, api: Api) -> None:
    ours = world.ours
    deeds, id_ = await taken(world, api)
    await deeds.change(id_, "status", "closed", ours.agent)
    before = await api.get(ours.supervisor, f"/api/conversations/{id_}")
    for what, value in (("status", "open"), ("priority", "low"), ("topic", "New")):
        answer = await deeds.change(id_, what, value, ours.people[who])
        assert (answer.status_code, answer.json()["code"]) == (409, "closed")
    assert await api.get(ours.supervisor, f"/api/conversations/{id_}") == before


async def test_what_stays_the_same_is_no_fact(world: World, api: Api) -> None:
    ours = world.ours
    deeds, id_ = await taken(world, api)
    await deeds.change(id_, "topic", "A bill", ours.agent)
    before = await api.get(ours.agent, f"/api/conversations/{id_}")
    for what, value in (("status", "open"), ("priority", "normal"), ("topic", " A \n bill ")):
        assert (await deeds.change(id_, what, value, ours.agent)).status_code == 200
    await deeds.assign(id_, ours.agent, ours.agent)
    assert (await api.get(ours.agent, f"/api/conversations/{id_}"))["version"] == before["version"]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("status", {"status": "reopened"}), ("status", {"status": None}), ("status", {}),
        ("priority", {"priority": "URGENT"}), ("priority", {"priority": 3}),
        ("topic", {"topic": "x" * 1001}), ("topic", {"topic": 1}), ("topic", {"topic": "a\0b"}),
        ("read", {"inbound_count": -1}), ("read", {"inbound_count": 2**31}), ("read", {}),
    ],
)  # fmt: skip
async def test_what_is_no_value_is_refused(
    what: str, body: dict[str, Any], world: World, api: Api
) -> None:
    deeds, id_ = await taken(world, api)
    answer = await deeds.send(world.ours.agent, "PUT", f"conversations/{id_}/{what}", body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]


@pytest.mark.parametrize("who", ["viewer", "seatless", "colleague"])
async def test_only_who_works_on_it_changes_it(who: str, world: World, api: Api) -> None:
    deeds, id_ = await taken(world, api)
    person = world.ours.people[who]
    for what, value in (("status", "solved"), ("priority", "low"), ("topic", "New")):
        answer = await deeds.change(id_, what, value, person)
        assert answer.status_code == 403
        assert answer.json()["missing_permission"]["key"]
    assert (await deeds.rename(id_, "Ana", person)).status_code == 403
    for stranger in (world.theirs.agent, world.theirs.supervisor):
        assert (await deeds.change(id_, "topic", "New", stranger)).status_code == 404


async def test_a_customer_is_named_by_whoever_works_on_his_conversation(
    world: World, api: Api
) -> None:
    ours = world.ours
    deeds, id_ = await taken(world, api)
    renamed = await deeds.rename(id_, "  Ana\tAnić ", ours.agent)
    assert (renamed.status_code, renamed.json()["name"]) == (200, "Ana Anić")
    shown = await api.get(ours.colleague, f"/api/conversations/{id_}")
    assert shown["person"]["name"] == "Ana Anić"
    assert (await deeds.rename(id_, "", ours.agent)).json()["name"] is None
    assert (await deeds.rename(id_, "x" * 256, ours.agent)).status_code == 422
    person = shown["person"]["id"]
    for who, target in ((world.theirs.supervisor, person), (ours.supervisor, uuid4().hex)):
        answer = await deeds.send(who, "PUT", f"people/{target}", {"name": "Eve"})
        assert answer.status_code == 404


async def test_a_marker_only_moves_up_and_never_beyond_what_there_is(
    world: World, api: Api
) -> None:
    ours = world.ours
    deeds, id_ = await taken(world, api)
    for _ in range(2):
        await deeds.text_in(PHONES[0])
    for count, after in ((2, 2), (1, 2), (99, 3), (0, 3)):
        assert (await deeds.read(id_, count, ours.agent)).status_code == 204
        shown = await api.get(ours.agent, f"/api/conversations/{id_}")
        assert shown["read_count"] == after
    assert (await api.get(ours.colleague, f"/api/conversations/{id_}"))["read_count"] == 0


@pytest.mark.parametrize("who", ["viewer", "seatless"])
async def test_who_only_reads_leaves_no_marker(who: str, world: World, api: Api) -> None:
    deeds, id_ = await taken(world, api)
    person = world.ours.people[who]
    assert (await deeds.read(id_, 1, person)).status_code == 403
    shown = await api.get(person, f"/api/conversations/{id_}")
    assert shown["read_count"] == shown["inbound_count"]
    assert shown["can"] == []
    assert (await deeds.read(id_, 1, world.theirs.agent)).status_code == 404
