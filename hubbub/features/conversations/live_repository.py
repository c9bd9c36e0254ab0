"""Reads touched conversations once for all sockets of an account; who sees what is decided later,
socket by socket."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.sql import SQL

from hubbub.access.visibility import ConversationFacts
from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.shown_repository import DISPLAY, OWN, TABLES, WIDTH
from hubbub.features.messages.reporting import RETRIED
from hubbub.kernel.database import Transaction

ROWS = SQL(
    "SELECT {own}, {display} {tables} WHERE c.account_id = %(account)s AND c.id = ANY(%(ids)s)"
).format(own=OWN, display=DISPLAY, tables=TABLES)
OF_MESSAGES = """
SELECT DISTINCT conversation_id FROM conversation_messages
WHERE account_id = %s AND message_id = ANY(%s)
"""
OF_PEOPLE = """
SELECT id FROM conversations WHERE account_id = %s AND person_id = ANY(%s)
ORDER BY created_at DESC LIMIT 200
"""
FAILED = """
SELECT k.message_id FROM conversation_messages k
JOIN messages m ON m.account_id = k.account_id AND m.id = k.message_id
WHERE k.account_id = %s AND k.conversation_id = ANY(%s) AND m.status = ANY(%s)
ORDER BY k.position DESC LIMIT 200
"""
READ = """
SELECT user_id, conversation_id, read_count FROM read_markers
WHERE account_id = %s AND user_id = ANY(%s) AND conversation_id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A conversation with what is shown of it, but for the asker's read marker."""

    conversation: Conversation
    facts: ConversationFacts
    """What decides who may see it."""
    display: tuple[Any, ...]


async def live_rows(tx: Transaction, ids: list[UUID]) -> list[LiveRow]:
    rows = await tx.rows(ROWS, {"account": tx.account, "ids": ids})
    return [_live(Conversation(*row[:WIDTH]), row[WIDTH:]) for row in rows]


def _live(row: Conversation, display: tuple[Any, ...]) -> LiveRow:
    return LiveRow(row, ConversationFacts(row.account_id, row.queue_id, row.assignee_id), display)


async def conversations_of_messages(tx: Transaction, message_ids: list[UUID]) -> list[UUID]:
    if not message_ids:
        return []
    return [row[0] for row in await tx.rows(OF_MESSAGES, (tx.account, message_ids))]


async def conversations_of_people(tx: Transaction, person_ids: list[UUID]) -> list[UUID]:
    if not person_ids:
        return []
    return [row[0] for row in await tx.rows(OF_PEOPLE, (tx.account, person_ids))]


async def failed_messages(tx: Transaction, ids: list[UUID]) -> set[UUID]:
    """The newest messages of these conversations that could be sent again."""
    if not ids:
        return set()
    return {row[0] for row in await tx.rows(FAILED, (tx.account, ids, list(RETRIED)))}


async def read_counts(
    tx: Transaction, user_ids: list[UUID], ids: list[UUID]
) -> dict[tuple[UUID, UUID], int]:
    """By (user, conversation)."""
    rows = await tx.rows(READ, (tx.account, user_ids, ids))
    return {(row[0], row[1]): row[2] for row in rows}
