"""Changes a conversation's status, priority and topic, and its customer's name."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.features.conversations.changing import Change, save
from hubbub.features.conversations.events import (
    ConversationPriorityChanged,
    ConversationStatusChanged,
    ConversationTopicChanged,
)
from hubbub.features.conversations.finding import check, find_for_update
from hubbub.features.conversations.policy import (
    PRIORITIES,
    Conversation,
    Refusal,
    refuse_transition,
    refuse_work,
)
from hubbub.features.conversations.repository import conversations_of_person
from hubbub.features.people.events import PersonRenamed
from hubbub.features.people.repository import Person, rename
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound
from hubbub.kernel.events import Subject, record


async def change_status(
    tx: Transaction, conversation_id: UUID, status: str, by: Actor
) -> Conversation:
    """Raises NotFound, Forbidden, Conflict for a closed one, Invalid for an unknown status."""
    conversation = await find_for_update(tx, by, conversation_id)
    await check(tx, by, refuse_work(by, conversation))
    await check(tx, by, refuse_transition(conversation, status))
    change = Change(conversation)
    if conversation.status != status:
        event = ConversationStatusChanged(
            queue_id=conversation.queue_id, before=conversation.status, after=status
        )
        closed_at = now() if status == "closed" else None
        change.add(event, by.origin, status=status, closed_at=closed_at)
    return await save(tx, change)


async def change_priority(
    tx: Transaction, conversation_id: UUID, priority: str, by: Actor
) -> Conversation:
    check_priority(priority)
    conversation = await find_for_update(tx, by, conversation_id)
    await check(tx, by, refuse_work(by, conversation))
    change = Change(conversation)
    if conversation.priority != priority:
        event = ConversationPriorityChanged(before=conversation.priority, after=priority)
        change.add(event, by.origin, priority=priority)
    return await save(tx, change)


async def change_topic(
    tx: Transaction, conversation_id: UUID, topic: str | None, by: Actor
) -> Conversation:
    cleaned = clean_line(topic, "topic", 1000)
    conversation = await find_for_update(tx, by, conversation_id)
    await check(tx, by, refuse_work(by, conversation))
    change = Change(conversation)
    if conversation.topic != cleaned:
        event = ConversationTopicChanged(
            had_one=conversation.topic is not None, has_one=cleaned is not None
        )
        change.add(event, by.origin, topic=cleaned)
    return await save(tx, change)


async def rename_person(tx: Transaction, person_id: UUID, name: str | None, by: Actor) -> Person:
    """Whoever works on one of his conversations may name a customer. Raises NotFound for a person
    of whom he sees nothing."""
    cleaned = clean_line(name, "name", 255)
    seen = await conversations_of_person(tx, by.reach, person_id)
    if not seen:
        raise NotFound("There is no such person, or you cannot see them.")
    if not any(refuse_work(by, each) is None for each in seen):
        refusal = refuse_work(by, seen[0])
        missing = may.MANAGE_ALL if refusal is None else refusal.missing
        sentence = "You can name the customers of conversations that you work on."
        await check(tx, by, Refusal(sentence, "forbidden", missing or may.MANAGE_ALL))
    person = await rename(tx, person_id, cleaned)
    assert person is not None
    await record(tx, PersonRenamed(), Subject(person.id, person.version), by.origin)
    return person


def check_priority(priority: str) -> None:
    """Raises Invalid."""
    if priority not in PRIORITIES:
        raise Invalid([FieldError("priority", f"Choose one of {', '.join(PRIORITIES)}.")])


def clean_line(text: str | None, field: str, most: int) -> str | None:
    """One line, or None for an empty one."""
    if text is None:
        return None
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(cleaned) > most:
        raise Invalid([FieldError(field, f"Use at most {most} characters.")])
    return cleaned or None
