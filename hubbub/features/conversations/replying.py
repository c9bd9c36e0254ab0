"""Answers a customer: the message is stored before anything is sent."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.features.conversations.changing import Change, save
from hubbub.features.conversations.events import (
    ConversationMessageAdded,
    ConversationStatusChanged,
)
from hubbub.features.conversations.finding import check, find_for_update
from hubbub.features.conversations.policy import Conversation, refuse_reply
from hubbub.features.conversations.reading import mark
from hubbub.features.conversations.repository import conversation_of, link_messages
from hubbub.features.messages.channels import channel
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.reporting import queue_again
from hubbub.features.messages.repository import (
    NewMessage,
    claim_key,
    get_message,
    insert_messages,
)
from hubbub.features.senders.holding_repository import is_held
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.quotas import check_sending

MOST_CHARACTERS = 10_000
SENDER_GONE = (
    "The number of this conversation was given back, or is at another carrier now, so that nothing "
    "can be sent from it. Continue from another sender."
)
LEFT_FROM_THERE = (
    "The number that this was to leave from was given back, or is at another carrier now. Write it "
    "again instead: it leaves from where the conversation goes on."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an agent sends. `client_id` is made by the client and the same at every repetition."""

    client_id: str
    text: str


async def reply(
    tx: Transaction, conversation_id: UUID, answer: Reply, by: Actor
) -> tuple[UUID, bool]:
    """The message, and whether it is new; a repetition gives the first one and sends nothing.

    Raises NotFound, Forbidden, Conflict, Invalid.
    """
    text = clean_text(answer.text)
    conversation = await find_for_update(tx, by, conversation_id)
    message_id = new_id()
    scope = f"out:{conversation_id.hex}:{(by.key_id or by.user_id).hex}"
    first = await claim_key(tx, scope, answer.client_id, message_id)
    if first is not None:
        return first, False
    await check(tx, by, refuse_reply(by, conversation))
    if not await is_held(tx, conversation.number, conversation.carrier_id):
        raise Conflict(SENDER_GONE, code="sender_gone")
    segments = channel(conversation.channel).measure(text)
    await check_sending(tx, 1)
    message = NewMessage(
        id=message_id, channel=conversation.channel, direction="outbound",
        number=conversation.number, carrier_id=conversation.carrier_id,
        person_id=conversation.person_id, text=text,
        author_kind="api" if by.key_id else "agent", author_id=by.user_id,
        client_id=answer.client_id, status="queued", segments=segments,
    )  # fmt: skip
    await _add(tx, conversation, message, by)
    return message_id, True


async def _add(tx: Transaction, conversation: Conversation, message: NewMessage, by: Actor) -> None:
    created_at = await insert_messages(tx, [message])
    change = Change(conversation)
    if conversation.status == "solved":
        reopened = ConversationStatusChanged(
            queue_id=conversation.queue_id, before=conversation.status, after="open"
        )
        change.add(reopened, by.origin, status="open")
    position = change.add(
        ConversationMessageAdded(message_id=message.id, direction="outbound"),
        by.origin,
        last_message_id=message.id,
        last_message_at=created_at,
        waiting_since=None,
    )
    await link_messages(tx, [(conversation.id, position, message.id)])
    await save(tx, change)
    event = MessageQueued(carrier_id=message.carrier_id, attempt=1)
    await record(tx, event, Subject(message.id, 1), by.origin)
    if by.key_id is None:
        await mark(tx, conversation, conversation.inbound_count, by)


async def send_again(tx: Transaction, conversation_id: UUID, message_id: UUID, by: Actor) -> None:
    """Queue a failed message once more. Raises NotFound, Forbidden, Conflict."""
    conversation = await find_for_update(tx, by, conversation_id)
    link = await conversation_of(tx, message_id)
    message = await get_message(tx, message_id)
    if link is None or link[0] != conversation_id or message is None:
        raise NotFound("There is no such message in this conversation.")
    await check(tx, by, refuse_reply(by, conversation))
    if not await is_held(tx, message.number, message.carrier_id):
        raise Conflict(LEFT_FROM_THERE, code="sender_gone")
    await queue_again(tx, message, by.origin)


def clean_text(text: str) -> str:
    """The text without what no carrier can carry; Invalid when it is empty or too long."""
    cleaned = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    cleaned = cleaned.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not cleaned.strip():
        raise Invalid([FieldError("text", "Write something first.")])
    if len(cleaned) > MOST_CHARACTERS:
        message = f"Use at most {MOST_CHARACTERS} characters; this has {len(cleaned)}."
        raise Invalid([FieldError("text", message)])
    return cleaned
