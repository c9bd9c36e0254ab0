"""Writes to a customer first: a conversation begins with our text, once, whoever else begins."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.visibility import ConversationFacts
from hubbub.features.agents.repository import lock_agents
from hubbub.features.conversations.assigning import who_can_work
from hubbub.features.conversations.changing import Beginning, Change, begin, save
from hubbub.features.conversations.choosing_start import (
    Assignee,
    assignee_of,
    chosen_queue,
    refuse_assignee,
    usable,
)
from hubbub.features.conversations.describing import check_priority, clean_line
from hubbub.features.conversations.events import ConversationAssigned, ConversationMessageAdded
from hubbub.features.conversations.finding import check
from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.recipients import Recipient, phone_of
from hubbub.features.conversations.replying import clean_text
from hubbub.features.conversations.repository import (
    conversation_of,
    link_messages,
    lock_open_conversations,
)
from hubbub.features.messages.channels import channel
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import NewMessage, claim_key, insert_messages
from hubbub.features.people.events import PersonMet
from hubbub.features.people.repository import meet
from hubbub.features.senders.repository import Sender
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, Gone, NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.quotas import check_sending

SMS = "sms"
YOURS_OPEN = "There is an open conversation with this person. Go on in that one."
OTHERS_OPEN = (
    "This person has an open conversation that you cannot see, so that nothing was sent. Ask "
    "whoever manages all conversations to write, or try again once it is closed."
)
NOT_ABLE = "You cannot work on it: an enabled agent of the queue with a seat can."
NOT_ELIGIBLE = "This person cannot work on it: an enabled agent of the queue with a seat can."


@dataclass(frozen=True, slots=True)
class Start:
    """What somebody writes first. `client_id` is made by the client and the same at every
    repetition."""

    client_id: str
    sender_id: UUID
    to: Recipient
    text: str
    queue_id: UUID | None = None
    assignee: Assignee = "me"
    topic: str | None = None
    priority: str = "normal"


@dataclass(frozen=True, slots=True)
class Started:
    conversation_id: UUID
    message_id: UUID
    is_new: bool


async def start(tx: Transaction, wanted: Start, by: Actor) -> Started:
    """A repetition gives the first one and sends nothing. Rows are locked in the order keys,
    sender, people, conversations, agents, as by whoever takes texts in. Raises Invalid, Forbidden,
    NotFound, Conflict."""
    text = clean_text(wanted.text)
    topic = clean_line(wanted.topic, "topic", 1000)
    check_priority(wanted.priority)
    message_id = new_id()
    scope = f"start:{(by.key_id or by.user_id).hex}"
    first = await claim_key(tx, scope, wanted.client_id, message_id)
    if first is not None:
        return await _repeated(tx, first)
    place = await _place(tx, wanted, by)
    opening = _Opening(message_id, text, channel(SMS).measure(text))
    await check_sending(tx, 1)
    person_id = await _meet(tx, wanted.to, place.sender, by)
    change = await _begin(tx, person_id, place, by)
    change.values |= {"priority": wanted.priority, "topic": topic}
    await _assign(tx, change, place.assignee_id, by)
    await _write(tx, change, _message(change.before, opening, wanted.client_id, by), by)
    return Started(change.before.id, message_id, is_new=True)


@dataclass(frozen=True, slots=True)
class _Place:
    """From what, in which queue and for whom."""

    sender: Sender
    queue_id: UUID
    assignee_id: UUID | None


async def _place(tx: Transaction, wanted: Start, by: Actor) -> _Place:
    sender = await usable(tx, wanted.sender_id, by)
    queue_id = await chosen_queue(tx, wanted.queue_id, by, sender)
    assignee_id = assignee_of(wanted.assignee, by)
    await check(tx, by, refuse_assignee(assignee_id, by))
    # Before anybody learns whether there is an open conversation: who asks for that sends a text.
    await _check_able(tx, assignee_id, queue_id, by)
    return _Place(sender, queue_id, assignee_id)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Our text, checked and measured."""

    message_id: UUID
    text: str
    segments: int


