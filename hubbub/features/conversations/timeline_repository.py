"""What happened in a conversation, in order: messages from their rows, changes from the facts."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from psycopg.sql import SQL, Composable

from hubbub.access.actor import Actor
from hubbub.features.conversations.events import (
    ConversationAssigned,
    ConversationCreated,
    ConversationPriorityChanged,
    ConversationSenderChanged,
    ConversationStatusChanged,
    ConversationTopicChanged,
)
from hubbub.features.conversations.policy import Conversation, refuse_reply
from hubbub.features.conversations.shapes import (
    Author,
    Failure,
    Item,
    ShownChange,
    ShownMessage,
    Timeline,
)
from hubbub.features.messages.reporting import RETRIED
from hubbub.kernel.database import Transaction

CHANGES = {
    ConversationCreated.kind: "created",
    ConversationAssigned.kind: "assigned",
    ConversationStatusChanged.kind: "status",
    ConversationPriorityChanged.kind: "priority",
    ConversationTopicChanged.kind: "topic",
    ConversationSenderChanged.kind: "sender",
}

MESSAGES = SQL(
    """SELECT k.conversation_id, k.position, m.id, m.version, m.direction, m.text, m.author_kind,
       m.author_id, coalesce(u.name, p.name, p.phone), m.status, m.failure_code,
       m.failure_detail, m.segments, m.client_id, m.created_at, m.sent_at, m.delivered_at,
       m.erased_at, m.erased_by
FROM conversation_messages k
JOIN messages m ON m.account_id = k.account_id AND m.id = k.message_id
LEFT JOIN users u ON u.account_id = m.account_id AND u.id = m.author_id
LEFT JOIN people p ON p.account_id = m.account_id AND p.id = m.author_id
WHERE k.account_id = %(account)s AND k.conversation_id = ANY(%(ids)s) AND {which}
ORDER BY k.position DESC LIMIT %(limit)s"""
)
THESE_MESSAGES = MESSAGES.format(which=SQL("k.message_id = ANY(%(messages)s)"))
FACTS = SQL(
    """SELECT e.subject_id, e.version, e.seq, e.kind, e.actor_kind, e.actor_id,
       coalesce(u.name, p.name, p.phone),
       e.data, e.at
FROM events e
LEFT JOIN users u ON u.account_id = e.account_id AND u.id = e.actor_id
LEFT JOIN people p ON p.account_id = e.account_id AND p.id = e.actor_id
WHERE e.account_id = %(account)s AND e.subject_id = ANY(%(ids)s) AND e.kind = ANY(%(kinds)s)
  AND {which}
ORDER BY e.version DESC LIMIT %(limit)s"""
)
NAMES = "SELECT id, name FROM users WHERE account_id = %s AND id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items: those below a position, or exactly these messages and versions."""

    before: int | None = None
    limit: int = 50


async def timeline(
    tx: Transaction, actor: Actor, conversation: Conversation, wanted: Wanted
) -> Timeline:
    """The newest items below `before`; the caller has found the conversation within reach."""
    below = conversation.version + 1 if wanted.before is None else wanted.before
    params = {
        "account": tx.account, "ids": [conversation.id], "below": below, "limit": wanted.limit,
    }  # fmt: skip
    rows = await tx.rows(MESSAGES.format(which=SQL("k.position < %(below)s")), params)
    items: list[Item] = [_message(row) for row in rows]
    items += await _changes(tx, SQL("e.version < %(below)s"), params)
    items.sort(key=lambda item: item.position)
    more = len(items) > wanted.limit
    shown = with_retry(items[-wanted.limit :], actor, conversation)
    is_start = not more and (not shown or shown[0].position <= 1)
    return Timeline(shown, None if is_start or not shown else shown[0].position)


async def items_between(
    tx: Transaction, conversation_id: UUID, first: int, last: int
) -> list[Item]:
    """What stands at these positions, both ends included, as nobody in particular sees it."""
    params = {
        "account": tx.account, "ids": [conversation_id], "first": first, "last": last,
        "limit": last - first + 1,
    }  # fmt: skip
    which = SQL("{position} BETWEEN %(first)s AND %(last)s")
    rows = await tx.rows(MESSAGES.format(which=which.format(position=SQL("k.position"))), params)
    changes = await _changes(tx, which.format(position=SQL("e.version")), params)
    return sorted([*map(_message, rows), *changes], key=lambda item: item.position)


