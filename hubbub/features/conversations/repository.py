"""Rows of conversations and of what belongs to them."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final, LiteralString
from uuid import UUID

from psycopg.adapt import PyFormat
from psycopg.sql import SQL, Composed, Identifier, Placeholder

from hubbub.access import may
from hubbub.access.loading import load_actors
from hubbub.access.visibility import Reach, as_sql
from hubbub.features.conversations.policy import Conversation
from hubbub.kernel.database import Transaction, columns_of
from hubbub.kernel.ids import new_id

COLUMNS = SQL(
    """c.account_id, c.id, c.person_id, c.channel, c.channel_group, c.number, c.carrier_id,
c.queue_id, c.assignee_id, c.status, c.priority, c.topic, c.last_message_id, c.last_message_at,
c.inbound_count, c.waiting_since, c.version, c.created_at, c.closed_at"""
)
GET = SQL(
    "SELECT {columns} FROM conversations c WHERE c.account_id = %(account)s AND c.id = %(id)s"
)
VISIBLE = SQL("{get} AND {seen}")
# No key ever changes; a stronger lock would make a read marker wait for whoever answers.
LOCKED = SQL("{query} FOR NO KEY UPDATE OF c")
OPEN = SQL(
    "SELECT {columns} FROM conversations c WHERE c.account_id = %(account)s "
    "AND c.person_id = ANY(%(people)s) AND c.channel_group = %(group)s AND c.status <> 'closed' "
    "ORDER BY c.id FOR NO KEY UPDATE OF c"
).format(columns=COLUMNS)
INSERT = """
INSERT INTO conversations (account_id, id, person_id, channel, channel_group, number, carrier_id,
                           queue_id, assignee_id, status, priority, topic, last_message_id,
                           last_message_at, inbound_count, waiting_since, version)
SELECT %s, c.* FROM unnest(%b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::text[], %b::uuid[],
                           %b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::text[], %b::uuid[],
                           %b::timestamptz[], %b::int[], %b::timestamptz[], %b::bigint[]) AS c
"""
LINK = """
INSERT INTO conversation_messages (account_id, conversation_id, position, message_id)
SELECT %s, k.* FROM unnest(%b::uuid[], %b::bigint[], %b::uuid[]) AS k
"""
LINKED = """
SELECT conversation_id, position FROM conversation_messages
WHERE account_id = %s AND message_id = %s
"""
UPDATE = SQL(
    "UPDATE conversations c SET {changes}, updated_at = now() "
    "FROM unnest(%(ids)b::uuid[], {arrays}) AS new (id, {names}) "
    "WHERE c.account_id = %(account)s AND c.id = new.id"
)
TYPES: Final[dict[str, LiteralString]] = {
    "assignee_id": "uuid", "carrier_id": "uuid", "closed_at": "timestamptz",
    "inbound_count": "int", "last_message_at": "timestamptz", "last_message_id": "uuid",
    "number": "text", "priority": "text", "status": "text", "topic": "text", "version": "bigint",
    "waiting_since": "timestamptz",
}  # fmt: skip
"""The columns that change, by what PostgreSQL calls their types."""
OF_ASSIGNEE = SQL(
    "SELECT {columns} FROM conversations c WHERE c.account_id = %(account)s "
    "AND c.assignee_id = ANY(%(users)s) AND c.status <> 'closed' "
    "AND (%(queue)s::uuid IS NULL OR c.queue_id = %(queue)s) ORDER BY c.id"
)
# Whoever has work or could be given some.
WORKING_AMONG = """
SELECT a.user_id FROM agents a
WHERE a.account_id = %s AND a.user_id = ANY(%s)
  AND (a.status <> 'offline' OR EXISTS (
       SELECT 1 FROM conversations c WHERE c.account_id = a.account_id
       AND c.assignee_id = a.user_id AND c.status <> 'closed'))
"""
HOLDERS = "SELECT user_id FROM user_roles WHERE account_id = %s AND role_id = %s"
OF_PERSON = SQL(
    "SELECT {columns} FROM conversations c WHERE c.account_id = %(account)s "
    "AND c.person_id = %(person)s AND {seen} ORDER BY c.created_at DESC LIMIT 100"
)
ABLE = """
SELECT u.id, bool_or(coalesce(m.kind = 'agent', false))
FROM users u
JOIN seats s ON s.account_id = u.account_id AND s.user_id = u.id
LEFT JOIN memberships m ON m.account_id = u.account_id AND m.user_id = u.id AND m.queue_id = %s
WHERE u.account_id = %s AND u.state = 'enabled'
GROUP BY u.id LIMIT 1000
"""
MARK = """
INSERT INTO read_markers AS r (account_id, user_id, conversation_id, id, read_count)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (account_id, user_id, conversation_id) DO UPDATE
SET read_count = excluded.read_count, version = r.version + 1
WHERE r.read_count < excluded.read_count
RETURNING id, version
"""


def _get(reach: Reach | None) -> tuple[Composed, dict[str, object]]:
    get = GET.format(columns=COLUMNS)
    if reach is None:
        return get, {}
    seen = as_sql(reach, "c")
    return VISIBLE.format(get=get, seen=seen.sql), seen.params


async def get_visible(tx: Transaction, reach: Reach, conversation_id: UUID) -> Conversation | None:
    """The conversation, if it is within reach."""
    query, params = _get(reach)
    return await tx.one(
        Conversation, query, {"account": tx.account, "id": conversation_id, **params}
    )


async def get_visible_for_update(
    tx: Transaction, reach: Reach, conversation_id: UUID
) -> Conversation | None:
    """The conversation, if it is within reach; nobody else changes it until the end."""
    query, params = _get(reach)
    return await tx.one(
        Conversation,
        LOCKED.format(query=query),
        {"account": tx.account, "id": conversation_id, **params},
    )


async def lock_conversation(tx: Transaction, conversation_id: UUID) -> Conversation | None:
    """The conversation for the system's own work, locked."""
    query, _ = _get(None)
    return await tx.one(
        Conversation, LOCKED.format(query=query), {"account": tx.account, "id": conversation_id}
    )