async def _repeated(tx: Transaction, message_id: UUID) -> Started:
    place = await conversation_of(tx, message_id)
    if place is None:
        raise Gone("This was sent, and its conversation is not kept any more.")
    return Started(place[0], message_id, is_new=False)


async def _meet(tx: Transaction, to: Recipient, sender: Sender, by: Actor) -> UUID:
    """Whose text comes in meanwhile waits from here on, or was first."""
    phone = await phone_of(tx, to, sender, by)
    person, is_new = (await meet(tx, [phone]))[phone]
    if to.person_id is not None and person.id != to.person_id:
        raise NotFound("There is no such person any more.")
    if is_new:
        await record(tx, PersonMet(), Subject(person.id, 1), by.origin)
    return person.id


async def _begin(tx: Transaction, person_id: UUID, place: _Place, by: Actor) -> Change:
    """The new conversation; Conflict when there is an open one."""
    sender, group = place.sender, channel(SMS).group
    found = (await lock_open_conversations(tx, [person_id], group)).get(person_id)
    if found is not None:
        raise _already_open(found, by)
    new = Beginning(tx.account, person_id, SMS, sender.value, sender.carrier_id, place.queue_id)
    return begin(new, by.origin)


def _already_open(found: Conversation, by: Actor) -> Conflict:
    """To who cannot see it, that there is one and nothing more: the same whoever has it."""
    facts = ConversationFacts(found.account_id, found.queue_id, found.assignee_id)
    if not by.reach.sees(facts):
        return Conflict(OTHERS_OPEN, code="already_open")
    extra = {"conversation_id": found.id.hex}
    return Conflict(YOURS_OPEN, code="already_open", extra=extra)


async def _assign(tx: Transaction, change: Change, assignee_id: UUID | None, by: Actor) -> None:
    """Beyond his capacity too: it is his own wish, or that of somebody who may assign."""
    if assignee_id is None:
        return
    queue_id = change.before.queue_id
    await lock_agents(tx, [assignee_id])
    await _check_able(tx, assignee_id, queue_id, by)
    event = ConversationAssigned(queue_id=queue_id, before=None, after=assignee_id)
    change.add(event, by.origin, assignee_id=assignee_id)


async def _check_able(tx: Transaction, assignee_id: UUID | None, queue_id: UUID, by: Actor) -> None:
    """That he can work on it now; for good only once his ledger row is locked. Raises Conflict."""
    if assignee_id is None:
        return
    within = None if by.may(may.MANAGE_ALL) else queue_id
    if assignee_id not in await who_can_work(tx, [assignee_id], within):
        sentence = NOT_ABLE if assignee_id == by.user_id else NOT_ELIGIBLE
        raise Conflict(sentence, code="not_eligible")


def _message(
    conversation: Conversation, opening: _Opening, client_id: str, by: Actor
) -> NewMessage:
    return NewMessage(
        id=opening.message_id, channel=conversation.channel, direction="outbound",
        number=conversation.number, carrier_id=conversation.carrier_id,
        person_id=conversation.person_id, text=opening.text,
        author_kind="api" if by.key_id else "agent", author_id=by.user_id,
        client_id=client_id, status="queued", segments=opening.segments,
    )  # fmt: skip


async def _write(tx: Transaction, change: Change, message: NewMessage, by: Actor) -> None:
    created_at = await insert_messages(tx, [message])
    position = change.add(
        ConversationMessageAdded(message_id=message.id, direction="outbound"),
        by.origin,
        last_message_id=message.id,
        last_message_at=created_at,
        waiting_since=None,
    )
    await save(tx, change)
    await link_messages(tx, [(change.before.id, position, message.id)])
    event = MessageQueued(carrier_id=message.carrier_id, attempt=1)
    await record(tx, event, Subject(message.id, 1), by.origin)
