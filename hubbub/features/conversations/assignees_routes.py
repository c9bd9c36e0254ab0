"""Who a conversation can be given to, over HTTP: one that is there, or one that is to begin."""

from uuid import UUID

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.agents.repository import get_agents
from hubbub.features.conversations.choosing_start import chosen_queue
from hubbub.features.conversations.finding import find
from hubbub.features.conversations.repository import possible_assignees
from hubbub.features.conversations.shapes import Assignee, Assignees
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Transaction

router = Router("/api/conversations", "conversations")

ORDER = {"available": 0, "busy": 1, "away": 2, "offline": 3}


@router.get("/assignees", needs=may.ASSIGN, response_model=Assignees)
async def get_start_assignees(
    queue_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Who a conversation that you begin in this queue can be given to, with their load."""
    async with database.transaction(actor.account_id) as tx:
        chosen = await chosen_queue(tx, queue_id, actor)
        return answer(await _assignees(tx, chosen, actor))


@router.get("/{conversation_id}/assignees", needs=may.ASSIGN, response_model=Assignees)
async def get_assignees(
    conversation_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Who this conversation can be given to: those who may work on it, with their load."""
    async with database.transaction(actor.account_id) as tx:
        conversation = await find(tx, actor, conversation_id)
        return answer(await _assignees(tx, conversation.queue_id, actor))


async def _assignees(tx: Transaction, queue_id: UUID, actor: Actor) -> Assignees:
    """Who asks comes first, then whoever is free."""
    able = await possible_assignees(tx, queue_id)
    if not actor.may(may.MANAGE_ALL):
        able = {user_id: in_queue for user_id, in_queue in able.items() if in_queue}
    items = [
        Assignee(
            agent.user_id, agent.name, agent.status, agent.load, agent.capacity,
            able[agent.user_id], agent.user_id == actor.user_id,
        )
        for agent in await get_agents(tx, list(able))
    ]  # fmt: skip
    items.sort(key=lambda item: (not item.me, ORDER[item.status], item.load, item.name.lower()))
    return Assignees(items)
