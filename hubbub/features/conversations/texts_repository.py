"""Texts to a person that stand in no conversation: what programs have sent."""

from uuid import UUID

from hubbub.features.conversations.shapes import ShownText
from hubbub.kernel.database import Transaction

MOST = 20

TEXTS = """
SELECT m.id, m.text, m.status, m.segments, m.created_at, m.sent_at, m.delivered_at
FROM messages m
WHERE m.account_id = %s AND m.person_id = %s AND m.direction = 'outbound'
  AND NOT EXISTS (SELECT FROM conversation_messages k
                  WHERE k.account_id = m.account_id AND k.message_id = m.id)
ORDER BY m.created_at DESC, m.id DESC LIMIT %s
"""


async def texts_to(tx: Transaction, person_id: UUID) -> list[ShownText]:
    """The newest, with what became of each."""
    return await tx.all(ShownText, TEXTS, (tx.account, person_id, MOST))
