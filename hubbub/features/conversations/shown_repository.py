"""Reads conversations as the desk shows them: one statement a list, whoever asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.sql import SQL, Composable, Composed

from hubbub.access.actor import Actor
from hubbub.access.visibility import as_sql
from hubbub.features.conversations.policy import ACTIVE, Conversation, abilities
from hubbub.features.conversations.shapes import (
    Ability,
    LastMessage,
    Named,
    ShownConversation,
    ShownPerson,
)
from hubbub.features.senders.names import is_name
from hubbub.kernel.database import Transaction

OWN = SQL(
    """c.account_id, c.id, c.person_id, c.channel, c.channel_group, c.number, c.carrier_id,
c.queue_id, c.assignee_id, c.status, c.priority, c.topic, c.last_message_id, c.last_message_at,
c.inbound_count, c.waiting_since, c.version, c.created_at, c.closed_at"""
)
DISPLAY = SQL(
    """c.updated_at, q.name, u.name, p.name, p.phone, p.erased_at, left(m.text, 160), m.direction,
m.status, m.created_at, m.erased_at IS NOT NULL,
EXISTS (SELECT FROM numbers n WHERE n.account_id = c.account_id AND n.number = c.number
        AND n.carrier_id = c.carrier_id)"""
)
TABLES = SQL(
    """FROM conversations c
JOIN queues q ON q.account_id = c.account_id AND q.id = c.queue_id
JOIN people p ON p.account_id = c.account_id AND p.id = c.person_id
LEFT JOIN users u ON u.account_id = c.account_id AND u.id = c.assignee_id
LEFT JOIN messages m ON m.account_id = c.account_id AND m.id = c.last_message_id"""
)
MARKER = SQL(
    """LEFT JOIN read_markers r ON r.account_id = c.account_id AND r.conversation_id = c.id
                        AND r.user_id = %(me)s"""
)
QUERY = SQL(
    "SELECT {own}, {display}, coalesce(r.read_count, 0) {tables} {marker} WHERE {seen} {narrow}"
)
ORDER = SQL("ORDER BY c.last_message_at DESC, c.id DESC LIMIT %(limit)s")
WIDTH = 19
"""How many of the columns are the conversation's own."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to."""

    mine: bool
    status: str
    search: str | None
    after: tuple[datetime, UUID] | None
    limit: int


async def list_conversations(
    tx: Transaction, actor: Actor, wanted: Filter
) -> list[ShownConversation]:
    """The newest first, within reach."""
    conditions: list[Composable] = []
    params: dict[str, Any] = {"limit": wanted.limit}
    if wanted.mine:
        conditions.append(SQL("AND c.assignee_id = %(me)s"))
    if wanted.status == "active":
        conditions.append(SQL("AND c.status = ANY(%(statuses)s)"))
        params["statuses"] = list(ACTIVE)
    else:
        conditions.append(SQL("AND c.status = %(status)s"))
        params["status"] = wanted.status
    if wanted.search:
        conditions.append(
            SQL("AND (p.name ILIKE %(like)s OR p.phone LIKE %(like)s OR c.topic ILIKE %(like)s)")
        )
        escaped = wanted.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        params["like"] = f"%{escaped}%"
    if wanted.after:
        conditions.append(SQL("AND (c.last_message_at, c.id) < (%(at)s, %(after)s)"))
        params["at"], params["after"] = wanted.after
    conditions.append(ORDER)
    return await _read(tx, actor, SQL(" ").join(conditions), params)


async def show(tx: Transaction, actor: Actor, ids: list[UUID]) -> list[ShownConversation]:
    """Those of these conversations that are within reach, as this actor sees them."""
    return await _read(tx, actor, SQL("AND c.id = ANY(%(ids)s)"), {"ids": ids})


async def _read(
    tx: Transaction, actor: Actor, narrow: Composed | SQL, params: dict[str, Any]
) -> list[ShownConversation]:
    seen = as_sql(actor.reach, "c")
    query = QUERY.format(
        own=OWN, display=DISPLAY, tables=TABLES, marker=MARKER, seen=seen.sql, narrow=narrow
    )
    rows = await tx.rows(query, {"me": actor.user_id, **seen.params, **params})
    return [_shown(actor, row[:-1], row[-1]) for row in rows]


def _shown(actor: Actor, row: tuple[Any, ...], read_count: int) -> ShownConversation:
    conversation = Conversation(*row[:WIDTH])
    return present(conversation, row[WIDTH:], view_of(actor, conversation, read_count))


class View(NamedTuple):
    """What of a conversation differs between those who see it; all else is the same for all."""

    read_count: int
    can: tuple[Ability, ...]


def view_of(actor: Actor, conversation: Conversation, read_count: int) -> View:
    """A viewer has no read marker, so that nothing is unread to him."""
    marks = not actor.effective.is_viewer
    return View(read_count if marks else conversation.inbound_count, abilities(actor, conversation))


def present(conversation: Conversation, display: tuple[Any, ...], view: View) -> ShownConversation:
    """A row, of which `display` are the columns of that name, for all who have this view of it."""
    updated_at, queue, assignee, name, phone, erased_at = display[:6]
    named = is_name(conversation.number)
    return ShownConversation(
        id=conversation.id,
        version=conversation.version,
        status=conversation.status,  # pyright: ignore[reportArgumentType]
        priority=conversation.priority,  # pyright: ignore[reportArgumentType]
        channel=conversation.channel,
        topic=conversation.topic,
        queue=Named(conversation.queue_id, queue),
        assignee=Named(conversation.assignee_id, assignee) if conversation.assignee_id else None,
        person=ShownPerson(conversation.person_id, name, phone, erased_at),
        number=conversation.number,
        last_message=None if display[9] is None else LastMessage(*display[6:11]),
        inbound_count=conversation.inbound_count,
        read_count=view.read_count,
        created_at=conversation.created_at,
        updated_at=updated_at,
        last_message_at=conversation.last_message_at,
        waiting_since=conversation.waiting_since,
        closed_at=conversation.closed_at,
        can=view.can,
        takes_answers=not named,
        sender_held=named or display[11],
    )
