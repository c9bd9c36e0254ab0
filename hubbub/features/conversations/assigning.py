"""Gives a conversation to an agent, or back to its queue."""

from collections.abc import Iterable
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.loading import load_actors
from hubbub.features.agents.repository import lock_agents
from hubbub.features.conversations.changing import Change, save, save_all
from hubbub.features.conversations.events import ConversationAssigned
from hubbub.features.conversations.finding import check, find_for_update
from hubbub.features.conversations.policy import Conversation, refuse_assignment
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import Origin


async def assign(
    tx: Transaction, conversation_id: UUID, assignee_id: UUID | None, by: Actor
) -> Conversation:
    """By hand, which may go beyond the agent's capacity. Raises NotFound, Forbidden, Conflict."""
    conversation = await find_for_update(tx, by, conversation_id)
    await check(tx, by, refuse_assignment(by, conversation, assignee_id))
    if conversation.assignee_id == assignee_id:
        return conversation
    # Both rows, in the order in which everybody takes them.
    await lock_agents(tx, [each for each in (conversation.assignee_id, assignee_id) if each])
    limited = not by.may(may.MANAGE_ALL)
    if assignee_id is not None and not await can_work(
        tx, assignee_id, conversation, limited=limited
    ):
        raise Conflict(
            "This person cannot work on it: an enabled agent of the queue with a seat can.",
            code="not_eligible",
        )
    return await hand_over(tx, conversation, assignee_id, by.origin)


async def can_work(
    tx: Transaction, user_id: UUID, conversation: Conversation, *, limited: bool = True
) -> bool:
    """Whether work may be given to this user, read afresh under the lock of his ledger row:
    enabled, seated, allowed to work, and an agent of the queue unless `limited` is off."""
    queue_id = conversation.queue_id if limited else None
    return user_id in await who_can_work(tx, [user_id], queue_id)


async def who_can_work(tx: Transaction, user_ids: list[UUID], queue_id: UUID | None) -> set[UUID]:
    """Those of these users to whom work of this queue may be given, or of any queue."""
    return {
        actor.user_id
        for actor in await load_actors(tx, user_ids)
        if actor.may(may.MANAGE)
        and (queue_id is None or actor.is_agent_of(queue_id) or actor.may(may.MANAGE_ALL))
    }


async def hand_over(
    tx: Transaction, conversation: Conversation, assignee_id: UUID | None, by: Origin
) -> Conversation:
    """Write the new assignee of a locked conversation, whoever decided it."""
    return await save(tx, _handed_over(conversation, assignee_id, by))


async def hand_over_all(
    tx: Transaction, pairs: Iterable[tuple[Conversation, UUID]], by: Origin
) -> None:
    """The same for many, each to its own assignee."""
    await save_all(tx, [_handed_over(conversation, to, by) for conversation, to in pairs])


def _handed_over(conversation: Conversation, assignee_id: UUID | None, by: Origin) -> Change:
    change = Change(conversation)
    event = ConversationAssigned(
        queue_id=conversation.queue_id, before=conversation.assignee_id, after=assignee_id
    )
    change.add(event, by, assignee_id=assignee_id)
    return change
