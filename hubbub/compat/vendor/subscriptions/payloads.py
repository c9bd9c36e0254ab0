"""What is told of conversations: `type`, `timestamp` and `payload`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hubbub.compat.vendor.sms.wire import write_moment
from hubbub.compat.vendor.subscriptions.channels import RECEIVED
from hubbub.compat.vendor.wire import bare
from hubbub.features.conversations.shapes import (
    LastMessage,
    Named,
    ShownConversation,
    ShownMessage,
    ShownPerson,
)

TYPES = {RECEIVED: "INBOUND_MESSAGE"}
"""Where what is told has another name than what is asked for."""
AUTHORS = {"customer": "CUSTOMER", "agent": "AGENT", "system": "SYSTEM", "api": "BOT"}
INVOKERS = {"user": "AGENT", "customer": "CUSTOMER", "api_key": "API"}
TEST = "TEST"


def event_body(event: str, at: datetime, payload: dict[str, Any]) -> dict[str, Any]:
    return {"type": TYPES.get(event, event), "timestamp": write_moment(at), "payload": payload}


def conversation_payload(
    shown: ShownConversation, message: ShownMessage | None, by: tuple[str | None, UUID | None]
) -> dict[str, Any]:
    """The conversation as it is now, and the message that it is about. `by` is who caused it."""
    number = bare(shown.number)
    told: dict[str, Any] = {
        "conversationId": shown.id.hex,
        "channel": shown.channel.upper(),
        "topic": shown.topic,
        "summary": None,
        "status": shown.status.upper(),
        "priority": shown.priority.upper(),
        "createdAt": write_moment(shown.created_at),
        "updatedAt": write_moment(shown.updated_at),
        "closedAt": write_moment(shown.closed_at) if shown.closed_at else None,
        "queue": _named(shown.queue),
        "assignee": _named(shown.assignee),
        "customer": _customer(shown.person),
        "businessNumber": number,
        "form": None,
        "tags": [],
        "lastMessage": _last(shown.last_message),
        "invoker": _invoker(*by),
    }
    return told if message is None else {**told, "message": _message(message, shown)}


def _message(message: ShownMessage, shown: ShownConversation) -> dict[str, Any]:
    theirs, ours = bare(shown.person.phone), bare(shown.number)
    is_inbound = message.direction == "inbound"
    moments = (message.created_at, message.sent_at, message.delivered_at)
    failure = message.failure
    return {
        "id": message.id.hex,
        "channel": shown.channel.upper(),
        "from": theirs if is_inbound else ours,
        "to": ours if is_inbound else theirs,
        "direction": message.direction.upper(),
        "conversationId": shown.id.hex,
        "authorId": None if message.author.id is None else message.author.id.hex,
        "authorType": AUTHORS[message.author.kind],
        "createdAt": write_moment(message.created_at),
        "updatedAt": write_moment(max(each for each in moments if each is not None)),
        "content": {"text": message.text},
        "contentType": "TEXT",
        "status": message.status.upper(),
        "error": None if failure is None else {"name": failure.code, "description": failure.detail},
    }


def _last(message: LastMessage | None) -> dict[str, Any] | None:
    if message is None:
        return None
    return {
        "direction": message.direction.upper(),
        "content": {"text": message.text},
        "contentType": "TEXT",
        "status": message.status.upper(),
        "createdAt": write_moment(message.at),
    }


def _named(thing: Named | None) -> dict[str, Any] | None:
    return None if thing is None else {"id": thing.id.hex, "name": thing.name}


def _customer(person: ShownPerson) -> dict[str, Any]:
    return {"id": person.id.hex, "name": person.name, "phoneNumber": bare(person.phone)}


def _invoker(kind: str | None, id_: UUID | None) -> dict[str, Any]:
    invoker = INVOKERS.get(kind or "", "SYSTEM")
    return {"type": invoker, "id": None if id_ is None else id_.hex}
