"""Ten thousand that wait and two thousand agents: ours, and what `SKIP LOCKED` alone can do."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from psycopg.sql import SQL

from benchmarks.filling import (
    AGENTS,
    CARRIER,
    CONVERSATIONS,
    CUSTOMERS,
    HOLDERS,
    MEMBERS,
    QUEUES,
    SCOPES,
    SEATS,
    SECRETS,
    USERS,
)
from hubbub.access.accounts.repository import insert_account
from hubbub.channels.sms.carriers import add_carrier
from hubbub.entrypoints.composition import compose
from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.repository import COLUMNS
from hubbub.features.routing.assigning_waiting import assign_waiting
from hubbub.features.routing.sharing import Candidate, share_out
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.ids import new_id
from tests.cluster import new_own_cluster
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import Sequence

WAITING = 10_000
AGENTS_IN_ALL = 2_000
CAPACITY = WAITING // AGENTS_IN_ALL
ONE_BY_ONE = 300
"""Decisions of the floor; a transaction each, of which the whole would take minutes."""
ONE = """
WITH conversation AS (
    SELECT id FROM conversations
    WHERE account_id = %(account)s AND queue_id = %(queue)s AND assignee_id IS NULL
      AND status = 'open'
    ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
agent AS (
    SELECT a.user_id FROM agents a
    JOIN memberships m ON m.account_id = a.account_id AND m.user_id = a.user_id
                      AND m.queue_id = %(queue)s AND m.kind = 'agent'
    WHERE a.account_id = %(account)s AND a.status = 'available' AND a.load < a.capacity
    ORDER BY a.load, a.last_assigned_at NULLS FIRST, a.user_id LIMIT 1 FOR UPDATE OF a SKIP LOCKED),
taken AS (
    UPDATE agents SET load = load + 1, last_assigned_at = clock_timestamp()
    FROM agent WHERE account_id = %(account)s AND agents.user_id = agent.user_id)
UPDATE conversations SET assignee_id = agent.user_id FROM conversation, agent
WHERE account_id = %(account)s AND conversations.id = conversation.id
RETURNING assignee_id
"""
AUTOMATIC = "UPDATE queues SET is_auto_assigned = true WHERE account_id = %s"
IN_TURN = "UPDATE conversations SET created_at = last_message_at WHERE account_id = %s"
GIVEN = "SELECT assignee_id FROM conversations WHERE account_id = %s ORDER BY created_at, id"
ALL_WAITING = SQL("SELECT {} FROM conversations c WHERE account_id = %s").format(COLUMNS)


@dataclass(frozen=True, slots=True)
class Result:
    """Decisions a second."""

    in_memory: float
    """Who gets what, without writing it."""
    durable: float
    """With ledger, rights looked at under the lock, events, committed."""
    one_by_one: float
    """`SKIP LOCKED`, a commit each, nothing else written."""


def measure() -> Result:
    """On a server of its own. All must be given, as many to each as he has room for, and the first
    of them to the same agents in both ways."""
    own = new_own_cluster()
    try:
        compose(settings_for(own.folder))
        return asyncio.run(_measure(Database(own.address, size=2)))
    finally:
        own.remove()


async def _measure(database: Database) -> Result:
    await database.open()
    try:
        ours, _ = await _fill(database)
        theirs, their_queue = await _fill(database)
        async with database.engine() as tx:
            await tx.execute("ANALYZE conversations, agents, memberships, users, seats")
        in_memory = await _in_memory(database, ours)
        one_by_one, expected = await _floor(database, theirs, their_queue)
        durable = await _durable(database, ours)
        async with database.transaction(ours, is_long=True) as tx:
            given = [row[0] for row in await tx.rows(GIVEN, (ours,))]
        assert set(Counter(given).values()) == {CAPACITY}, "somebody got more than he has room for"
        assert [each.int & LOW for each in given[:ONE_BY_ONE]] == [
            each.int & LOW for each in expected
        ], "the two ways chose differently"
        return Result(in_memory, durable, one_by_one)
    finally:
        await database.close()


LOW = (1 << 32) - 1
"""The part of an agent's id that is the same in both accounts."""


async def _fill(database: Database) -> tuple[UUID, UUID]:
    account, queue = new_id(), new_id()
    agents = [UUID(int=(account.int & ~LOW) | n) for n in range(AGENTS_IN_ALL)]
    async with database.transaction(account, is_long=True) as tx:
        roles = await insert_account(tx, "Bench", AGENTS_IN_ALL)
        for statement in (SCOPES, QUEUES):
            await tx.execute(statement, (account, [queue]))
        await tx.execute(
            "UPDATE queues SET is_auto_assigned = true WHERE account_id = %s", (account,)
        )
        for statement in (USERS, SEATS):
            await tx.execute(statement, (account, agents))
        await tx.execute(HOLDERS, (account, roles["agent"], agents))
        await tx.execute(MEMBERS, (account, queue, agents))
        await tx.execute(AGENTS, (account, CAPACITY, agents))
        await tx.execute(CUSTOMERS, (account, WAITING))
        carrier = await add_carrier(tx, CARRIER, SECRETS, SYSTEM)
        first = datetime.now(UTC) - timedelta(days=1)
        given = (account, carrier.id, first, [queue] * WAITING, [None] * WAITING)
        await tx.execute(CONVERSATIONS, given)
        await tx.execute(
            "UPDATE conversations SET created_at = last_message_at WHERE account_id = %s",
            (account,),
        )
    return account, queue


async def _in_memory(database: Database, account: UUID) -> float:
    async with database.transaction(account, is_long=True) as tx:
        waiting = await tx.all(Conversation, ALL_WAITING, (account,))
        rows = await tx.rows("SELECT user_id FROM agents WHERE account_id = %s", (account,))
    free = [Candidate(row[0], 0, CAPACITY, None) for row in rows]
    began = time.perf_counter()
    pairs = share_out(waiting, free)
    took = time.perf_counter() - began
    assert len(pairs) == WAITING
    return WAITING / took


async def _floor(database: Database, account: UUID, queue: UUID) -> tuple[float, Sequence[UUID]]:
    given: list[UUID] = []
    began = time.perf_counter()
    for _ in range(ONE_BY_ONE):
        async with database.transaction(account) as tx:
            given.append(await tx.value(ONE, {"account": account, "queue": queue}))
    return ONE_BY_ONE / (time.perf_counter() - began), given


async def _durable(database: Database, account: UUID) -> float:
    assigned = 0
    began = time.perf_counter()
    while found := await assign_waiting(database, account, SYSTEM):
        assigned += found
    took = time.perf_counter() - began
    assert assigned == WAITING, f"{assigned} of {WAITING} were given"
    return WAITING / took
