"""Writing first: by whom, from what, in which queue and for whom it is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from hubbub.access.loading import load_key_actor
from hubbub.features.conversations.recipients import Recipient
from hubbub.features.conversations.starting import Start, start
from tests.deeds import Deeds
from tests.features.conversations.starts import (
    PATH,
    PHONE,
    begin,
    count,
    limit,
    name,
    number_id,
)

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

ALL_SENDERS = "conversations/senders/all-available"


async def test_our_text_begins_a_conversation_of_our_own(world: World, api: Api) -> None:
    ours = world.ours
    answer = await begin(world, api, ours.agent, topic="Parcel", priority="high")
    assert answer.status_code == 201, answer.text
    shown = await api.get(ours.agent, f"{PATH}/{answer.json()['conversation_id']}")
    assert shown["assignee"]["id"] == ours.agent.user_id.hex
    assert shown["queue"]["id"] == ours.general.hex
    assert (shown["status"], shown["priority"], shown["topic"]) == ("open", "high", "Parcel")
    assert (shown["person"]["phone"], shown["number"]) == (PHONE, ours.number)
    assert (shown["waiting_since"], shown["inbound_count"], shown["version"]) == (None, 0, 3)
    assert shown["last_message"]["text"] == "Good morning"
    assert shown["takes_answers"] is True
    assert "reply" in shown["can"]
    timeline = await api.get(ours.agent, f"{PATH}/{shown['id']}/timeline")
    assert [each.get("kind", each["type"]) for each in timeline["items"]] == [
        "created", "assigned", "message",
    ]  # fmt: skip
    assert await count(world, "sms_parts") == 1
    [(kinds,)] = await world.sql(
        ours,
        "SELECT array_agg(kind ORDER BY seq) FROM events WHERE account_id = %s AND seq > "
        "(SELECT max(seq) - 6 FROM events WHERE account_id = %s)",
        ours.id, ours.id,
    )  # fmt: skip
    assert kinds == [
        "person.met", "agent.load_changed", "conversation.created", "conversation.assigned",
        "conversation.message_added", "message.queued",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 403), ("seatless", 403), ("setup", 403), ("administrator", 403),
        ("agent", 201), ("colleague", 201), ("supervisor", 201), ("founder", 201),
    ],
)  # fmt: skip
async def test_who_may_start(who: str, status: int, world: World, api: Api) -> None:
    answer = await begin(world, api, world.ours.people[who])
    assert answer.status_code == status, answer.text
    if status == 403:
        assert answer.json()["missing_permission"]["key"]
        assert await count(world, "messages") == 0


async def test_an_open_conversation_is_offered_to_who_sees_it(world: World, api: Api) -> None:
    ours = world.ours
    id_ = await world.text_in(ours, PHONE)
    problem = await begin(world, api, ours.agent)
    assert (problem.status_code, problem.json()["code"]) == (409, "already_open")
    assert problem.json()["conversation_id"] == id_.hex
    await world.put_into_queue(ours.colleague, ours.general, None)
    hidden = await begin(world, api, ours.colleague)
    assert (hidden.status_code, hidden.json()["code"]) == (409, "already_open")
    assert "conversation_id" not in hidden.json()
    assert "an open conversation that you cannot see" in hidden.json()["detail"]
    assert await count(world, "messages", "direction = 'outbound'") == 0


async def test_of_a_conversation_out_of_sight_nothing_but_its_being_is_told(
    world: World, api: Api
) -> None:
    ours = world.ours
    id_ = await world.text_in(ours, PHONE)
    await world.put_into_queue(ours.colleague, ours.general, None)
    deeds = Deeds(world, api, ours)
    unassigned = await begin(world, api, ours.colleague)
    await deeds.assign(id_.hex, ours.agent, ours.agent)
    assigned = await begin(world, api, ours.colleague)
    assert unassigned.json() == assigned.json()
    told = assigned.text
    for secret in (id_.hex, ours.general.hex, ours.agent.user_id.hex, "General", PHONE):
        assert secret not in told
    found = await api.get(ours.colleague, f"{PATH}/recipients?q={PHONE.removeprefix('+')}")
    assert found["people"] == []


async def test_nobody_learns_of_one_without_sending(world: World, api: Api) -> None:
    """What would be refused anyway is refused alike, whether there is an open one or not."""
    ours = world.ours
    await world.put_into_queue(ours.colleague, ours.general, None)
    unable = {"assignee": ours.viewer.user_id.hex}
    before = await begin(world, api, ours.colleague, **unable)
    await world.text_in(ours, PHONE)
    after = await begin(world, api, ours.colleague, **unable)
    assert (before.status_code, before.json()["code"]) == (409, "not_eligible")
    assert after.json() == before.json()


async def test_a_sender_of_another_queue_is_refused(world: World, api: Api) -> None:
    ours = world.ours
    await limit(world, UUID(await number_id(world)), ours.billing)
    refused = await begin(world, api, ours.agent)
    assert refused.status_code == 403
    assert refused.json()["missing_permission"]["key"] == ALL_SENDERS
    assert (await begin(world, api, ours.colleague)).status_code == 201
    other = {"phone": "+385981112224"}
    assert (await begin(world, api, ours.supervisor, to=other)).status_code == 201
    available = await api.get(ours.agent, "/api/senders/available")
    assert available["items"] == []


async def test_the_available_ones_are_those_that_are_accepted(world: World, api: Api) -> None:
    ours = world.ours
    named = await name(world)
    await limit(world, named, ours.billing)
    agent = await api.get(ours.agent, "/api/senders/available")
    assert [(each["value"], each["takes_answers"]) for each in agent["items"]] == [
        (ours.number, True)
    ]
    assert [each["id"] for each in agent["queues"]] == [ours.general.hex]
    colleague = await api.get(ours.colleague, "/api/senders/available")
    shown = [(each["value"], each["kind"], each["takes_answers"]) for each in colleague["items"]]
    assert shown == [
        (ours.number, "number", True), ("Hubbub", "name", False),
    ]  # fmt: skip
    narrow = f"/api/senders/available?queue_id={ours.general.hex}"
    assert [each["value"] for each in (await api.get(ours.colleague, narrow))["items"]] == [
        ours.number
    ]
    everything = await api.get(ours.supervisor, "/api/senders/available")
    assert len(everything["items"]) == len(everything["queues"]) == 2


async def test_a_sender_of_some_queues_begins_nothing_in_others(world: World, api: Api) -> None:
    """The colleague works in both queues, the number is for one of them."""
    ours = world.ours
    await limit(world, UUID(await number_id(world)), ours.billing)
    refused = await begin(world, api, ours.colleague, queue_id=ours.general.hex)
    assert refused.status_code == 403, refused.text
    assert "may not write from this sender" in refused.json()["detail"]
    assert refused.json()["missing_permission"]["key"] == ALL_SENDERS
    assert await count(world, "messages") == await count(world, "people") == 0
    [shown] = (await api.get(ours.colleague, "/api/senders/available"))["items"]
    assert shown["queue_ids"] == [ours.billing.hex]
    begun = await begin(world, api, ours.colleague)
    shown = await api.get(ours.colleague, f"{PATH}/{begun.json()['conversation_id']}")
    assert shown["queue"]["id"] == ours.billing.hex, "not the default one, which may not"
    other = {"to": {"phone": "+385981112224"}, "queue_id": ours.general.hex}
    assert (await begin(world, api, ours.supervisor, **other)).status_code == 201
    available = await api.get(ours.supervisor, "/api/senders/available")
    assert [each["queue_ids"] for each in available["items"]] == [None]


async def test_from_a_name_answers_go_from_the_name_too(world: World, api: Api) -> None:
    ours = world.ours
    sender_id = (await name(world)).hex
    begun = (await begin(world, api, ours.agent, sender_id=sender_id)).json()
    id_ = begun["conversation_id"]
    shown = await api.get(ours.agent, f"{PATH}/{id_}")
    assert (shown["number"], shown["takes_answers"]) == ("Hubbub", False)
    await Deeds(world, api, ours).reply(id_, ours.agent)
    found = await world.sql(
        ours, "SELECT DISTINCT number, carrier_id FROM messages WHERE account_id = %s", ours.id
    )
    assert found == [("Hubbub", ours.carrier)]
    assert await world.text_in(ours, PHONE) == UUID(id_)
    shown = await api.get(ours.agent, f"{PATH}/{id_}")
    assert (shown["number"], shown["takes_answers"]) == (ours.number, True)


async def test_queues_and_assignees_follow_the_rules_of_assigning(world: World, api: Api) -> None:
    ours = world.ours
    refused = await begin(world, api, ours.agent, queue_id=ours.billing.hex)
    assert (refused.status_code, "only in queues" in refused.json()["detail"]) == (403, True)
    to_colleague = {"queue_id": ours.billing.hex, "assignee": ours.agent.user_id.hex}
    refused = await begin(world, api, ours.colleague, **to_colleague)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_eligible")
    begun = await begin(world, api, ours.colleague, assignee=ours.agent.user_id.hex)
    shown = await api.get(ours.agent, f"{PATH}/{begun.json()['conversation_id']}")
    assert shown["assignee"]["id"] == ours.agent.user_id.hex
    other = {"phone": "+385981112225"}
    begun = await begin(world, api, ours.agent, to=other, assignee="nobody")
    shown = await api.get(ours.agent, f"{PATH}/{begun.json()['conversation_id']}")
    assert shown["assignee"] is None
    third = {"phone": "+385981112226"}
    wrong = await begin(world, api, ours.agent, to=third, assignee=uuid4().hex)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "not_eligible")


async def test_a_full_agent_may_still_start_for_himself(world: World, api: Api) -> None:
    ours = world.ours
    await world.sql(ours, "UPDATE agents SET capacity = 1, load = 1 WHERE account_id = %s", ours.id)
    assert (await begin(world, api, ours.agent)).status_code == 201
    rows = await world.sql(
        ours, "SELECT load FROM agents WHERE account_id = %s AND user_id = %s", ours.id,
        ours.agent.user_id,
    )  # fmt: skip
    assert rows == [(2,)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"to": {"phone": "123"}}, "to.phone"), ({"to": {}}, "to"), ({"text": " "}, "text"),
        ({"to": {"phone": PHONE, "person_id": uuid4().hex}}, "to"),
        ({"sender_id": uuid4().hex}, "sender_id"), ({"queue_id": uuid4().hex}, "queue_id"),
        ({"topic": "x" * 1001}, "topic"), ({"priority": "soon"}, "priority"),
        ({"client_id": "short"}, "client_id"), ({"assignee": "them"}, "assignee"),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_by_field(
    values: dict[str, Any], field: str, world: World, api: Api
) -> None:
    answer = await begin(world, api, world.ours.agent, **values)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"].startswith(field)
    assert await count(world, "messages") == await count(world, "people") == 0


async def test_the_quota_of_a_day_holds_for_starting_too(world: World, api: Api) -> None:
    ours = world.ours
    await world.sql(ours, "INSERT INTO quotas (account_id, sent_a_day) VALUES (%s, 1)", ours.id)
    assert (await begin(world, api, ours.agent)).status_code == 201
    full = await begin(world, api, ours.agent, to={"phone": "+385981112229"})
    assert (full.status_code, full.json()["code"]) == (409, "quota")


async def test_a_key_writes_for_its_maker(world: World, api: Api) -> None:
    ours = world.ours
    keys = ["contact-center/conversations/manage", "conversations/allow-start-conversation"]
    async with world.database.transaction(ours.id) as tx:
        actor = await load_key_actor(tx, ours.agent.user_id, uuid4(), keys)
        assert actor is not None
        wanted = Start("a-client-id", UUID(await number_id(world)), Recipient(PHONE), "Hello")
        begun = await start(tx, wanted, actor)
    shown = await api.get(ours.agent, f"{PATH}/{begun.conversation_id.hex}/timeline")
    assert [each["author"]["kind"] for each in shown["items"] if each["type"] == "message"] == [
        "api"
    ]


async def test_who_has_lost_the_right_starts_nothing_more(world: World, api: Api) -> None:
    ours = world.ours
    assert (await begin(world, api, ours.agent)).status_code == 201
    await world.put_into_queue(ours.agent, ours.general, "viewer")
    other = {"phone": "+385981112227"}
    assert (await begin(world, api, ours.agent, to=other)).status_code == 403
    assert (await api.get(ours.agent, "/api/senders/available")) == {"items": [], "queues": []}