async def message_item(
    tx: Transaction, actor: Actor, conversation: Conversation, message_id: UUID
) -> Item:
    """One message of the conversation, which must stand in it."""
    found = await items_for_all(tx, [message_id], {conversation.id: set()})
    return with_retry(found[conversation.id], actor, conversation)[0]


async def items_for_all(
    tx: Transaction, message_ids: list[UUID], versions: dict[UUID, set[int]]
) -> dict[UUID, list[Item]]:
    """These messages, and the changes of these versions, by conversation; as nobody in particular
    sees them."""
    params = {"account": tx.account, "ids": list(versions)}
    every = sorted({version for found in versions.values() for version in found})
    messages = await tx.rows(
        THESE_MESSAGES, {**params, "messages": message_ids, "limit": len(message_ids)}
    )
    changes = await _changes(
        tx, SQL("e.version = ANY(%(versions)s)"),
        {**params, "versions": every, "limit": len(versions) * max(1, len(every))},
    ) if every else []  # fmt: skip
    found: dict[UUID, list[Item]] = {}
    for item in [*map(_message, messages), *changes]:
        wanted = isinstance(item, ShownMessage) or item.position in versions[item.conversation_id]
        if wanted:
            found.setdefault(item.conversation_id, []).append(item)
    for items in found.values():
        items.sort(key=lambda item: item.position)
    return found


def with_retry(items: list[Item], actor: Actor, conversation: Conversation) -> list[Item]:
    """The items as this actor sees them: with *retry* where a message can be sent again by him."""
    return items if refuse_reply(actor, conversation) is not None else offer_retry(items)


def offer_retry(items: list[Item]) -> list[Item]:
    """The items as whoever may reply sees them."""
    return [
        replace(item, can=["retry"])
        if isinstance(item, ShownMessage) and item.status in RETRIED
        else item
        for item in items
    ]


def _message(row: tuple[Any, ...]) -> ShownMessage:
    conversation_id, position, id_, version, direction, text, kind, author_id, name = row[:9]
    status, code, detail, segments, client_id, created_at, sent_at, delivered_at = row[9:17]
    return ShownMessage(
        type="message",
        id=id_,
        conversation_id=conversation_id,
        position=position,
        version=version,
        direction=direction,
        text=text,
        author=Author(kind, author_id, name or ""),
        status=status,
        failure=Failure(code, detail or "") if code else None,
        segments=segments,
        client_id=client_id,
        created_at=created_at,
        sent_at=sent_at,
        delivered_at=delivered_at,
        can=[],
        erased_at=row[17],
        erased_by=row[18],
    )


async def _changes(tx: Transaction, which: Composable, params: dict[str, Any]) -> list[Item]:
    rows = await tx.rows(FACTS.format(which=which), {"kinds": list(CHANGES), **params})
    named = {
        UUID(row[7][side])
        for row in rows
        if row[3] == ConversationAssigned.kind
        for side in ("before", "after")
        if row[7][side]
    }
    names: dict[str, str] = {}
    if named:
        found = await tx.rows(NAMES, (tx.account, list(named)))
        names = {row[0].hex: row[1] for row in found}
    return [_change(row, names) for row in rows]


def _change(row: tuple[Any, ...], names: dict[str, str]) -> ShownChange:
    conversation_id, version, seq, kind, actor_kind, actor_id, actor_name, data, at = row
    before, after = data.get("before"), data.get("after")
    if kind == ConversationAssigned.kind:
        before = names.get(UUID(before).hex) if before else None
        after = names.get(UUID(after).hex) if after else None
    author_kind = {"user": "agent", "api_key": "api"}.get(actor_kind, actor_kind)
    return ShownChange(
        type="change",
        id=f"{seq}",
        conversation_id=conversation_id,
        position=version,
        kind=CHANGES[kind],  # pyright: ignore[reportArgumentType]
        actor=Author(author_kind, actor_id, actor_name or ""),  # pyright: ignore[reportArgumentType]
        before=before,
        after=after,
        at=at,
    )
