"""Facts about conversations."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationCreated(Event):
    kind: ClassVar[str] = "conversation.created"
    queue_id: UUID
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationMessageAdded(Event):
    kind: ClassVar[str] = "conversation.message_added"
    message_id: UUID
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationAssigned(Event):
    kind: ClassVar[str] = "conversation.assigned"
    queue_id: UUID
    before: UUID | None
    after: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationStatusChanged(Event):
    kind: ClassVar[str] = "conversation.status_changed"
    queue_id: UUID
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPriorityChanged(Event):
    kind: ClassVar[str] = "conversation.priority_changed"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationTopicChanged(Event):
    """The topic is text, so that the fact says only whether there was one and is one."""

    kind: ClassVar[str] = "conversation.topic_changed"
    had_one: bool
    has_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSenderChanged(Event):
    """Answers leave from another number or name from now on; which one, no fact says."""

    kind: ClassVar[str] = "conversation.sender_changed"
    sender_id: UUID
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRead(Event):
    """Somebody's read marker moved; `user_id` is whose."""

    kind: ClassVar[str] = "conversation.read"
    user_id: UUID
    read_count: int
