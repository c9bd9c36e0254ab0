"""Whom one can write to first: people one sees, and numbers that are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.deeds import Deeds
from tests.features.conversations.starts import (
    PATH,
    PHONE,
    begin,
    count,
)

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


async def test_a_person_is_written_to_only_by_who_sees_him(world: World, api: Api) -> None:
    ours = world.ours
    id_ = await world.text_in(ours, PHONE)
    person = (await api.get(ours.agent, f"{PATH}/{id_.hex}"))["person"]["id"]
    await Deeds(world, api, ours).assign(id_.hex, ours.agent, ours.agent)
    await Deeds(world, api, ours).change(id_.hex, "status", "closed", ours.agent)
    to = {"person_id": person}
    await world.put_into_queue(ours.colleague, ours.general, None)
    assert (await begin(world, api, ours.colleague, to=to)).status_code == 404
    assert (await begin(world, api, world.theirs.agent, to=to)).status_code == 422
    assert (await begin(world, api, ours.agent, to=to)).status_code == 201
    assert await count(world, "people") == 1


async def test_a_national_number_is_read_with_the_country_of_the_sender(
    world: World, api: Api
) -> None:
    begun = await begin(world, api, world.ours.agent, to={"phone": "098 111 2223"})
    shown = await api.get(world.ours.agent, f"{PATH}/{begun.json()['conversation_id']}")
    assert shown["person"]["phone"] == PHONE


async def test_nobody_writes_to_a_number_of_his_own(world: World, api: Api) -> None:
    answer = await begin(world, api, world.ours.agent, to={"phone": world.ours.number})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "to.phone")


async def test_recipients_are_people_one_sees_and_the_number_typed(world: World, api: Api) -> None:
    ours = world.ours
    id_ = await world.text_in(ours, PHONE)
    person = (await api.get(ours.agent, f"{PATH}/{id_.hex}"))["person"]["id"]
    await world.sql(ours, "UPDATE people SET name = 'Ana' WHERE account_id = %s", ours.id)
    expected = {"id": person, "name": "Ana", "phone": PHONE, "open_conversation_id": id_.hex}
    found = await api.get(ours.agent, f"{PATH}/recipients?q=098%20111%202223")
    assert found["phone"] == {"number": PHONE, "country": "HR", "valid": True, "problem": None}
    assert found["people"] == [expected]
    assert await api.get(ours.agent, f"{PATH}/recipients?q=an") == {
        "phone": None, "people": [expected],
    }  # fmt: skip
    wrong = (await api.get(ours.agent, f"{PATH}/recipients?q=123"))["phone"]
    assert (wrong["valid"], wrong["number"]) == (False, "123")
    assert wrong["problem"]
    await world.put_into_queue(ours.colleague, ours.general, None)
    assert (await api.get(ours.colleague, f"{PATH}/recipients?q=an"))["people"] == []
    assert (await api.get(world.theirs.agent, f"{PATH}/recipients"))["people"] == []
