"""Moves somebody's read marker up; it never goes back."""

from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.features.conversations.events import ConversationRead
from hubbub.features.conversations.finding import find
from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.repository import mark_read
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Subject, record


async def read_up_to(tx: Transaction, conversation_id: UUID, inbound_count: int, by: Actor) -> None:
    """He has seen the first `inbound_count` messages of the customer. Raises NotFound."""
    conversation = await find(tx, by, conversation_id)
    await mark(tx, conversation, inbound_count, by)


async def mark(tx: Transaction, conversation: Conversation, inbound_count: int, by: Actor) -> None:
    """Move the marker on a conversation that is at hand, as whoever answers it has read it."""
    count = max(0, min(inbound_count, conversation.inbound_count))
    moved = await mark_read(tx, by.user_id, conversation.id, count)
    if moved is not None:
        marker_id, version = moved
        event = ConversationRead(user_id=by.user_id, read_count=count)
        subject = Subject(marker_id, version, within=conversation.id)
        await record(tx, event, subject, by.origin)
