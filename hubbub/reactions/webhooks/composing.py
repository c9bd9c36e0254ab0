"""What is sent: the fact, and beside it the object as our API shows it at that moment to whom the
endpoint acts for. It is made anew for each attempt and kept nowhere."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from hubbub.access.actor import Actor
from hubbub.features.agents.repository import get_agent
from hubbub.features.agents.shapes import ShownAgent, show_agent
from hubbub.features.conversations.events import ConversationMessageAdded
from hubbub.features.conversations.repository import get_visible
from hubbub.features.conversations.shapes import Item, ShownConversation, ShownPerson
from hubbub.features.conversations.shown_repository import show
from hubbub.features.conversations.timeline_repository import message_item
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.features.people.repository import get_person
from hubbub.kernel.answers import encode
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Event, kinds
from hubbub.kernel.ids import Id
from hubbub.kernel.lanes import Delivery
from hubbub.reactions.webhooks.deciding import OF_PEOPLE, is_told
from hubbub.reactions.webhooks.kinds import TEST

MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class By:
    """Who caused the fact; a user, a key, a customer, or the system."""

    kind: str
    id: Id | None


@dataclass(frozen=True, slots=True)
class Data:
    """The fact, who caused it, and whichever object it is about; what does not fit is left out
    and can be asked for by its id."""

    fact: Event | None
    by: By
    conversation: ShownConversation | None = None
    message: Item | None = None
    person: ShownPerson | None = None
    agent: ShownAgent | None = None


@dataclass(frozen=True, slots=True)
class Payload:
    """The body. Fields are added to it; none is renamed, taken away or given another meaning."""

    id: str
    type: str
    occurred_at: datetime
    account_id: Id
    subject_id: Id | None
    subject_version: int | None
    data: Data


async def compose(tx: Transaction, actor: Actor, delivery: Delivery) -> bytes | None:
    """The body; None when the actor may not see any more what it tells of."""
    by = By(delivery.by_kind or "system", delivery.by_id)
    if delivery.kind == TEST:
        return _body(delivery, Data(None, by))
    assert delivery.subject_id is not None
    seen = delivery.kind, delivery.subject_id, delivery.conversation_id
    if not await is_told(tx, actor, *seen):
        return None
    fact = msgspec.convert(delivery.fact, kinds()[delivery.kind])
    data = await _with_object(tx, actor, delivery, Data(fact, by))
    body = _body(delivery, data)
    return body if len(body) <= MOST_BYTES else _body(delivery, Data(fact, by))


async def _with_object(tx: Transaction, actor: Actor, delivery: Delivery, data: Data) -> Data:
    subject_id, conversation_id = delivery.subject_id, delivery.conversation_id
    assert subject_id is not None
    if delivery.kind in OF_PEOPLE:
        person = await get_person(tx, subject_id)
        shown = person and ShownPerson(person.id, person.name, person.phone)
        return Data(data.fact, data.by, person=shown)
    if conversation_id is None:
        agent = await get_agent(tx, subject_id)
        return Data(data.fact, data.by, agent=agent and show_agent(agent))
    found = await show(tx, actor, [conversation_id])
    message = None
    if isinstance(data.fact, ConversationMessageAdded):
        message = await _message(tx, actor, conversation_id, data.fact.message_id)
    elif isinstance(data.fact, MessageStatusChanged):
        message = await _message(tx, actor, conversation_id, subject_id)
    return Data(data.fact, data.by, conversation=found[0] if found else None, message=message)


async def _message(
    tx: Transaction, actor: Actor, conversation_id: UUID, message_id: UUID
) -> Item | None:
    conversation = await get_visible(tx, actor.reach, conversation_id)
    if conversation is None:
        return None
    return await message_item(tx, actor, conversation, message_id)


def _body(delivery: Delivery, data: Data) -> bytes:
    payload = Payload(
        delivery.id.hex, delivery.kind, delivery.occurred_at, delivery.account_id,
        delivery.subject_id, delivery.subject_version, data,
    )  # fmt: skip
    return encode(payload)
