"""Facts about messages."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageQueued(Event):
    """A message waits to be handed to its carrier; `attempt` counts from 1."""

    kind: ClassVar[str] = "message.queued"
    carrier_id: UUID
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageStatusChanged(Event):
    kind: ClassVar[str] = "message.status_changed"
    before: str
    after: str
