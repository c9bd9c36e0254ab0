"""Rows of queues."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Queue:
    account_id: UUID
    id: UUID
    name: str
    is_default: bool
    is_auto_assigned: bool
    version: int


COLUMNS = "account_id, id, name, is_default, is_auto_assigned, version"
ALL = f"""
SELECT {COLUMNS} FROM queues WHERE account_id = %s ORDER BY NOT is_default, lower(name)
"""
GET = f"SELECT {COLUMNS} FROM queues WHERE account_id = %s AND id = %s"
LOCK = f"{GET} FOR NO KEY UPDATE"
DEFAULT = f"SELECT {COLUMNS} FROM queues WHERE account_id = %s AND is_default"
INSERT = """
INSERT INTO queues (account_id, id, name, is_default, is_auto_assigned)
VALUES (%s, %s, %s, %s, %s)
"""
BUMP = "UPDATE queues SET version = version + 1 WHERE account_id = %s AND id = %s RETURNING version"
NAMES = "SELECT id, name FROM queues WHERE account_id = %s AND id = ANY(%s)"
COUNTS = """
SELECT queue_id, count(*) FILTER (WHERE kind = 'agent'), count(*) FILTER (WHERE kind = 'viewer')
FROM memberships WHERE account_id = %s GROUP BY queue_id
"""


async def all_queues(tx: Transaction) -> list[Queue]:
    """The default queue first."""
    return await tx.all(Queue, ALL, (tx.account,))


async def get_queue(tx: Transaction, queue_id: UUID) -> Queue | None:
    return await tx.one(Queue, GET, (tx.account, queue_id))


async def lock_queue(tx: Transaction, queue_id: UUID) -> Queue | None:
    return await tx.one(Queue, LOCK, (tx.account, queue_id))


async def default_queue(tx: Transaction) -> Queue:
    """The queue that receives whatever no route matches; every account has one."""
    queue = await tx.one(Queue, DEFAULT, (tx.account,))
    if queue is None:
        raise LookupError(f"account {tx.account} has no default queue")
    return queue


async def insert_queue(tx: Transaction, queue: Queue) -> None:
    await tx.execute(
        INSERT, (tx.account, queue.id, queue.name, queue.is_default, queue.is_auto_assigned)
    )


async def bump_queue(tx: Transaction, queue_id: UUID) -> int:
    return await tx.value(BUMP, (tx.account, queue_id))


async def member_counts(tx: Transaction) -> dict[UUID, tuple[int, int]]:
    """(agents, viewers) of each queue that has any."""
    return {row[0]: (row[1], row[2]) for row in await tx.rows(COUNTS, (tx.account,))}


async def queue_names(tx: Transaction, ids: list[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in await tx.rows(NAMES, (tx.account, ids))}
