"""Rows of agents: the ledger of capacity."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction, columns_of

AgentStatus = Literal["available", "busy", "away", "offline"]


@dataclass(frozen=True, slots=True)
class Agent:
    user_id: UUID
    name: str
    status: AgentStatus
    status_since: datetime
    capacity: int
    load: int
    version: int


COLUMNS = "a.user_id, u.name, a.status, a.status_since, a.capacity, a.load, a.version"
FROM = "FROM agents a JOIN users u ON u.account_id = a.account_id AND u.id = a.user_id"
GET = f"SELECT {COLUMNS} {FROM} WHERE a.account_id = %s AND a.user_id = %s"
LOCK = f"{GET} FOR NO KEY UPDATE OF a"
MANY = f"SELECT {COLUMNS} {FROM} WHERE a.account_id = %s AND a.user_id = ANY(%s)"
LOCK_MANY = f"{MANY} ORDER BY a.user_id FOR NO KEY UPDATE OF a"
INSERT = "INSERT INTO agents (account_id, user_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"
SET_STATUS = """
UPDATE agents SET status = %s, status_since = now(), version = version + 1
WHERE account_id = %s AND user_id = %s RETURNING version
"""
AT_WORK = "SELECT account_id, user_id FROM agents WHERE status <> 'offline'"
SET_LOADS = """
UPDATE agents a SET load = new.load, version = new.version,
       last_assigned_at = CASE WHEN new.load > a.load THEN clock_timestamp()
                               ELSE a.last_assigned_at END
FROM unnest(%b::uuid[], %b::int[], %b::bigint[]) AS new (user_id, load, version)
WHERE a.account_id = %s AND a.user_id = new.user_id
"""


async def get_agent(tx: Transaction, user_id: UUID) -> Agent | None:
    return await tx.one(Agent, GET, (tx.account, user_id))


async def lock_agent(tx: Transaction, user_id: UUID) -> Agent | None:
    """The agent, whose row nobody else changes until the transaction ends."""
    return await tx.one(Agent, LOCK, (tx.account, user_id))


async def lock_agents(tx: Transaction, user_ids: Collection[UUID]) -> list[Agent]:
    """All of them at once, in the order in which everybody locks several."""
    return await tx.all(Agent, LOCK_MANY, (tx.account, list(user_ids)))


async def agents_at_work(tx: Transaction) -> list[tuple[UUID, UUID]]:
    """As the owner: (account, user) of all who are not offline."""
    return [(row[0], row[1]) for row in await tx.rows(AT_WORK)]


async def get_agents(tx: Transaction, user_ids: list[UUID]) -> list[Agent]:
    return await tx.all(Agent, MANY, (tx.account, user_ids))


async def insert_agent(tx: Transaction, user_id: UUID) -> None:
    await tx.execute(INSERT, (tx.account, user_id))


async def write_status(tx: Transaction, user_id: UUID, status: str) -> int:
    return await tx.value(SET_STATUS, (status, tx.account, user_id))


async def write_loads(tx: Transaction, rows: Sequence[tuple[UUID, int, int]]) -> None:
    """(user, load, version) each; the caller holds the locks."""
    await tx.execute(SET_LOADS, (*columns_of(rows, 3), tx.account))
