"""Erases what receivers answered to what they were told of a person."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.kernel.database import Transaction

ANSWERS = """
UPDATE webhook_attempts a SET answer = NULL FROM webhook_deliveries d
WHERE d.account_id = %(account)s
  AND (d.subject_id = %(person)s OR d.conversation_id = ANY(%(conversations)s)
       OR d.subject_id IN (SELECT id FROM messages
                           WHERE account_id = %(account)s AND person_id = %(person)s))
  AND a.account_id = d.account_id AND a.delivery_id = d.id AND a.answer IS NOT NULL
"""


async def erase_answers(tx: Transaction, person_id: UUID, conversation_ids: Sequence[UUID]) -> None:
    conversations = list(conversation_ids)
    values = {"account": tx.account, "person": person_id, "conversations": conversations}
    await tx.execute(ANSWERS, values)
