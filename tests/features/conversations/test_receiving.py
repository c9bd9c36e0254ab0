"""What a customer's message becomes: a person, one conversation, and nothing twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.numbers.adding import add_number
from hubbub.kernel.events import SYSTEM
from tests.deeds import PHONES, Deeds
from tests.features.conversations.crowd import wide

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api import Api
    from tests.world import Account, World

ROW = """
SELECT c.id, c.status, c.queue_id, c.assignee_id, c.inbound_count, c.version, c.number
FROM conversations c WHERE c.account_id = %s ORDER BY c.created_at, c.id
"""


async def rows(world: World, account: Account) -> list[Any]:
    return await world.sql(account, ROW, account.id)


async def kinds(world: World, account: Account, subject: UUID) -> list[object]:
    query = "SELECT kind FROM events WHERE account_id = %s AND within_id = %s ORDER BY version"
    return [kind for (kind,) in await world.sql(account, query, account.id, subject)]


async def test_the_first_text_begins_everything(world: World, api: Api) -> None:
    ours = world.ours
    id_ = await world.text_in(ours, PHONES[0], "Hello")
    [row] = await rows(world, ours)
    assert row == (id_, "open", ours.general, None, 1, 2, ours.number)
    assert await kinds(world, ours, id_) == [
        "conversation.created", "conversation.message_added",
    ]  # fmt: skip
    shown = await api.get(ours.agent, f"/api/conversations/{id_.hex}")
    assert shown["person"] == {
        "id": shown["person"]["id"], "name": None, "phone": PHONES[0], "erased_at": None,
    }  # fmt: skip
    assert shown["last_message"]["text"] == "Hello"
    assert shown["waiting_since"] is not None
    assert (shown["inbound_count"], shown["read_count"]) == (1, 0)
    assert await rows(world, world.theirs) == []


async def test_the_same_person_goes_on_where_he_was(world: World) -> None:
    first = await world.text_in(world.ours, PHONES[0])
    assert await world.text_in(world.ours, PHONES[0], "Again") == first
    assert await world.text_in(world.ours, PHONES[1]) != first
    assert await world.text_in(world.theirs, PHONES[0]) != first
    assert [row[4] for row in await rows(world, world.ours)] == [2, 1]


async def test_many_texts_of_one_person_at_once_make_one_conversation(world: World) -> None:
    ours = world.ours
    async with wide(world) as database:

        async def write(n: int) -> None:
            inbound = Inbound("sms", ours.carrier, ours.number, PHONES[0], f"Text {n}")
            async with database.transaction(ours.id) as tx:
                await receive(tx, inbound)

        await asyncio.gather(*(write(n) for n in range(16)))
    [row] = await rows(world, ours)
    assert (row[4], row[5]) == (16, 17)
    versions = await world.sql(
        ours,
        "SELECT version FROM events WHERE account_id = %s AND subject_id = %s",
        ours.id,
        row[0],
    )
    assert {version for (version,) in versions} == set(range(1, 18))
    assert len(versions) == 17
    assert len(await world.sql(ours, "SELECT 1 FROM people WHERE account_id = %s", ours.id)) == 1


async def test_the_carriers_id_makes_a_repeat_no_second_message(world: World) -> None:
    ours = world.ours
    inbound = Inbound("sms", ours.carrier, ours.number, PHONES[0], "Once", 1, "carrier-id-1")
    async with wide(world) as database:

        async def deliver() -> object:
            async with database.transaction(ours.id) as tx:
                return await receive(tx, inbound)

        made = await asyncio.gather(*(deliver() for _ in range(8)))
    assert sum(each is not None for each in made) == 1
    assert [row[4] for row in await rows(world, ours)] == [1]


@pytest.mark.parametrize("status", ["waiting", "solved"])
async def test_a_parked_or_solved_one_opens_again(status: str, world: World, api: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    id_ = await deeds.text_in(PHONES[0])
    await deeds.assign(id_, ours.agent, ours.agent)
    await deeds.change(id_, "status", status, ours.agent)
    assert (await api.get(ours.agent, "/api/me/agent"))["load"] == 0
    assert await deeds.text_in(PHONES[0], "Not quite") == id_
    shown = await api.get(ours.agent, f"/api/conversations/{id_}")
    assert (shown["status"], shown["assignee"]["id"]) == ("open", ours.agent.user_id.hex)
    assert (await api.get(ours.agent, "/api/me/agent"))["load"] == 1


async def test_after_a_closed_one_a_new_one_begins(world: World, api: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    first = await deeds.text_in(PHONES[0])
    await deeds.assign(first, ours.agent, ours.agent)
    await deeds.change(first, "status", "closed", ours.agent)
    second = await deeds.text_in(PHONES[0], "Something else")
    closed, opened = await rows(world, ours)
    assert (closed[0].hex, closed[1], closed[4]) == (first, "closed", 1)
    assert (opened[0].hex, opened[1], opened[3]) == (second, "open", None)


async def test_closing_and_writing_at_the_same_moment_loses_nothing(world: World, api: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    for n in range(8):
        id_ = await deeds.text_in(PHONES[0])
        await deeds.assign(id_, ours.supervisor, ours.supervisor)
        await asyncio.gather(
            deeds.change(id_, "status", "closed", ours.supervisor),
            deeds.text_in(PHONES[0], f"Wait {n}"),
        )
    texts = await world.sql(
        ours,
        "SELECT count(*) FROM conversation_messages k JOIN messages m USING (account_id) "
        "WHERE k.account_id = %s AND m.id = k.message_id",
        ours.id,
    )
    assert texts == [(16,)]


async def test_the_answer_comes_from_the_number_that_was_written_to_last(
    world: World, api: Api
) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    async with world.database.transaction(ours.id) as tx:
        second = (
            await add_number(tx, "+385910000002", ours.carrier, SYSTEM, "conversations")
        ).number
    id_ = await deeds.text_in(PHONES[0])
    async with world.database.transaction(ours.id) as tx:
        await receive(tx, Inbound("sms", ours.carrier, second, PHONES[0], "Or here"))
    await deeds.assign(id_, ours.agent, ours.agent)
    await deeds.reply(id_, ours.agent)
    sent = await world.sql(
        ours, "SELECT number FROM messages WHERE account_id = %s AND direction = 'outbound'",
        ours.id,
    )  # fmt: skip
    assert sent == [(second,)]
