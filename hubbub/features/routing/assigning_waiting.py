"""Gives what waits in a queue to whoever is free, one conversation a transaction."""

from enum import Enum, auto
from uuid import UUID

from hubbub.features.agents.repository import lock_agent
from hubbub.features.conversations.assigning import can_work, hand_over
from hubbub.features.conversations.repository import lock_conversation
from hubbub.features.routing.repository import candidates, next_waiting, queues_with_waiting
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.events import Origin

MOST_AT_ONCE = 1000
MOST_TRIES = 50


class Outcome(Enum):
    ASSIGNED = auto()
    CHANGED = auto()
    """Whoever seemed free was not when his row was ours: look again."""
    NOTHING = auto()


async def assign_waiting(database: Database, account_id: UUID, by: Origin) -> int:
    """Assign what can be assigned now in all queues of an account; how many were."""
    async with database.transaction(account_id) as tx:
        queues = await queues_with_waiting(tx)
    assigned = 0
    for queue_id in queues:
        tries = 0
        while assigned < MOST_AT_ONCE and tries < MOST_TRIES:
            async with database.transaction(account_id) as tx:
                outcome = await assign_next(tx, queue_id, by)
            if outcome is Outcome.NOTHING:
                break
            assigned += outcome is Outcome.ASSIGNED
            tries += outcome is Outcome.CHANGED
    return assigned


async def assign_next(tx: Transaction, queue_id: UUID, by: Origin) -> Outcome:
    """Give the first that waits to the first who can take it. One agent is locked at most, since
    two at once, in the order of their load, would block others who lock them in another."""
    conversation_id = await next_waiting(tx, queue_id)
    conversation = conversation_id and await lock_conversation(tx, conversation_id)
    if not conversation:
        return Outcome.NOTHING
    for user_id in await candidates(tx, queue_id):
        if not await can_work(tx, user_id, conversation):
            continue
        agent = await lock_agent(tx, user_id)
        is_free = agent and agent.status == "available" and agent.load < agent.capacity
        if not is_free or not await can_work(tx, user_id, conversation):
            return Outcome.CHANGED
        await hand_over(tx, conversation, user_id, by)
        return Outcome.ASSIGNED
    return Outcome.NOTHING
