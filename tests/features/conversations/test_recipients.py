"""Whom one can write to first: people one sees, and numbers that are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hubbub.features.conversations import recipients_repository
from tests.deeds import Deeds
from tests.features.conversations.starts import (
    PATH,
    PHONE,
    begin,
    count,
)

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World


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


@pytest.mark.parametrize(
    "copied",
    [
        "\u202a+385 98 111 2223\u202c", "\u200e+385\u00a098\u2009111\u202f2223",
        "+385\u201198\u2013111\u20102223", "\ufeff098 111 2223", "00385 (98) 111-2223\u200f",
    ],
)  # fmt: skip
async def test_a_number_that_was_copied_with_marks_is_the_same_number(
    copied: str, world: World, api: Api
) -> None:
    agent = world.ours.agent
    found = await api.send(agent, "GET", f"{PATH}/recipients", params={"q": copied})
    assert found.json()["phone"] == {
        "number": PHONE, "country": "HR", "valid": True, "problem": None,
    }  # fmt: skip
    begun = await begin(world, api, agent, to={"phone": copied})
    shown = await api.get(agent, f"{PATH}/{begun.json()['conversation_id']}")
    assert shown["person"]["phone"] == PHONE


@pytest.mark.parametrize("address", ["Банк", "!!!", "unknown", "ÄÖÜ", "٣٨٥٩١١"])
async def test_nobody_writes_to_the_name_of_a_sender(address: str, world: World, api: Api) -> None:
    ours = world.ours
    id_ = await closed(world, api, address)
    answer = await begin(world, api, ours.agent, to={"person_id": await person_of(world, id_)})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == "to.person_id"


async def test_a_short_code_can_be_written_to_and_a_number_of_ours_cannot(
    world: World, api: Api
) -> None:
    ours = world.ours
    short = await person_of(world, await closed(world, api, "60606"))
    assert (await begin(world, api, ours.agent, to={"person_id": short})).status_code == 201
    own = await person_of(world, await closed(world, api, ours.number))
    answer = await begin(world, api, ours.agent, to={"person_id": own})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "to.person_id")


async def test_who_sees_little_finds_it_among_very_much(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little is looked at: what he sees comes before what others were told last."""
    monkeypatch.setattr(recipients_repository, "LOOKED_AT", 3)
    ours = world.ours
    await world.put_into_queue(ours.colleague, ours.general, None)
    mine = [await world.text_in(ours, f"+38598111222{n}") for n in range(2)]
    await world.sql(
        ours, "UPDATE conversations SET assignee_id = %s WHERE id = ANY(%s)",
        ours.colleague.user_id, mine,
    )  # fmt: skip
    for n in range(8):
        await world.text_in(ours, f"+38598111333{n}")
    await world.sql(ours, "UPDATE people SET name = 'Ana'")

    async def phones(who: Person, q: str) -> list[str]:
        found = await api.get(who, f"{PATH}/recipients?q={q}")
        return [each["phone"] for each in found["people"]]

    for q in ("", "ana", "98111"):
        assert await phones(ours.colleague, q) == ["+385981112221", "+385981112220"]
        assert len(await phones(ours.agent, q)) == 3
    assert await phones(ours.agent, "981112220") == ["+385981112220"]


async def closed(world: World, api: Api, address: str) -> str:
    """A conversation with whoever writes from there, which is over."""
    id_ = (await world.text_in(world.ours, address)).hex
    deeds = Deeds(world, api, world.ours)
    await deeds.assign(id_, world.ours.agent, world.ours.agent)
    await deeds.change(id_, "status", "closed", world.ours.agent)
    return id_


async def person_of(world: World, conversation_id: str) -> str:
    [(id_,)] = await world.sql(
        world.ours, "SELECT person_id FROM conversations WHERE id = %s", UUID(conversation_id)
    )
    return id_.hex


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
