"""Facts about agents."""

from dataclasses import dataclass
from typing import ClassVar

from hubbub.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentStatusChanged(Event):
    kind: ClassVar[str] = "agent.status_changed"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLoadChanged(Event):
    kind: ClassVar[str] = "agent.load_changed"
    before: int
    after: int
