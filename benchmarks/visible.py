"""What it costs that a list shows nobody more than he may see: the same list without that."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.access_world import ACCOUNT, AccessWorld, Somebody, build
from benchmarks.figures import Spread, spread
from benchmarks.filling import CARRIER, CONVERSATIONS, CUSTOMERS, QUEUES, SCOPES, SECRETS, USERS
from hubbub.access.accounts.repository import insert_account
from hubbub.access.actor import Actor
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.loading import load_actor
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.visibility import ConversationFacts, Reach
from hubbub.channels.sms.carriers import add_carrier
from hubbub.entrypoints.composition import compose
from hubbub.features.conversations.shown_repository import Filter, list_conversations
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.events import SYSTEM
from tests.cluster import new_own_cluster
from tests.world import settings_for

if TYPE_CHECKING:
    from uuid import UUID

PEOPLE = 60
ROUNDS = 5
PAGE = 50
ORDERED = "SELECT id, queue_id, assignee_id FROM conversations ORDER BY last_message_at DESC"


@dataclass(frozen=True, slots=True)
class Result:
    """In milliseconds, for a page of conversations."""

    within_reach: Spread
    everything: Spread

    @property
    def ratio(self) -> float:
        return self.within_reach.p50 / self.everything.p50


def measure() -> Result:
    """On a server of its own. Every list is compared with what the decision in memory says."""
    own = new_own_cluster()
    try:
        compose(settings_for(own.folder))
        return asyncio.run(_measure(Database(own.address, size=2)))
    finally:
        own.remove()


async def _measure(database: Database) -> Result:
    world = build()
    await database.open()
    try:
        async with database.transaction(ACCOUNT, is_long=True) as tx:
            somebody = await _fill(tx, world)
        async with database.engine() as tx:
            await tx.execute("ANALYZE conversations")
        async with database.transaction(ACCOUNT, is_long=True) as tx:
            rows = await tx.rows(ORDERED)
            return await _compare(tx, somebody, _asking(world), rows)
    finally:
        await database.close()


async def _fill(tx: Transaction, world: AccessWorld) -> Actor:
    await insert_account(tx, "Bench", 10)
    nobody = NewUser(
        "Nobody", "nobody@example.com", None, frozenset(), wants_seat=False, joins_queues=False
    )
    user = await create_user(tx, nobody, SYSTEM_AUTHORITY)
    await tx.execute(USERS, (ACCOUNT, [each.id for each in world.users]))
    queue_ids = [each.queue_id for each in world.conversations]
    used = sorted({each for each in queue_ids if each})
    for statement in (SCOPES, QUEUES):
        await tx.execute(statement, (ACCOUNT, used))
    await tx.execute(CUSTOMERS, (ACCOUNT, len(world.conversations)))
    assignee_ids = [each.assignee_id for each in world.conversations]
    first = datetime.now(UTC) - timedelta(days=1)
    carrier = await add_carrier(tx, CARRIER, SECRETS, SYSTEM)
    await tx.execute(CONVERSATIONS, (ACCOUNT, carrier.id, first, queue_ids, assignee_ids))
    actor = await load_actor(tx, user.id)
    assert actor is not None
    return actor


def _asking(world: AccessWorld) -> list[Somebody]:
    """Those whom the condition holds to some queues."""
    some = [each for each in world.users if not (each.reach.sees_all or each.reach.sees_none)]
    return some[:PEOPLE]


async def _compare(
    tx: Transaction, actor: Actor, people: list[Somebody], rows: list[tuple[UUID, UUID, UUID]]
) -> Result:
    everything = Reach(ACCOUNT, None, frozenset(), sees_all=True, sees_none=False)
    ours: list[float] = []
    whole: list[float] = []
    for each in people * ROUNDS:
        asker = replace(actor, user_id=each.id, effective=each.effective, reach=each.reach)
        expected = [
            id_
            for id_, queue_id, assignee_id in rows
            if each.reach.sees(ConversationFacts(ACCOUNT, queue_id, assignee_id))
        ][:PAGE]
        # As long a list in either, or the shorter one would win.
        wanted = Filter(False, "active", None, None, len(expected))
        began = time.perf_counter()
        found = await list_conversations(tx, asker, wanted)
        between = time.perf_counter()
        free = await list_conversations(tx, replace(asker, reach=everything), wanted)
        ended = time.perf_counter()
        assert [one.id for one in found] == expected, "the two renderings differ"
        assert [one.id for one in free] == [row[0] for row in rows[: len(expected)]]
        ours.append((between - began) * 1000)
        whole.append((ended - between) * 1000)
    return Result(spread(ours), spread(whole))
