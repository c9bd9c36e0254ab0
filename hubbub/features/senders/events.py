"""Facts about senders."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderNamed(Event):
    """There is a name more to write from."""

    kind: ClassVar[str] = "sender.named"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderRemoved(Event):
    """A name is gone; conversations that began with it stay."""

    kind: ClassVar[str] = "sender.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderQueuesChanged(Event):
    """The agents of other queues than before may write from a number or a name."""

    kind: ClassVar[str] = "sender.queues_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    for_every_queue: bool
    queues: int
