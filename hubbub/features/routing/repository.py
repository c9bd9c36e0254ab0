"""Who waits, and who could take it."""

from uuid import UUID

from hubbub.kernel.database import Transaction

NEXT = """
SELECT c.id FROM conversations c
JOIN queues q ON q.account_id = c.account_id AND q.id = c.queue_id AND q.is_auto_assigned
WHERE c.account_id = %s AND c.queue_id = %s AND c.assignee_id IS NULL AND c.status = 'open'
ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], c.priority), c.created_at, c.id
LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED
"""
# A candidate only: the ledger's row lock and a fresh look at his rights decide.
CANDIDATES = """
SELECT a.user_id FROM agents a
JOIN memberships m ON m.account_id = a.account_id AND m.user_id = a.user_id
                  AND m.queue_id = %(queue)s AND m.kind = 'agent'
JOIN users u ON u.account_id = a.account_id AND u.id = a.user_id AND u.state = 'enabled'
JOIN seats s ON s.account_id = a.account_id AND s.user_id = a.user_id
WHERE a.account_id = %(account)s AND a.status = 'available' AND a.load < a.capacity
ORDER BY a.load, a.last_assigned_at NULLS FIRST, a.user_id
LIMIT 20
"""
QUEUES = """
SELECT DISTINCT queue_id FROM conversations
WHERE account_id = %s AND assignee_id IS NULL AND status = 'open'
"""


async def next_waiting(tx: Transaction, queue_id: UUID) -> UUID | None:
    """The first conversation of the queue that nobody has and nobody is assigning; locked."""
    return await tx.value(NEXT, (tx.account, queue_id))


async def candidates(tx: Transaction, queue_id: UUID) -> list[UUID]:
    """Agents of the queue who seem free, the least busy first, then the longest idle."""
    rows = await tx.rows(CANDIDATES, {"account": tx.account, "queue": queue_id})
    return [row[0] for row in rows]


async def queues_with_waiting(tx: Transaction) -> list[UUID]:
    return [row[0] for row in await tx.rows(QUEUES, (tx.account,))]
