"""Gives what waits in a queue to whoever is free, many conversations a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.features.agents.repository import lock_agents
from hubbub.features.conversations.assigning import hand_over_all, who_can_work
from hubbub.features.conversations.policy import Conversation
from hubbub.features.routing.repository import candidates, lock_waiting, queues_with_waiting
from hubbub.features.routing.sharing import Candidate, share_out
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.events import Origin

MOST_AT_ONCE = 1000
TOGETHER = 100
SPARE = 20
"""More candidates than conversations, for some may turn out not to be allowed to work."""
MOST_TRIES = 50

Pairs = Sequence[tuple[Conversation, UUID]]


@dataclass(frozen=True, slots=True)
class Outcome:
    assigned: int
    is_more: bool
    """Whether looking again may find more: not all was looked at, or somebody who seemed free was
    not any more when his row was ours."""


NOTHING = Outcome(0, is_more=False)


async def assign_waiting(database: Database, account_id: UUID, by: Origin) -> int:
    """Assign what can be assigned now in all queues of an account; how many were."""
    async with database.transaction(account_id) as tx:
        queues = await queues_with_waiting(tx)
    assigned = 0
    for queue_id in queues:
        for _ in range(MOST_TRIES):
            if assigned >= MOST_AT_ONCE:
                break
            async with database.transaction(account_id) as tx:
                outcome = await assign_some(tx, queue_id, by)
            assigned += outcome.assigned
            if not outcome.is_more:
                break
    return assigned


async def assign_some(tx: Transaction, queue_id: UUID, by: Origin) -> Outcome:
    """Give the first that wait to those who can take them."""
    waiting = await lock_waiting(tx, queue_id, TOGETHER)
    if not waiting:
        return NOTHING
    found = await candidates(tx, queue_id, len(waiting) + SPARE)
    able = await who_can_work(tx, [each.user_id for each in found], queue_id)
    free = {each.user_id: each for each in found if each.user_id in able}
    pairs = share_out(waiting, free.values())
    if not pairs:
        return NOTHING
    kept = await _still_free(tx, queue_id, pairs, free)
    await hand_over_all(tx, kept, by)
    return Outcome(len(kept), is_more=len(kept) < len(pairs) or len(waiting) == TOGETHER)


async def _still_free(
    tx: Transaction, queue_id: UUID, pairs: Pairs, free: dict[UUID, Candidate]
) -> Pairs:
    """Those for agents who, now that their rows are ours, are as they seemed to be."""
    agents = await lock_agents(tx, {user_id for _, user_id in pairs})
    able = await who_can_work(tx, [agent.user_id for agent in agents], queue_id)
    still = {
        agent.user_id
        for agent in agents
        if agent.user_id in able
        and agent.status == "available"
        and (agent.load, agent.capacity) == (free[agent.user_id].load, free[agent.user_id].capacity)
    }
    return [(conversation, user_id) for conversation, user_id in pairs if user_id in still]
