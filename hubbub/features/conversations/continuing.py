"""Goes on from another sender in a conversation whose number is not the account's any more."""

from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.features.conversations.changing import Change, save
from hubbub.features.conversations.choosing_start import check_reaches, usable
from hubbub.features.conversations.events import ConversationSenderChanged
from hubbub.features.conversations.finding import check, find, find_for_update
from hubbub.features.conversations.policy import refuse_reply
from hubbub.features.senders.holding_repository import is_held
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict

STILL_HELD = "Answers can leave from the number of this conversation. Write from there."


async def continue_from(tx: Transaction, conversation_id: UUID, sender_id: UUID, by: Actor) -> None:
    """Answers leave from this sender, one that he may begin from; the one that is set already
    changes nothing. The sender is locked before the conversation, as by whoever begins one. Raises
    NotFound, Invalid, Forbidden, Conflict."""
    await check(tx, by, refuse_reply(by, await find(tx, by, conversation_id)))
    sender = await usable(tx, sender_id, by)
    conversation = await find_for_update(tx, by, conversation_id)
    await check(tx, by, refuse_reply(by, conversation))
    await check_reaches(tx, sender, conversation.queue_id, by)
    if (sender.value, sender.carrier_id) == (conversation.number, conversation.carrier_id):
        return
    if await is_held(tx, conversation.number, conversation.carrier_id):
        raise Conflict(STILL_HELD, code="sender_held")
    change = Change(conversation)
    event = ConversationSenderChanged(sender_id=sender.id, carrier_id=sender.carrier_id)
    change.add(event, by.origin, number=sender.value, carrier_id=sender.carrier_id)
    await save(tx, change)
