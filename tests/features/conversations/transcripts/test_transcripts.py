"""Transcripts over HTTP: who gets which, that it is recorded, that it ends with the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access import may
from hubbub.features.conversations.shown_repository import show
from hubbub.features.conversations.transcripts import reading
from hubbub.features.conversations.transcripts.shapes import Head
from hubbub.kernel.errors import Forbidden, NotFound
from tests.features.conversations.transcripts.samples import head as sample_head

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api import Api
    from tests.world import Person, World

PHONE = "+385911112222"


def path(conversation: UUID, query: str = "") -> str:
    return f"/api/conversations/{conversation.hex}/transcript{query}"


async def refusal(api: Api, asker: Person, conversation: UUID, query: str = "") -> int:
    return (await api.send(asker, "GET", path(conversation, query))).status_code


async def test_a_supervisor_saves_it_and_that_is_audited(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, PHONE, "Hello <b>you</b>")
    answer = await api.send(ours.supervisor, "GET", path(conversation, "?time_zone=Asia/Kolkata"))
    assert answer.status_code == 200, answer.text
    assert "Hello &lt;b&gt;you&lt;/b&gt;" in answer.text
    assert "Asia/Kolkata" in answer.text
    assert "UTC+05:30" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith('attachment; filename="transcript ')
    audit = await api.get(ours.administrator, "/api/audit?kind=transcript.downloaded")
    (entry,) = audit["items"]
    assert entry["object"]["id"] == conversation.hex
    assert entry["object"]["name"].startswith("SMS of ")
    assert entry["by"]["user"]["id"] == ours.supervisor.user_id.hex
    assert entry["changes"][0]["after"]["values"] == ["html"]


async def test_the_other_formats(world: World, api: Api) -> None:
    conversation = await world.text_in(world.ours, PHONE, "Hello")
    pdf = await api.send(world.ours.supervisor, "GET", path(conversation, "?format=pdf"))
    assert pdf.content.startswith(b"%PDF-")
    found = await api.get(world.ours.supervisor, path(conversation, "?format=json"))
    assert [each["type"] for each in found["items"]] == ["change", "message"]
    assert found["items"][1]["text"] == "Hello"
    assert found["complete"] is True


async def test_an_agent_needs_the_permission_and_then_the_sight(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, PHONE)
    assert await refusal(api, ours.agent, conversation) == 403
    shown = await api.get(ours.agent, f"/api/conversations/{conversation.hex}")
    assert "download" not in shown["can"]
    await give_download(api, ours.founder, ours.agent)
    assert await refusal(api, ours.agent, conversation) == 200
    shown = await api.get(ours.agent, f"/api/conversations/{conversation.hex}")
    assert "download" in shown["can"]
    theirs = await world.text_in(world.theirs, PHONE)
    assert await refusal(api, ours.agent, theirs) == 404
    await world.put_into_queue(ours.agent, ours.general, None)
    assert await refusal(api, ours.agent, conversation) == 404


async def give_download(api: Api, founder: Person, to: Person) -> None:
    body = {
        "name": "Downloads", "permissions": [may.DOWNLOAD_TRANSCRIPT.key],
        "add_users": [to.user_id.hex],
    }  # fmt: skip
    await api.post(founder, "/api/roles", body)


async def test_a_key_without_conversation_access_has_no_effect(world: World, api: Api) -> None:
    conversation = await world.text_in(world.ours, PHONE)
    await give_download(api, world.ours.founder, world.ours.setup)
    assert await refusal(api, world.ours.setup, conversation) == 403


async def test_bad_questions_are_refused(world: World, api: Api) -> None:
    conversation = await world.text_in(world.ours, PHONE)
    for query in ("?time_zone=../../etc/passwd", "?time_zone=Mars", "?format=docx", "?time_zone="):
        assert await refusal(api, world.ours.supervisor, conversation, query) == 422, query


async def head_of(world: World, person: Person, conversation: UUID) -> Head:
    actor = await world.actor(person)
    async with world.database.transaction(actor.account_id) as tx:
        (shown,) = await show(tx, actor, [conversation])
    return replace(sample_head(), conversation=shown)


async def long_conversation(world: World, texts: int) -> UUID:
    found = [await world.text_in(world.ours, PHONE, f"Text {each}") for each in range(texts)]
    assert len(set(found)) == 1
    return found[0]


async def test_chunks_join_without_gap_or_repetition(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 3)
    conversation = await long_conversation(world, 10)
    head = await head_of(world, world.ours.supervisor, conversation)

    async def recheck() -> Any:
        return await world.actor(world.ours.supervisor)

    parts = [part async for part in reading.read_items(world.database, head, recheck)]
    texts = [getattr(item, "text", None) for part in parts for item in part]
    assert texts == [None, *(f"Text {each}" for each in range(10))]
    assert all(len(part) <= 3 for part in parts)


async def test_sight_lost_in_the_middle_ends_it(
    world: World, monkeypatch: pytest.MonkeyPatch, api: Api
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 3)
    ours = world.ours
    conversation = await long_conversation(world, 10)
    await give_download(api, ours.founder, ours.agent)
    head = await head_of(world, ours.agent, conversation)

    async def recheck() -> Any:
        return await world.actor(ours.agent)

    parts = reading.read_items(world.database, head, recheck)
    assert await anext(parts)
    await world.put_into_queue(ours.agent, ours.general, None)
    with pytest.raises(NotFound):
        await anext(parts)
    await world.put_into_queue(ours.agent, ours.general, "agent")
    parts = reading.read_items(world.database, head, recheck)
    assert await anext(parts)
    plain = {"role_ids": [ours.roles["agent"].hex]}
    await api.put(ours.founder, f"/api/users/{ours.agent.user_id.hex}/roles", plain)
    with pytest.raises(Forbidden):
        await anext(parts)
