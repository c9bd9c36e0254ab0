"""Holds a person or a conversation back from erasing, as while a dispute is on."""

from datetime import datetime
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.users.repository import bump_user
from hubbub.features.conversations.erasing_repository import held_since, hold_conversation
from hubbub.features.conversations.finding import find, find_for_update
from hubbub.features.people.erasing_repository import KnownPerson, hold_person
from hubbub.features.privacy.events import ConversationHeld, PersonHeld
from hubbub.features.privacy.finding import find_person
from hubbub.features.privacy.retention.rules_repository import look_at_texts_again
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import SYSTEM, Subject, record


async def hold(tx: Transaction, person_id: UUID, held: bool, by: Actor | None) -> KnownPerson:
    """Hold, or lift the hold. Raises NotFound, Conflict for somebody who is erased already."""
    person = await find_person(tx, person_id, locked=True)
    if person.erased_at is not None:
        raise Conflict("This person was erased already.", code="erased")
    was_held = person.held_at is not None
    if was_held != held:
        version = await hold_person(tx, person_id, held)
        await look_at_texts_again(tx)
        origin = by.origin if by else SYSTEM
        subject = Subject(person_id, version)
        await record(tx, PersonHeld(is_held=held), subject, origin, _changes(was_held, held))
    return await find_person(tx, person_id)


async def hold_one_conversation(
    tx: Transaction, conversation_id: UUID, held: bool, by: Actor
) -> datetime | None:
    """Since when it is held. Its own row does not change for those who see it; the fact is about
    who did it. Raises NotFound."""
    seen = await find(tx, by, conversation_id)
    # Before the conversation: whoever erases him has his row locked, and asks for holds under it.
    await find_person(tx, seen.person_id, locked=True)
    conversation = await find_for_update(tx, by, conversation_id)
    was_held = await held_since(tx, conversation.id) is not None
    if was_held != held:
        await hold_conversation(tx, conversation.id, held)
        event = ConversationHeld(conversation_id=conversation.id, is_held=held)
        subject = Subject(by.user_id, await bump_user(tx, by.user_id))
        await record(tx, event, subject, by.origin, _changes(was_held, held))
    return await held_since(tx, conversation.id)


def _changes(before: bool, after: bool) -> Changes:
    return Changes({"held": before}, {"held": after})
