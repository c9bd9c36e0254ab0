"""Finds the conversations that somebody sees among those that facts are about."""

from uuid import UUID

from psycopg.sql import SQL

from hubbub.access.actor import Actor
from hubbub.access.visibility import as_sql
from hubbub.kernel.database import Transaction

SEEN = SQL(
    """SELECT w.id, c.id FROM unnest(%(ids)s::uuid[]) AS w (id)
LEFT JOIN conversation_messages k ON k.account_id = %(account)s AND k.message_id = w.id
JOIN conversations c ON c.account_id = %(account)s AND c.id = coalesce(k.conversation_id, w.id)
WHERE {seen}"""
)


async def seen_conversations(tx: Transaction, actor: Actor, ids: list[UUID]) -> dict[UUID, UUID]:
    """By the id of the conversation, or of a message that stands in it."""
    seen = as_sql(actor.reach, "c")
    params = {"account": tx.account, "ids": ids, **seen.params}
    return {row[0]: row[1] for row in await tx.rows(SEEN.format(seen=seen.sql), params)}
