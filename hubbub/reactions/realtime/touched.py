"""What a batch of facts means for screens: which conversations, items, markers and agents."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from hubbub.access.events import UserAvatarChanged
from hubbub.features.agents.events import AgentLoadChanged, AgentStatusChanged
from hubbub.features.conversations.events import (
    ConversationAssigned,
    ConversationMessageAdded,
    ConversationRead,
    ConversationStatusChanged,
)
from hubbub.features.messages.events import MessageQueued, MessageStatusChanged
from hubbub.features.people.events import PersonRenamed
from hubbub.features.privacy.events import PersonErased
from hubbub.kernel.events import Recorded
from hubbub.kernel.positions import AccessChange

AGENTS = frozenset({AgentStatusChanged.kind, AgentLoadChanged.kind})
MESSAGES = frozenset({MessageStatusChanged.kind, MessageQueued.kind})
PEOPLE = frozenset({PersonRenamed.kind, PersonErased.kind})
HANDED_ON = frozenset({ConversationAssigned.kind, ConversationStatusChanged.kind})

Of = TypeVar("Of", Recorded, AccessChange)


@dataclass(slots=True)
class Touched:
    """Of one account."""

    conversations: dict[UUID, set[int]] = field(default_factory=dict[UUID, set[int]])
    """The conversations, with the versions that are new."""
    messages: set[UUID] = field(default_factory=set[UUID])
    reported: set[UUID] = field(default_factory=set[UUID])
    """Those of them of which no fact here says in which conversation they stand."""
    people: set[UUID] = field(default_factory=set[UUID])
    lost_by: dict[UUID, set[UUID]] = field(default_factory=dict[UUID, set[UUID]])
    """Who had a conversation assigned before, and so may have lost sight of it."""
    reads: list[tuple[UUID, UUID, int]] = field(default_factory=list[tuple[UUID, UUID, int]])
    """(user, conversation, read count)"""
    agents: set[UUID] = field(default_factory=set[UUID])
    handed_on: set[UUID] = field(default_factory=set[UUID])
    """The conversations that somebody else works on now, or nobody any more."""
    pictures: set[UUID] = field(default_factory=set[UUID])
    """The users who look different now."""

    def add(self, event: Recorded) -> None:
        data = event.data
        if event.kind == ConversationRead.kind:
            assert event.within_id is not None
            self.reads.append((UUID(data["user_id"]), event.within_id, data["read_count"]))
        elif event.within_id is not None:
            self._add_conversation(event, event.within_id)
        elif event.kind in MESSAGES:
            self.messages.add(event.subject_id)
            self.reported.add(event.subject_id)
        elif event.kind in PEOPLE:
            self.people.add(event.subject_id)
        elif event.kind in AGENTS:
            self.agents.add(event.subject_id)
        elif event.kind == UserAvatarChanged.kind:
            self.pictures.add(event.subject_id)

    def _add_conversation(self, event: Recorded, conversation_id: UUID) -> None:
        self.conversations.setdefault(conversation_id, set()).add(event.version)
        if event.kind == ConversationMessageAdded.kind:
            self.messages.add(UUID(event.data["message_id"]))
        if event.kind in HANDED_ON:
            self.handed_on.add(conversation_id)
        if event.kind == ConversationAssigned.kind and event.data["before"]:
            self.lost_by.setdefault(conversation_id, set()).add(UUID(event.data["before"]))


def touched_by(events: Iterable[Recorded]) -> Touched:
    """Of facts of one account."""
    touched = Touched()
    for event in events:
        touched.add(event)
    return touched


def by_account(found: Iterable[Of]) -> dict[UUID, list[Of]]:
    """What was read of all accounts, taken apart, in its order."""
    parts: dict[UUID, list[Of]] = {}
    for each in found:
        parts.setdefault(each.account_id, []).append(each)
    return parts
