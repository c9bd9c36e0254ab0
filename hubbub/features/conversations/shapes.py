"""What the API shows of conversations; the same values go over HTTP and over the socket.

What a page has fifty of is not frozen: a frozen one takes nine times as long to make.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.features.agents.repository import AgentStatus
from hubbub.features.conversations.policy import Ability
from hubbub.kernel.ids import Id

Status = Literal["open", "waiting", "solved", "closed"]
Priority = Literal["low", "normal", "high", "urgent"]
MessageStatus = Literal["received", "queued", "sending", "sent", "delivered", "failed", "unknown"]
ErasedBy = Literal["person", "retention"]
"""At the wish of the person, or by the rule for how long texts are kept."""
AuthorKind = Literal["customer", "agent", "system", "api"]


@dataclass(slots=True)
class Named:
    id: Id
    name: str


@dataclass(slots=True)
class ShownPerson:
    """Of somebody who was erased nothing is left but the id; `phone` is no number then."""

    id: Id
    name: str | None
    phone: str
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShownText:
    """What a program has sent to somebody, in no conversation."""

    id: Id
    text: str
    status: MessageStatus
    segments: int
    created_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownTexts:
    items: list[ShownText]


@dataclass(slots=True)
class LastMessage:
    text: str
    direction: Literal["inbound", "outbound"]
    status: MessageStatus
    at: datetime
    is_erased: bool = False


@dataclass(slots=True)
class ShownConversation:
    """A conversation as one asker sees it. `can` says what he may do now."""

    id: Id
    version: int
    status: Status
    priority: Priority
    channel: str
    topic: str | None
    queue: Named
    assignee: Named | None
    person: ShownPerson
    number: str
    last_message: LastMessage | None
    inbound_count: int
    read_count: int
    created_at: datetime
    updated_at: datetime
    last_message_at: datetime
    waiting_since: datetime | None
    closed_at: datetime | None
    can: tuple[Ability, ...]
    takes_answers: bool
    """Whether the customer can write back: to a name that we wrote from nobody can."""
    sender_held: bool
    """Whether texts can leave from `number`: not from one that was given back, or that is at
    another carrier than this conversation."""


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """`position` is where the live socket reads on from, so that nothing is missed between."""

    items: list[ShownConversation]
    next: str | None
    position: str


@dataclass(frozen=True, slots=True)
class Author:
    kind: AuthorKind
    id: Id | None
    name: str


@dataclass(frozen=True, slots=True)
class Failure:
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class ShownMessage:
    type: Literal["message"]
    id: Id
    conversation_id: Id
    position: int
    version: int
    direction: Literal["inbound", "outbound"]
    text: str
    author: Author
    status: MessageStatus
    failure: Failure | None
    segments: int
    client_id: str | None
    created_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    can: list[Literal["retry"]]
    erased_at: datetime | None = None
    """Since when there is no text; the rest stays."""
    erased_by: ErasedBy | None = None


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Something that became of the conversation; `before` and `after` are names or states."""

    type: Literal["change"]
    id: str
    conversation_id: Id
    position: int
    kind: Literal["created", "assigned", "status", "priority", "topic", "sender", "queue"]
    actor: Author
    before: str | None
    after: str | None
    at: datetime


Item = ShownMessage | ShownChange


@dataclass(frozen=True, slots=True)
class Timeline:
    """Items in order. `earlier` is what to ask for `before` of; None at the beginning."""

    items: list[Item]
    earlier: int | None


@dataclass(frozen=True, slots=True)
class Assignee:
    user_id: Id
    name: str
    status: AgentStatus
    load: int
    capacity: int
    in_queue: bool
    me: bool


@dataclass(frozen=True, slots=True)
class Assignees:
    items: list[Assignee]
