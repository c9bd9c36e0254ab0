"""Different people at the same moment on the same conversation: nobody waits for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.sessions.repository import find_session
from hubbub.access.sessions.signing_in import begin_session, sign_out, token_hash
from hubbub.access.users.giving_seats import set_seat
from hubbub.access.users.repository import members
from hubbub.features.conversations.assigning import assign
from hubbub.features.conversations.reading import read_up_to
from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.conversations.replying import Reply, reply
from hubbub.features.queues.changing_members import change_members
from hubbub.features.queues.repository import get_queue
from tests.features.conversations.crowd import assert_ledger_is_right, code_of, wide

if TYPE_CHECKING:
    from hubbub.kernel.database import Database
    from tests.world import Person, World

PHONE = "+385980000001"


async def give(database: Database, world: World, id_: UUID, to: Person) -> None:
    by = await world.actor(world.ours.supervisor)
    async with database.transaction(world.ours.id) as tx:
        await assign(tx, id_, to.user_id, by)


async def test_the_customer_writes_while_he_is_answered_and_read(world: World) -> None:
    ours = world.ours
    id_ = await world.text_in(ours, PHONE)
    actor = await world.actor(ours.agent)
    async with wide(world) as database:
        await give(database, world, id_, ours.agent)

        async def write() -> None:
            async with database.transaction(ours.id) as tx:
                await receive(tx, Inbound("sms", ours.carrier, ours.number, PHONE, "Hello?"))

        async def answer() -> None:
            async with database.transaction(ours.id) as tx:
                await reply(tx, id_, Reply(uuid4().hex, "Yes"), actor)

        async def read(n: int) -> None:
            async with database.transaction(ours.id) as tx:
                await read_up_to(tx, id_, n, actor)

        for n in range(12):
            await asyncio.gather(*(each() for each in (write, answer) * 3), read(n), read(n + 1))
    page = await world.sql(
        ours, "SELECT inbound_count FROM conversations WHERE account_id = %s", ours.id
    )
    assert page == [(37,)]


async def test_a_queue_loses_its_agents_while_their_work_is_swapped(world: World) -> None:
    ours = world.ours
    ids = [await world.text_in(ours, f"+38598000001{n}") for n in range(6)]
    pair = [ours.agent, ours.colleague]
    async with wide(world) as database:

        async def choose(*who: Person) -> None:
            async with database.transaction(ours.id) as tx:
                queue = await get_queue(tx, ours.general)
                assert queue is not None
                wanted = {each.user_id: "agent" for each in who}
                await change_members(tx, ours.general, wanted, queue.version, SYSTEM_AUTHORITY)

        for n in range(8):
            await choose(*pair)
            await asyncio.gather(
                *(give(database, world, id_, pair[(n + m) % 2]) for m, id_ in enumerate(ids)),
                choose(),
            )
            await assert_ledger_is_right(world, ours)
        async with database.transaction(ours.id) as tx:
            assert await members(tx, ours.general) == []


async def test_somebody_signs_out_while_his_seat_is_changed(world: World) -> None:
    ours = world.ours
    async with wide(world) as database:

        async def leave() -> None:
            token = (await begin_session(database, ours.id, ours.agent.user_id)).token
            async with database.anonymous() as tx:
                session = await find_session(tx, token_hash(token))
            assert session is not None
            async with database.transaction(ours.id) as tx:
                await sign_out(tx, session)

        async def seat(n: int) -> None:
            async with database.transaction(ours.id) as tx:
                await set_seat(tx, ours.agent.user_id, bool(n % 2), SYSTEM_AUTHORITY)

        for _ in range(6):
            await asyncio.gather(*(leave() for _ in range(4)), *(seat(n) for n in range(4)))


async def test_one_of_two_who_take_it_gets_it(world: World) -> None:
    ours = world.ours
    async with wide(world) as database:
        for n in range(8):
            id_ = await world.text_in(ours, f"+38598000002{n}")

            async def take(who: Person, id_: UUID = id_) -> None:
                actor = await world.actor(who)
                async with database.transaction(ours.id) as tx:
                    await assign(tx, id_, who.user_id, actor)

            answers = await asyncio.gather(code_of(take(ours.agent)), code_of(take(ours.colleague)))
            assert set(answers) == {"forbidden", None}
    await assert_ledger_is_right(world, ours)
