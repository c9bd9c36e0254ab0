"""Many people at once doing what they may, straight on the use cases, and what must hold after."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.giving_seats import set_seat
from hubbub.features.agents.changing_status import change_status
from hubbub.features.conversations import describing
from hubbub.features.conversations.assigning import assign
from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.conversations.replying import Reply, reply
from hubbub.features.routing.assigning_waiting import assign_waiting
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Problem, Unavailable
from hubbub.kernel.events import SYSTEM
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable
    from random import Random

    from tests.world import Account, Person

LOADS = """
SELECT a.user_id, a.load, (SELECT count(*) FROM conversations c
    WHERE c.account_id = a.account_id AND c.assignee_id = a.user_id AND c.status = 'open')
FROM agents a WHERE a.account_id = %s
"""
HELD = """
SELECT u.name FROM conversations c
JOIN users u ON u.account_id = c.account_id AND u.id = c.assignee_id
WHERE c.account_id = %s AND c.status <> 'closed' AND (u.state <> 'enabled' OR NOT EXISTS (
    SELECT 1 FROM seats s WHERE s.account_id = u.account_id AND s.user_id = u.id))
"""


@asynccontextmanager
async def wide(world: World, size: int = 16) -> AsyncGenerator[Database]:
    """The same database with room for many transactions at once."""
    opened = Database(world.database.address, size=size)
    await opened.open()
    try:
        yield opened
    finally:
        await opened.close()


async def assert_ledger_is_right(world: World, account: Account) -> None:
    """Every agent's load is what his open conversations say, and nobody works who may not."""
    rows: list[Any] = await world.sql(account, LOADS, account.id)
    assert {row[0]: row[1] for row in rows} == {row[0]: row[2] for row in rows}
    assert await world.sql(account, HELD, account.id) == []


async def code_of(doing: Awaitable[object]) -> str | None:
    """How it was refused; None when it was not."""
    try:
        await doing
    except Unavailable:
        raise
    except Problem as problem:
        return problem.code
    return None


@dataclass(slots=True)
class Crowd:
    """Does things at random; refusals are part of life, deadlocks are not."""

    world: World
    database: Database
    account: Account

    async def act(self, random: Random, ids: list[UUID], people: list[Person]) -> bool:
        """One thing; whether it was not refused."""
        deeds = (self.give, self.give, self.take, self.change, self.reply, self.write, self.around)
        by, to, id_ = random.choice(people), random.choice(people), random.choice(ids)
        return await code_of(random.choice(deeds)(random, by, to, id_)) is None

    async def give(self, random: Random, by: Person, to: Person, id_: UUID) -> None:
        actor = await self.world.actor(by)
        async with self.database.transaction(self.account.id) as tx:
            await assign(tx, id_, random.choice([to.user_id, to.user_id, None]), actor)

    async def take(self, _: Random, by: Person, __: Person, id_: UUID) -> None:
        actor = await self.world.actor(by)
        async with self.database.transaction(self.account.id) as tx:
            await assign(tx, id_, by.user_id, actor)

    async def change(self, random: Random, by: Person, _: Person, id_: UUID) -> None:
        actor = await self.world.actor(by)
        status = random.choice(["open", "open", "waiting", "solved", "closed"])
        async with self.database.transaction(self.account.id) as tx:
            await describing.change_status(tx, id_, status, actor)

    async def reply(self, _: Random, by: Person, __: Person, id_: UUID) -> None:
        actor = await self.world.actor(by)
        async with self.database.transaction(self.account.id) as tx:
            await reply(tx, id_, Reply(uuid4().hex, "Hello"), actor)

    async def write(self, random: Random, _: Person, __: Person, ___: UUID) -> None:
        ours, phone = self.account, f"+3859800000{random.randint(10, 17)}"
        async with self.database.transaction(ours.id) as tx:
            await receive(tx, Inbound("sms", ours.carrier, ours.number, phone, "Hi"))

    async def around(self, random: Random, _: Person, to: Person, __: UUID) -> None:
        """What is decided elsewhere: seats, queues, statuses, the routing."""
        ours = self.account
        what = random.choice(["route", "join", "seat", "status"])
        if what == "route":
            await assign_waiting(self.database, ours.id, SYSTEM)
        elif what == "join":
            kind = random.choice(["agent", "agent", "viewer", None])
            queue = random.choice([ours.general, ours.billing])
            world = World(self.world.ours, self.world.theirs, self.database)
            await world.put_into_queue(to, queue, kind)
        else:
            async with self.database.transaction(ours.id) as tx:
                if what == "seat":
                    await set_seat(tx, to.user_id, random.random() < 0.7, SYSTEM_AUTHORITY)
                else:
                    await change_status(tx, to.user_id, "available", SYSTEM)
