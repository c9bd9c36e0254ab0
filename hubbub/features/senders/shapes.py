"""What the API shows of senders."""

from dataclasses import dataclass
from typing import Literal

from hubbub.features.senders.repository import SenderKind
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class SenderQueue:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class ShownSender:
    """With no queues and not for every one, only who may use all senders starts from it."""

    id: Id
    kind: SenderKind
    value: str
    """The number in E.164, or the name."""
    carrier_id: Id
    carrier_name: str
    carrier_ready: bool
    """Whether texts leave now."""
    for_every_queue: bool
    queues: list[SenderQueue]
    version: int


@dataclass(frozen=True, slots=True)
class Senders:
    items: list[ShownSender]


@dataclass(frozen=True, slots=True)
class AvailableSender:
    id: Id
    kind: SenderKind
    value: str
    channel: Literal["sms"]
    carrier_name: str
    takes_answers: bool
    """False of a name: the customer cannot write back to it."""
    queue_ids: list[Id] | None
    """In which of the queues a conversation may begin from it; None: in each of them."""


@dataclass(frozen=True, slots=True)
class StartQueue:
    id: Id
    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class AvailableSenders:
    """What the asker may begin conversations from, and the queues that they may be in."""

    items: list[AvailableSender]
    queues: list[StartQueue]
