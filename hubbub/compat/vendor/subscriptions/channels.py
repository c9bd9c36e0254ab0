"""Channels of which something can be told here, and which facts of ours their events are."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hubbub.features.conversations.events import (
    ConversationAssigned,
    ConversationCreated,
    ConversationMessageAdded,
    ConversationStatusChanged,
)
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.kernel.errors import FieldError, Invalid

SMS = "SMS"
CREATED = "CONVERSATION_CREATED"
ASSIGNED = "CONVERSATION_ASSIGNMENT_UPDATED"
STATUS = "CONVERSATION_STATUS_UPDATED"
RECEIVED = "CONVERSATION_MESSAGE_RECEIVED"
UPDATED = "CONVERSATION_MESSAGE_UPDATED"
DELETED = "CONVERSATION_MESSAGE_DELETED"
DELIVERY, INBOUND, CLICK = "DELIVERY", "INBOUND_MESSAGE", "CLICK"

_OF_CONVERSATIONS: Mapping[str, str | None] = MappingProxyType(
    {
        CREATED: ConversationCreated.kind,
        ASSIGNED: ConversationAssigned.kind,
        STATUS: ConversationStatusChanged.kind,
        RECEIVED: ConversationMessageAdded.kind,
        UPDATED: MessageStatusChanged.kind,
        DELETED: None,
    }
)
CHANNELS: Mapping[str, Mapping[str, str | None]] = MappingProxyType(
    {
        "CUSTOMER_ENGAGEMENT": _OF_CONVERSATIONS,
        "AGENT_OS": _OF_CONVERSATIONS,
        SMS: MappingProxyType(
            {
                DELIVERY: MessageStatusChanged.kind,
                INBOUND: ConversationMessageAdded.kind,
                CLICK: None,
            }
        ),
    }
)
"""The events of each channel; None for those that never happen here."""


def check_channel(channel: str) -> Mapping[str, str | None]:
    """The events of a channel. Invalid for one of which nothing is told."""
    found = CHANNELS.get(channel)
    if found is None:
        named = channel[:50] if channel.isprintable() else "that is named"
        said = f"Nothing is told of the channel {named} here. Take {' or '.join(CHANNELS)}."
        raise Invalid([FieldError("channel", said)])
    return found


def kinds_of(channel: str, events: Iterable[str]) -> list[str]:
    """The kinds of facts that these events are."""
    known = CHANNELS[channel]
    return sorted({kind for each in events if (kind := known[each]) is not None})


def event_of(channel: str, kind: str) -> str:
    """Which event of a channel a fact of this kind is."""
    return next(each for each, found in CHANNELS[channel].items() if found == kind)
