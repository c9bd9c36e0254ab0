"""Rows of a person's conversations, as what is said in them is erased."""

from datetime import datetime
from uuid import UUID

from psycopg.sql import SQL

from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.repository import COLUMNS
from hubbub.kernel.database import Transaction

OPEN = SQL(
    "SELECT {columns} FROM conversations c WHERE c.account_id = %s AND c.person_id = %s "
    "AND c.status <> 'closed' ORDER BY c.id FOR NO KEY UPDATE OF c"
)
IDS = "SELECT id FROM conversations WHERE account_id = %s AND person_id = %s ORDER BY id"
TOPICS = """
UPDATE conversations SET topic = NULL
WHERE account_id = %s AND person_id = %s AND topic IS NOT NULL
"""


HELD = """
SELECT id FROM conversations
WHERE account_id = %s AND person_id = %s AND held_at IS NOT NULL ORDER BY id
"""
IS_HELD = "SELECT held_at FROM conversations WHERE account_id = %s AND id = %s"
HOLD = """
UPDATE conversations SET held_at = CASE WHEN %s THEN coalesce(held_at, now()) END
WHERE account_id = %s AND id = %s
"""


async def held_conversations_of(tx: Transaction, person_id: UUID) -> list[UUID]:
    return [row[0] for row in await tx.rows(HELD, (tx.account, person_id))]


async def held_since(tx: Transaction, conversation_id: UUID) -> datetime | None:
    """Since when nothing that was said in it may be erased."""
    return await tx.value(IS_HELD, (tx.account, conversation_id))


async def hold_conversation(tx: Transaction, conversation_id: UUID, held: bool) -> None:
    await tx.execute(HOLD, (held, tx.account, conversation_id))


async def lock_open_of_person(tx: Transaction, person_id: UUID) -> list[Conversation]:
    """Those that are not closed, of every channel."""
    return await tx.all(Conversation, OPEN.format(columns=COLUMNS), (tx.account, person_id))


async def conversation_ids_of(tx: Transaction, person_id: UUID) -> list[UUID]:
    return [row[0] for row in await tx.rows(IDS, (tx.account, person_id))]


async def erase_topics(tx: Transaction, person_id: UUID) -> None:
    await tx.execute(TOPICS, (tx.account, person_id))
