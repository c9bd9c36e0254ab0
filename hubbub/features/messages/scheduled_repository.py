"""Rows of texts that wait for a moment which somebody has set, with who that was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction, columns_of

PUT = """
INSERT INTO scheduled_texts (account_id, message_id, user_id, key_id)
SELECT %s, s.* FROM unnest(%b::uuid[], %b::uuid[], %b::uuid[]) AS s
"""
AUTHORS = """
SELECT message_id, user_id, key_id FROM scheduled_texts
WHERE account_id = %s AND message_id = ANY(%s)
"""
FORGET = "DELETE FROM scheduled_texts WHERE account_id = %s AND message_id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class ScheduledBy:
    """Who set the moment: a user, with the key that he did it by."""

    user_id: UUID
    key_id: UUID | None


async def put_scheduled(tx: Transaction, ids: Sequence[UUID], by: ScheduledBy) -> None:
    rows = [(id_, by.user_id, by.key_id) for id_ in ids]
    await tx.execute(PUT, (tx.account, *columns_of(rows, 3)))


async def schedulers_of(tx: Transaction, ids: Collection[UUID]) -> dict[UUID, ScheduledBy]:
    """Of those among these messages that waited for a moment and were not sent yet."""
    rows = await tx.rows(AUTHORS, (tx.account, list(ids)))
    return {row[0]: ScheduledBy(row[1], row[2]) for row in rows}


async def forget_scheduled(tx: Transaction, ids: Collection[UUID]) -> None:
    await tx.execute(FORGET, (tx.account, list(ids)))