async def lock_open_conversations(
    tx: Transaction, person_ids: Collection[UUID], group: str
) -> dict[UUID, Conversation]:
    """The one conversation of each person in a channel group that is not closed, by person."""
    params = {"account": tx.account, "people": list(person_ids), "group": group}
    return {each.person_id: each for each in await tx.all(Conversation, OPEN, params)}


async def insert_conversations(tx: Transaction, new: Sequence[Conversation]) -> None:
    """New ones, as they are; the database says when they were created."""
    rows = [
        (
            c.id, c.person_id, c.channel, c.channel_group, c.number, c.carrier_id, c.queue_id,
            c.assignee_id, c.status, c.priority, c.topic, c.last_message_id, c.last_message_at,
            c.inbound_count, c.waiting_since, c.version,
        )
        for c in new
    ]  # fmt: skip
    await tx.execute(INSERT, (tx.account, *columns_of(rows, 16)))


async def link_messages(tx: Transaction, links: Sequence[tuple[UUID, int, UUID]]) -> None:
    """(conversation, position, message) each."""
    await tx.execute(LINK, (tx.account, *columns_of(links, 3)))


async def conversation_of(tx: Transaction, message_id: UUID) -> tuple[UUID, int] | None:
    """The conversation that a message stands in, and its place there."""
    row = await tx.row(LINKED, (tx.account, message_id))
    return None if row is None else (row[0], row[1])


async def update_conversations(tx: Transaction, changes: Mapping[UUID, Mapping[str, Any]]) -> None:
    """Write these columns, the same ones of each; the caller holds the locks."""
    names = tuple(next(iter(changes.values())))
    columns = {name: [values[name] for values in changes.values()] for name in names}
    params = {"account": tx.account, "ids": list(changes), **columns}
    await tx.execute(_update_of(names), params)


@cache
def _update_of(names: tuple[str, ...]) -> Composed:
    return UPDATE.format(
        changes=_list("{name} = new.{name}", names),
        arrays=_list("{value}::{type}[]", names),
        names=_list("{name}", names),
    )


def _list(form: LiteralString, names: Sequence[str]) -> Composed:
    return SQL(", ").join(
        SQL(form).format(
            name=Identifier(each),
            value=Placeholder(each, PyFormat.BINARY),
            type=SQL(TYPES[each]),
        )
        for each in names
    )


async def work_of(
    tx: Transaction, user_ids: list[UUID], queue_id: UUID | None, *, locked: bool
) -> list[Conversation]:
    """What is assigned to these users and not closed, in one queue or in all, by id."""
    query = OF_ASSIGNEE.format(columns=COLUMNS)
    return await tx.all(
        Conversation,
        LOCKED.format(query=query) if locked else query,
        {"account": tx.account, "users": user_ids, "queue": queue_id},
    )


async def working_among(tx: Transaction, user_ids: list[UUID]) -> list[UUID]:
    """Those of these users who are not offline or have open work."""
    return [row[0] for row in await tx.rows(WORKING_AMONG, (tx.account, user_ids))]


async def holders_of_role(tx: Transaction, role_id: UUID) -> list[UUID]:
    return [row[0] for row in await tx.rows(HOLDERS, (tx.account, role_id))]


async def conversations_of_person(
    tx: Transaction, reach: Reach, person_id: UUID
) -> list[Conversation]:
    """The newest ones of a person that are within reach."""
    seen = as_sql(reach, "c")
    return await tx.all(
        Conversation,
        OF_PERSON.format(columns=COLUMNS, seen=seen.sql),
        {"account": tx.account, "person": person_id, **seen.params},
    )


async def possible_assignees(tx: Transaction, queue_id: UUID) -> dict[UUID, bool]:
    """Enabled users with a seat who may work on conversations, and whether as agents of the
    queue."""
    seated = {row[0]: row[1] for row in await tx.rows(ABLE, (queue_id, tx.account))}
    actors = await load_actors(tx, list(seated))
    return {each.user_id: seated[each.user_id] for each in actors if each.may(may.MANAGE)}


async def mark_read(
    tx: Transaction, user_id: UUID, conversation_id: UUID, read_count: int
) -> tuple[UUID, int] | None:
    """The marker and its version when it moved up; None when it was there already."""
    row = await tx.row(MARK, (tx.account, user_id, conversation_id, new_id(), read_count))
    return None if row is None else (row[0], row[1])
