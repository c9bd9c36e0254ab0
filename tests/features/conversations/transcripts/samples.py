"""A conversation to write down, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hubbub.features.conversations.shapes import (
    Author,
    Failure,
    Item,
    Named,
    ShownChange,
    ShownConversation,
    ShownMessage,
    ShownPerson,
)
from hubbub.features.conversations.transcripts.shapes import Head
from hubbub.kernel.ids import new_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

START = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)
CUSTOMER, AGENT = new_id(), new_id()


def head(zone: str = "Europe/Zagreb", name: str | None = "Ana Horvat") -> Head:
    conversation = ShownConversation(
        id=new_id(), version=9, status="open", priority="normal", channel="sms", topic=None,
        queue=Named(new_id(), "General"), assignee=None,
        person=ShownPerson(CUSTOMER, name, "+385911234567"), number="+385910000001",
        last_message=None, inbound_count=1, read_count=0, created_at=START, updated_at=START,
        last_message_at=START, waiting_since=None, closed_at=None, can=(), takes_answers=True,
        sender_held=True,
    )  # fmt: skip
    return Head(
        Named(new_id(), "Ours Ltd"), conversation, "Mia Kovač", START + timedelta(days=1),
        ZoneInfo(zone),
    )  # fmt: skip


def message(text: str, minutes: int = 0, **values: Any) -> ShownMessage:
    """Of the customer, unless told otherwise."""
    given: dict[str, Any] = {
        "type": "message", "id": new_id(), "conversation_id": CUSTOMER, "position": minutes + 1,
        "version": 1, "direction": "inbound", "text": text,
        "author": Author("customer", CUSTOMER, "Ana Horvat"), "status": "received",
        "failure": None, "segments": 1, "client_id": None,
        "created_at": START + timedelta(minutes=minutes), "sent_at": None, "delivered_at": None,
        "can": [],
    }  # fmt: skip
    return ShownMessage(**{**given, **values})


def failed(text: str, minutes: int = 0) -> ShownMessage:
    return message(
        text, minutes, direction="outbound", author=Author("agent", AGENT, "Mia Kovač"),
        status="failed", failure=Failure("smpp_11", "The number does not exist."),
    )  # fmt: skip


def assigned(minutes: int = 0) -> ShownChange:
    return ShownChange(
        "change", "1", CUSTOMER, minutes + 1, "assigned", Author("agent", AGENT, "Ben <Okafor>"),
        None, "Mia Kovač", START + timedelta(minutes=minutes),
    )  # fmt: skip


async def chunks(*parts: list[Item]) -> AsyncIterator[list[Item]]:
    for part in parts:
        yield part
