"""What a transcript is made of. As JSON it has exactly this shape; `version` counts its changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from hubbub.features.conversations.shapes import (
    Author,
    ErasedBy,
    Failure,
    Item,
    MessageStatus,
    Named,
    Priority,
    ShownChange,
    ShownConversation,
    ShownPerson,
    Status,
)
from hubbub.kernel.ids import Id

Format = Literal["html", "pdf", "json"]
VERSION = 1


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the messages, whatever the format."""

    account: Named
    conversation: ShownConversation
    made_by: str
    made_at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class WrittenConversation:
    id: Id
    channel: str
    number: str
    topic: str | None
    status: Status
    priority: Priority
    queue: Named
    assignee: Named | None
    person: ShownPerson
    created_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class WrittenHead:
    """The first fields of the document; `items` and `complete` follow them."""

    format: Literal["hubbub.transcript"]
    version: int
    account: Named
    made_by: str
    made_at: datetime
    time_zone: str
    conversation: WrittenConversation


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    type: Literal["message"]
    id: Id
    position: int
    at: datetime
    direction: Literal["inbound", "outbound"]
    author: Author
    text: str
    status: MessageStatus
    failure: Failure | None
    sent_at: datetime | None
    delivered_at: datetime | None
    erased_at: datetime | None
    erased_by: ErasedBy | None


@dataclass(frozen=True, slots=True)
class WrittenChange:
    type: Literal["change"]
    position: int
    at: datetime
    kind: Literal["created", "assigned", "status", "priority", "topic", "sender", "queue"]
    author: Author
    before: str | None
    after: str | None


def written_head(head: Head) -> WrittenHead:
    """Times carry the offset of the zone that was asked for."""
    of, zone = head.conversation, head.zone
    conversation = WrittenConversation(
        of.id, of.channel, of.number, of.topic, of.status, of.priority, of.queue, of.assignee,
        of.person, of.created_at.astimezone(zone), _local(of.closed_at, zone),
    )  # fmt: skip
    made_at = head.made_at.astimezone(zone)
    return WrittenHead(
        "hubbub.transcript", VERSION, head.account, head.made_by, made_at, zone.key, conversation
    )


def written(item: Item, zone: ZoneInfo) -> WrittenMessage | WrittenChange:
    if isinstance(item, ShownChange):
        at = item.at.astimezone(zone)
        return WrittenChange(
            "change", item.position, at, item.kind, item.actor, item.before, item.after
        )
    return WrittenMessage(
        "message", item.id, item.position, item.created_at.astimezone(zone), item.direction,
        item.author, item.text, item.status, item.failure, _local(item.sent_at, zone),
        _local(item.delivered_at, zone), _local(item.erased_at, zone), item.erased_by,
    )  # fmt: skip


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if at is None else at.astimezone(zone)
