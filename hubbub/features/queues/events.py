"""Facts about queues."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCreated(Event):
    kind: ClassVar[str] = "queue.created"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "conversations"
    is_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueMembersChanged(Event):
    """How many there are now, and who was an agent and is none any more."""

    kind: ClassVar[str] = "queue.members_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "conversations"
    agents: int
    viewers: int
    left: list[UUID]
