"""Writing first, once each: whatever is repeated, crashes, or happens at the same moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.conversations.recipients import Recipient
from hubbub.features.conversations.starting import Start, start
from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.naming import remove_name
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import SYSTEM
from tests.deeds import Deeds
from tests.features.conversations.starts import (
    PATH,
    PHONE,
    begin,
    body,
    count,
    name,
    number_id,
)
from tests.waiting import LIMIT

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


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


@pytest.mark.parametrize("what", ["removed", "taken from the queue"])
async def test_a_sender_that_goes_meanwhile_is_used_by_nobody_after_it(
    what: str, world: World, api: Api
) -> None:
    ours = world.ours
    sender_id = await name(world)
    async with world.database.transaction(ours.id) as tx:
        if what == "removed":
            await remove_name(tx, sender_id, None, SYSTEM)
        else:
            await choose_queues(
                tx, sender_id, Chosen(False, frozenset([ours.billing])), None, SYSTEM
            )
        late = asyncio.create_task(begin(world, api, ours.agent, sender_id=sender_id.hex))
        await until_somebody_waits(world)
    assert (await late).status_code == (422 if what == "removed" else 403)
    assert await count(world, "messages") == 0


async def test_a_sender_and_its_carrier_are_removed_after_what_began_from_it(
    world: World, api: Api
) -> None:
    ours, sender_id = world.ours, await name(world)
    by = await world.actor(ours.agent)
    wanted = Start("a-client-id", sender_id, Recipient(PHONE), "Hello")
    path = f"/api/senders/names/{sender_id.hex}?version=1"
    async with world.database.transaction(ours.id) as tx:
        await start(tx, wanted, by)
        removing = asyncio.create_task(api.send(ours.founder, "DELETE", path))
        await until_somebody_waits(world)
    assert (await removing).status_code == 204
    assert await count(world, "conversations", "number = 'Hubbub'") == 1
