"""Writing first: once each, by whom and from what it is allowed, and one conversation a person."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from hubbub.access.loading import load_key_actor
from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.conversations.recipients import Recipient
from hubbub.features.conversations.starting import Start, start
from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.naming import add_name
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import SYSTEM
from tests.deeds import Deeds
from tests.waiting import LIMIT

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api
    from tests.world import Person, World

PHONE = "+385981112223"
ALL_SENDERS = "conversations/senders/all-available"
PATH = "/api/conversations"
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


async def number_id(world: World) -> str:
    [(id_,)] = await world.sql(
        world.ours, "SELECT id FROM numbers WHERE account_id = %s", world.ours.id
    )
    return id_.hex


async def body(world: World, **values: Any) -> dict[str, Any]:
    return {
        "client_id": uuid4().hex, "sender_id": await number_id(world), "to": {"phone": PHONE},
        "text": "Good morning", **values,
    }  # fmt: skip


async def begin(world: World, api: Api, who: Person, **values: Any) -> httpx2.Response:
    return await api.send(who, "POST", PATH, await body(world, **values))


async def name(world: World, text: str = "Hubbub") -> UUID:
    async with world.database.transaction(world.ours.id) as tx:
        return (await add_name(tx, text, world.ours.carrier, SYSTEM)).id


async def limit(world: World, sender_id: UUID, *queues: UUID) -> None:
    async with world.database.transaction(world.ours.id) as tx:
        await choose_queues(tx, sender_id, Chosen(False, frozenset(queues)), None, SYSTEM)


async def count(world: World, table: str, condition: str = "TRUE") -> int:
    [(found,)] = await world.sql(
        world.ours,
        f"SELECT count(*) FROM {table} WHERE account_id = %s AND {condition}",
        world.ours.id,
    )
    return found


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
        "person.met", "conversation.created", "agent.load_changed", "conversation.assigned",
        "conversation.message_added", "message.queued",
    ]  # fmt: skip


async def test_sixteen_starts_of_one_are_one(world: World, api: Api) -> None:
    wanted = await body(world)
    answers = await asyncio.gather(
        *(api.send(world.ours.agent, "POST", PATH, wanted) for _ in range(16))
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert await count(world, "conversations") == await count(world, "sms_parts") == 1
    other = await api.send(world.ours.colleague, "POST", PATH, wanted)
    assert other.status_code == 409, "a key of somebody else is another key"


async def test_of_many_who_start_with_one_person_one_does(world: World, api: Api) -> None:
    ours = world.ours
    askers = [ours.agent, ours.colleague, ours.supervisor, ours.founder] * 3
    answers = await asyncio.gather(*(begin(world, api, each) for each in askers))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {
        "already_open"
    }
    assert await count(world, "conversations") == await count(world, "messages") == 1


async def test_a_repeat_after_the_end_gives_the_first_answer(world: World, api: Api) -> None:
    wanted = await body(world)
    first = await api.send(world.ours.agent, "POST", PATH, wanted)
    deeds = Deeds(world, api, world.ours)
    await deeds.change(first.json()["conversation_id"], "status", "closed", world.ours.agent)
    again = await api.send(world.ours.agent, "POST", PATH, wanted)
    assert (again.status_code, again.json()) == (200, first.json())
    fresh = await begin(world, api, world.ours.agent)
    assert fresh.status_code == 201, "a closed one is history"


async def test_a_start_that_crashes_leaves_nothing_and_can_be_repeated(
    world: World, api: Api
) -> None:
    wanted = await body(world)
    ours = world.ours
    start_of = Start(wanted["client_id"], UUID(wanted["sender_id"]), Recipient(PHONE), "Hello")
    by = await world.actor(ours.agent)

    async def crash() -> None:
        async with world.database.transaction(ours.id) as tx:
            await start(tx, start_of, by)
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await crash()
    assert await count(world, "conversations") == await count(world, "people") == 0
    assert (await api.send(ours.agent, "POST", PATH, wanted)).status_code == 201
    assert await count(world, "sms_parts") == 1


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
    assert "A colleague is already talking" in hidden.json()["detail"]
    assert await count(world, "messages", "direction = 'outbound'") == 0


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


async def test_a_national_number_is_read_with_the_country_of_the_sender(
    world: World, api: Api
) -> None:
    begun = await begin(world, api, world.ours.agent, to={"phone": "098 111 2223"})
    shown = await api.get(world.ours.agent, f"{PATH}/{begun.json()['conversation_id']}")
    assert shown["person"]["phone"] == PHONE


async def test_nobody_writes_to_a_number_of_his_own(world: World, api: Api) -> None:
    answer = await begin(world, api, world.ours.agent, to={"phone": world.ours.number})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "to.phone")


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


async def until_somebody_waits(world: World) -> None:
    """For a row that another transaction holds."""
    async with asyncio.timeout(LIMIT):
        while await world.sql(world.ours, WAITING) == [(0,)]:
            pass


@pytest.mark.parametrize("first", ["start", "text"])
async def test_a_text_at_the_same_moment_makes_one_conversation_and_nothing_is_lost(
    first: str, world: World
) -> None:
    ours = world.ours
    by = await world.actor(ours.agent)
    wanted = Start("a-client-id", UUID(await number_id(world)), Recipient(PHONE), "Hello")
    inbound = Inbound("sms", ours.carrier, ours.number, PHONE, "Hi", 1, "key")

    async def starts() -> str:
        try:
            async with world.database.transaction(ours.id) as tx:
                await start(tx, wanted, by)
        except Conflict as error:
            return error.code
        return "started"

    async def comes_in() -> None:
        async with world.database.transaction(ours.id) as tx:
            await receive(tx, inbound)

    if first == "start":
        async with world.database.transaction(ours.id) as tx:
            await start(tx, wanted, by)
            other = asyncio.create_task(comes_in())
            await until_somebody_waits(world)
        await other
        directions = {"outbound", "inbound"}
    else:
        async with world.database.transaction(ours.id) as tx:
            await receive(tx, inbound)
            late = asyncio.create_task(starts())
            await until_somebody_waits(world)
        assert await late == "already_open"
        directions = {"inbound"}
    assert await count(world, "conversations") == 1
    rows = await world.sql(
        ours,
        "SELECT m.direction FROM messages m JOIN conversation_messages l "
        "ON l.account_id = m.account_id AND l.message_id = m.id WHERE m.account_id = %s",
        ours.id,
    )
    assert {row[0] for row in rows} == directions
    assert len(rows) == len(directions)
