"""Erases the texts of messages; the rows stay, with their ids, times and states."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction

Why = Literal["person", "retention"]

LEFT = """
SELECT id FROM messages WHERE account_id = %s AND person_id = %s AND erased_at IS NULL
ORDER BY created_at, id LIMIT %s
"""
COUNT = """
SELECT count(*) FILTER (WHERE erased_at IS NULL), count(*) FILTER (WHERE erased_at IS NOT NULL)
FROM messages WHERE account_id = %s AND person_id = %s
"""
ERASE = """
UPDATE messages SET text = '', failure_detail = NULL, client_id = NULL, erased_at = now(),
    erased_by = %s
WHERE account_id = %s AND id = ANY(%s) AND erased_at IS NULL
"""


async def texts_left(tx: Transaction, person_id: UUID, limit: int) -> list[UUID]:
    """Messages from and to a person that were not erased yet."""
    return [row[0] for row in await tx.rows(LEFT, (tx.account, person_id, limit))]


async def count_texts(tx: Transaction, person_id: UUID) -> tuple[int, int]:
    """How many of a person's are there, and how many were erased."""
    row = await tx.row(COUNT, (tx.account, person_id))
    assert row is not None
    return row[0], row[1]


async def erase_texts(tx: Transaction, ids: Sequence[UUID], why: Why) -> int:
    return await tx.execute(ERASE, (why, tx.account, list(ids)))
