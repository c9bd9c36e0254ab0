"""Who waits, and who could take it."""

from uuid import UUID

from psycopg.sql import SQL

from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.repository import COLUMNS
from hubbub.features.routing.sharing import Candidate
from hubbub.kernel.database import Transaction

WAITING = SQL(
    """SELECT {columns} FROM conversations c
JOIN queues q ON q.account_id = c.account_id AND q.id = c.queue_id AND q.is_auto_assigned
WHERE c.account_id = %s AND c.queue_id = %s AND c.assignee_id IS NULL AND c.status = 'open'
ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], c.priority), c.created_at, c.id
LIMIT %s FOR NO KEY UPDATE OF c SKIP LOCKED"""
)
# Candidates only: the ledger's row lock and a fresh look at their rights decide.
CANDIDATES = """
SELECT a.user_id, a.load, a.capacity, a.last_assigned_at FROM agents a
JOIN memberships m ON m.account_id = a.account_id AND m.user_id = a.user_id
                  AND m.queue_id = %(queue)s AND m.kind = 'agent'
JOIN users u ON u.account_id = a.account_id AND u.id = a.user_id AND u.state = 'enabled'
JOIN seats s ON s.account_id = a.account_id AND s.user_id = a.user_id
WHERE a.account_id = %(account)s AND a.status = 'available' AND a.load < a.capacity
ORDER BY a.load, a.last_assigned_at NULLS FIRST, a.user_id
LIMIT %(limit)s
"""
QUEUES = """
SELECT DISTINCT queue_id FROM conversations
WHERE account_id = %s AND assignee_id IS NULL AND status = 'open'
"""


async def lock_waiting(tx: Transaction, queue_id: UUID, limit: int) -> list[Conversation]:
    """The first conversations of the queue that nobody has and nobody is assigning."""
    query = WAITING.format(columns=COLUMNS)
    return await tx.all(Conversation, query, (tx.account, queue_id, limit))


async def candidates(tx: Transaction, queue_id: UUID, limit: int) -> list[Candidate]:
    """Agents of the queue who seem free, the least busy first, then the longest idle."""
    params = {"account": tx.account, "queue": queue_id, "limit": limit}
    return await tx.all(Candidate, CANDIDATES, params)


async def queues_with_waiting(tx: Transaction) -> list[UUID]:
    return [row[0] for row in await tx.rows(QUEUES, (tx.account,))]
