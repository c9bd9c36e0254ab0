"""Gives what waits in a queue to whoever is free, one conversation a transaction."""

from uuid import UUID

from hubbub.features.agents.repository import lock_agent
from hubbub.features.conversations.assigning import can_work, hand_over
from hubbub.features.conversations.repository import lock_conversation
from hubbub.features.routing.repository import candidates, next_waiting, queues_with_waiting
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.events import Origin

MOST_AT_ONCE = 1000


async def assign_waiting(database: Database, account_id: UUID, by: Origin) -> int:
    """Assign what can be assigned now in all queues of an account; how many were."""
    async with database.transaction(account_id) as tx:
        queues = await queues_with_waiting(tx)
    assigned = 0
    for queue_id in queues:
        while assigned < MOST_AT_ONCE:
            async with database.transaction(account_id) as tx:
                if not await assign_next(tx, queue_id, by):
                    break
            assigned += 1
    return assigned


async def assign_next(tx: Transaction, queue_id: UUID, by: Origin) -> bool:
    """Whether the first that waits found somebody."""
    conversation_id = await next_waiting(tx, queue_id)
    if conversation_id is None:
        return False
    conversation = await lock_conversation(tx, conversation_id)
    if conversation is None:
        return False
    for user_id in await candidates(tx, queue_id):
        agent = await lock_agent(tx, user_id)
        if agent is None or agent.status != "available" or agent.load >= agent.capacity:
            continue
        if await can_work(tx, user_id, conversation):
            await hand_over(tx, conversation, user_id, by)
            return True
    return False
