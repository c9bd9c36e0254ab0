"""Takes a customer's message in: the person, his conversation, the message, in one transaction."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.features.conversations.changing import Change, save
from hubbub.features.conversations.events import (
    ConversationCreated,
    ConversationMessageAdded,
    ConversationStatusChanged,
)
from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.repository import (
    insert_conversation,
    link_message,
    lock_open_conversation,
)
from hubbub.features.messages.channels import channel
from hubbub.features.messages.repository import NewMessage, claim_key, insert_message
from hubbub.features.people.events import PersonMet
from hubbub.features.people.repository import Person, meet
from hubbub.features.queues.repository import default_queue
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message as a channel hands it on, parsed and cleaned."""

    channel: str
    carrier_id: UUID
    number: str
    """Ours, that it was sent to, in E.164."""
    sender: str
    """Theirs, as `address_of` writes it."""
    text: str
    segments: int = 1
    provider_key: str | None = None
    """The carrier's own id, where it gives one: the same id is the same message."""


async def receive(tx: Transaction, inbound: Inbound) -> UUID | None:
    """The new message; None when the carrier's id says that it is here already."""
    message_id = new_id()
    if inbound.provider_key is not None:
        scope = f"in:{inbound.carrier_id.hex}"
        if await claim_key(tx, scope, inbound.provider_key, message_id):
            return None
    person, is_new = await meet(tx, inbound.sender)
    origin = Origin("customer", person.id)
    if is_new:
        await record(tx, PersonMet(), Subject(person.id, 1), origin)
    conversation = await _find_or_begin(tx, person, inbound, origin)
    await _add(tx, conversation, inbound, message_id, origin)
    return message_id


async def _find_or_begin(
    tx: Transaction, person: Person, inbound: Inbound, origin: Origin
) -> Conversation:
    group = channel(inbound.channel).group
    conversation = await lock_open_conversation(tx, person.id, group)
    if conversation is not None:
        return conversation
    queue = await default_queue(tx)
    conversation_id = new_id()
    values = (
        conversation_id, person.id, inbound.channel, group, inbound.number, inbound.carrier_id,
        queue.id,
    )  # fmt: skip
    if await insert_conversation(tx, values):
        event = ConversationCreated(queue_id=queue.id, channel=inbound.channel)
        subject = Subject(conversation_id, 1, within=conversation_id)
        await record(tx, event, subject, origin)
    conversation = await lock_open_conversation(tx, person.id, group)
    assert conversation is not None
    return conversation


async def _add(
    tx: Transaction,
    conversation: Conversation,
    inbound: Inbound,
    message_id: UUID,
    origin: Origin,
) -> None:
    message = NewMessage(
        id=message_id, channel=inbound.channel, direction="inbound", number=inbound.number,
        carrier_id=inbound.carrier_id, person_id=conversation.person_id, text=inbound.text,
        author_kind="customer", author_id=conversation.person_id, client_id=None,
        status="received", segments=inbound.segments,
    )  # fmt: skip
    created_at = await insert_message(tx, message)
    change = Change(conversation)
    if conversation.status != "open":
        reopened = ConversationStatusChanged(
            queue_id=conversation.queue_id, before=conversation.status, after="open"
        )
        change.add(reopened, origin, status="open")
    position = change.add(
        ConversationMessageAdded(message_id=message_id, direction="inbound"),
        origin,
        last_message_id=message_id,
        last_message_at=created_at,
        inbound_count=conversation.inbound_count + 1,
        number=inbound.number,
        carrier_id=inbound.carrier_id,
        waiting_since=conversation.waiting_since or now(),
    )
    await link_message(tx, conversation.id, position, message_id)
    await save(tx, change)
