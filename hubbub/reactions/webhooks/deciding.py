"""With whose rights an endpoint is told, and what those let it see: the same decision as for a
person's screen, made when a fact is queued and again when it is sent."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.keys.repository import get_key
from hubbub.access.keys.using import holds_now
from hubbub.access.loading import load_actor, load_key_actor
from hubbub.features.agents.events import AgentStatusChanged
from hubbub.features.conversations.repository import (
    conversation_of,
    conversations_of_person,
    get_visible,
)
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.features.people.events import PersonMet, PersonRenamed
from hubbub.features.privacy.events import PersonErased
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Recorded
from hubbub.reactions.webhooks.endpoints_repository import Endpoint

OF_PEOPLE = frozenset({PersonMet.kind, PersonRenamed.kind, PersonErased.kind})


async def has_lost_key(tx: Transaction, endpoint: Endpoint) -> bool:
    """Whether the key has ended by which a program set the endpoint up, and with which it ends."""
    if endpoint.key_id is None:
        return False
    key = await get_key(tx, endpoint.key_id)
    return key is None or not holds_now(key)


async def owner_of(tx: Transaction, endpoint: Endpoint) -> Actor | None:
    """Whom the endpoint acts for, as he is now, within the scopes of the key by which it was
    made; None once he may not manage webhooks any more, or its key has ended."""
    if await has_lost_key(tx, endpoint):
        return None
    if endpoint.scopes is None:
        actor = await load_actor(tx, endpoint.acts_for)
    else:
        actor = await load_key_actor(tx, endpoint.acts_for, endpoint.id, endpoint.scopes)
    return actor if actor is not None and actor.may(may.MANAGE_WEBHOOKS) else None


async def conversation_in(tx: Transaction, event: Recorded) -> UUID | None:
    """The conversation that a fact belongs to."""
    if event.kind == MessageStatusChanged.kind:
        place = await conversation_of(tx, event.subject_id)
        return None if place is None else place[0]
    return event.within_id


async def is_told(
    tx: Transaction, actor: Actor, kind: str, subject_id: UUID, conversation_id: UUID | None
) -> bool:
    """Whether a fact of this kind, about this subject, is within the actor's sight now."""
    if kind in OF_PEOPLE:
        return bool(await conversations_of_person(tx, actor.reach, subject_id))
    if kind == AgentStatusChanged.kind:
        return actor.may(may.MANAGE_ALL) or (actor.may(may.MANAGE) and actor.user_id == subject_id)
    if conversation_id is None:
        return False
    return await get_visible(tx, actor.reach, conversation_id) is not None
