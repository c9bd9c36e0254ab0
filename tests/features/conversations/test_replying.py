"""Answers: once each, only by whoever works on it, and only what can be sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.deeds import PHONES, Deeds

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

MANAGE = "contact-center/conversations/manage"
MANAGE_ALL = "conversations/conversation/manage/extended"


async def sent(world: World) -> list[Any]:
    return await world.sql(
        world.ours,
        "SELECT m.id, m.text, (SELECT count(*) FROM sms_parts p WHERE p.account_id = m.account_id "
        "AND p.message_id = m.id) FROM messages m "
        "WHERE m.account_id = %s AND m.direction = 'outbound'",
        world.ours.id,
    )


async def taken(world: World, api: Api) -> tuple[Deeds, str]:
    """A conversation that the agent works on."""
    deeds = Deeds(world, api, world.ours)
    id_ = await deeds.text_in(PHONES[0])
    assert (await deeds.assign(id_, world.ours.agent, world.ours.agent)).status_code == 200
    return deeds, id_


async def test_sixteen_sends_of_one_answer_are_one_answer(world: World, api: Api) -> None:
    _, id_ = await taken(world, api)
    body = {"client_id": "a-client-id", "text": "Hello"}
    path = f"/api/conversations/{id_}/messages"
    answers = await asyncio.gather(
        *(api.send(world.ours.agent, "POST", path, body) for _ in range(16))
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    [(_, text, parts)] = await sent(world)
    assert (text, parts) == ("Hello", 1)


async def test_a_repeat_after_the_end_gives_the_first_answer(world: World, api: Api) -> None:
    deeds, id_ = await taken(world, api)
    body = {"client_id": "a-client-id", "text": "Goodbye"}
    path = f"/api/conversations/{id_}/messages"
    first = await api.post(world.ours.agent, path, body)
    await deeds.change(id_, "status", "closed", world.ours.agent)
    again = await api.send(world.ours.agent, "POST", path, body)
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert len(await sent(world)) == 1


@pytest.mark.parametrize(
    ("who", "status", "missing"),
    [
        ("viewer", 403, MANAGE),
        ("seatless", 403, MANAGE),
        ("setup", 403, MANAGE),
        ("colleague", 403, MANAGE_ALL),
        ("founder", 201, None),
        ("supervisor", 201, None),
        ("agent", 201, None),
    ],
)
async def test_only_who_works_on_it_answers(
    who: str, status: int, missing: str | None, world: World, api: Api
) -> None:
    deeds, id_ = await taken(world, api)
    answer = await deeds.reply(id_, world.ours.people[who])
    assert answer.status_code == status, answer.text
    if missing:
        problem = answer.json()
        assert problem["missing_permission"]["key"] == missing
        assert problem["granted_by"]
        assert await sent(world) == []


async def test_who_cannot_see_it_is_told_of_nothing(world: World, api: Api) -> None:
    deeds, id_ = await taken(world, api)
    await world.put_into_queue(world.ours.colleague, world.ours.general, None)
    nowhere = await deeds.reply(uuid4().hex, world.ours.colleague)
    for stranger in (world.ours.colleague, world.theirs.agent, world.theirs.supervisor):
        answer = await deeds.reply(id_, stranger)
        assert (answer.status_code, answer.json()) == (404, nowhere.json())


async def test_an_unassigned_one_is_taken_first(world: World, api: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    id_ = await deeds.text_in(PHONES[0])
    agent = await deeds.reply(id_, ours.agent)
    assert (agent.status_code, agent.json()["detail"]) == (403, "Take this conversation first.")
    supervisor = await deeds.reply(id_, ours.supervisor)
    assert (supervisor.status_code, supervisor.json()["code"]) == (409, "unassigned")
    assert await sent(world) == []


async def test_a_closed_one_is_history(world: World, api: Api) -> None:
    deeds, id_ = await taken(world, api)
    await deeds.change(id_, "status", "closed", world.ours.agent)
    for who in (world.ours.agent, world.ours.supervisor):
        answer = await deeds.reply(id_, who)
        assert (answer.status_code, answer.json()["code"]) == (409, "closed")


async def test_answering_a_solved_one_opens_it_and_a_parked_one_stays(
    world: World, api: Api
) -> None:
    deeds, id_ = await taken(world, api)
    for status, after in (("waiting", "waiting"), ("solved", "open")):
        await deeds.change(id_, "status", status, world.ours.agent)
        await deeds.reply(id_, world.ours.agent)
        shown = await api.get(world.ours.agent, f"/api/conversations/{id_}")
        assert (shown["status"], shown["waiting_since"]) == (after, None)


async def test_whoever_answers_has_read_it(world: World, api: Api) -> None:
    deeds, id_ = await taken(world, api)
    await deeds.reply(id_, world.ours.agent)
    assert (await api.get(world.ours.agent, f"/api/conversations/{id_}"))["read_count"] == 1
    assert (await api.get(world.ours.colleague, f"/api/conversations/{id_}"))["read_count"] == 0


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"text": "no id"}', b'{"client_id": "abcdefgh"}',
        b'{"client_id": "abcdefgh", "text": ""}',
        b'{"client_id": "abcdefgh", "text": " \\n\\u0000 "}',
        b'{"client_id": "short", "text": "x"}', b'{"client_id": "not/allowed", "text": "x"}',
        b'{"client_id": "abcdefgh", "text": "x", "more": 1}',
        b'{"client_id": "abcdefgh", "text": 7}',
        b'{"client_id": "abcdefgh", "text": "' + b"x" * 10_001 + b'"}',
        b'{"client_id": "abcdefgh", "text": "' + b"x" * 60_000 + b'"}',
        b'{"client_id": "abcdefgh", "text": "\xff\xfe"}',
        b'{"client_id": "abcdefgh", "text": "A\\u0000B"}',
    ],
)  # fmt: skip
async def test_what_cannot_be_sent_is_refused_and_nothing_is_kept(
    body: bytes, world: World, api: Api
) -> None:
    _, id_ = await taken(world, api)
    path = f"/api/conversations/{id_}/messages"
    answer = await api.send(world.ours.agent, "POST", path, body)
    assert answer.status_code in (400, 422), answer.text
    assert answer.json()["detail"]
    assert await sent(world) == []
    keys = "SELECT count(*) FROM message_keys WHERE account_id = %s AND key = 'abcdefgh'"
    assert await world.sql(world.ours, keys, world.ours.id) == [(0,)]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (b"one\\r\\ntwo\\rthree", "one\ntwo\nthree"),
        ("Ćao 👋🏽 שלום".encode(), "Ćao 👋🏽 שלום"),
        (b"\\ud83d\\ude00", "😀"),
    ],
)
async def test_what_no_carrier_can_carry_is_taken_out(
    raw: bytes, kept: str, world: World, api: Api
) -> None:
    _, id_ = await taken(world, api)
    body = b'{"client_id": "abcdefgh", "text": "' + raw + b'"}'
    path = f"/api/conversations/{id_}/messages"
    answer = await api.send(world.ours.agent, "POST", path, body)
    assert answer.status_code == 201, answer.text
    [(_, text, _)] = await sent(world)
    assert text == answer.json()["text"] == kept


async def test_half_a_character_is_no_crash(world: World, api: Api) -> None:
    _, id_ = await taken(world, api)
    body = b'{"client_id": "abcdefgh", "text": "A \\ud83d B"}'
    path = f"/api/conversations/{id_}/messages"
    answer = await api.send(world.ours.agent, "POST", path, body)
    assert answer.status_code in (201, 400, 422), answer.text


async def test_only_a_failed_answer_is_sent_once_more_and_only_once(world: World, api: Api) -> None:
    deeds, id_ = await taken(world, api)
    ours = world.ours
    message = (await deeds.reply(id_, ours.agent)).json()
    path = f"/api/conversations/{id_}/messages/{message['id']}/retry"
    early = await api.send(ours.agent, "POST", path)
    assert (early.status_code, early.json()["code"]) == (409, "not_failed")
    await deeds.report("failed")
    colleague = await api.send(ours.colleague, "POST", path)
    assert colleague.status_code == 403
    answers = await asyncio.gather(*(api.send(ours.agent, "POST", path) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    other = await deeds.text_in(PHONES[1])
    elsewhere = f"/api/conversations/{other}/messages/{message['id']}/retry"
    assert (await api.send(ours.supervisor, "POST", elsewhere)).status_code == 404
