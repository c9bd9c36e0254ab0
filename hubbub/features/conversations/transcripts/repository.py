"""What the audit calls a conversation: by when it began, which tells of nobody."""

from uuid import UUID

from hubbub.kernel.database import Transaction

BEGINNINGS = (
    "SELECT id, channel, created_at FROM conversations WHERE account_id = %s AND id = ANY(%s)"
)


async def conversation_names(tx: Transaction, ids: list[UUID]) -> dict[UUID, str]:
    """By id."""
    rows = await tx.rows(BEGINNINGS, (tx.account, ids))
    return {
        id_: f"{channel.upper()} of {created_at:%Y-%m-%d %H:%M} UTC"
        for id_, channel, created_at in rows
    }
