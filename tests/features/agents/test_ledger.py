"""The ledger of who has how much work is right, whatever happens at the same moment."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.giving_seats import set_seat
from hubbub.features.conversations.assigning import assign
from hubbub.features.conversations.replying import Reply, reply
from hubbub.features.routing.assigning_waiting import assign_waiting
from hubbub.kernel.events import SYSTEM
from tests.features.conversations.crowd import Crowd, assert_ledger_is_right, code_of, wide

if TYPE_CHECKING:
    from hubbub.kernel.database import Database
    from tests.world import Person, World


async def texts(world: World, count: int) -> list[UUID]:
    return [await world.text_in(world.ours, f"+3859800000{n + 10}") for n in range(count)]


@pytest.mark.parametrize("seed", range(4))
async def test_it_is_right_after_much_at_once(seed: int, world: World) -> None:
    ours = world.ours
    ids = await texts(world, 6)
    await world.sql(
        ours, "UPDATE conversations SET queue_id = %s WHERE account_id = %s AND id = ANY(%s)",
        ours.billing, ours.id, ids[4:],
    )  # fmt: skip
    people = [ours.agent, ours.colleague, ours.supervisor, ours.founder]
    async with wide(world) as database:
        crowd = Crowd(world, database, ours)

        async def one(number: int) -> int:
            random = Random(seed * 100 + number)
            return sum([await crowd.act(random, ids, people) for _ in range(25)])

        done = await asyncio.gather(*(one(number) for number in range(10)))
    assert sum(done) > 60
    await assert_ledger_is_right(world, ours)


async def give(database: Database, world: World, id_: UUID, to: Person) -> None:
    by = await world.actor(world.ours.supervisor)
    async with database.transaction(world.ours.id) as tx:
        await assign(tx, id_, to.user_id, by)


async def test_two_agents_who_swap_their_work_do_not_block_each_other(world: World) -> None:
    ours = world.ours
    ids = await texts(world, 8)
    async with wide(world) as database:
        for n in range(8):
            pair = [ours.agent, ours.colleague]
            await asyncio.gather(
                *(
                    give(database, world, id_, pair[(n + index) % 2])
                    for index, id_ in enumerate(ids)
                )
            )
    await assert_ledger_is_right(world, ours)


async def test_a_seat_taken_while_work_is_given_leaves_nothing_behind(world: World) -> None:
    ours = world.ours
    ids = await texts(world, 8)

    async with wide(world) as database:

        async def seat(is_seated: bool) -> None:
            async with database.transaction(ours.id) as tx:
                await set_seat(tx, ours.agent.user_id, is_seated, SYSTEM_AUTHORITY)

        async def try_to_give(id_: UUID) -> None:
            refused = await code_of(give(database, world, id_, ours.agent))
            assert refused in (None, "not_eligible")

        async def try_to_reply(id_: UUID) -> None:
            refused = await code_of(answer(id_))
            assert refused in (None, "forbidden", "unassigned", "not_found")

        async def answer(id_: UUID) -> None:
            actor = await world.actor(ours.agent)
            async with database.transaction(ours.id) as tx:
                await reply(tx, id_, Reply("same-client-id", "Hello"), actor)

        for _ in range(6):
            await seat(True)
            await asyncio.gather(
                *(try_to_give(id_) for id_ in ids), *(try_to_reply(id_) for id_ in ids),
                seat(False), assign_waiting(database, ours.id, SYSTEM),
            )  # fmt: skip
            await assert_ledger_is_right(world, ours)
