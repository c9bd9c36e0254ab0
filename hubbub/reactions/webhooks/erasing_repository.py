"""Erases what receivers answered to what they were told of a person."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.kernel.database import Transaction

ANSWERS = """
UPDATE webhook_attempts a SET answer = NULL FROM webhook_deliveries d
WHERE d.account_id = %s AND (d.subject_id = %s OR d.conversation_id = ANY(%s))
  AND a.account_id = d.account_id AND a.delivery_id = d.id AND a.answer IS NOT NULL
"""


async def erase_answers(tx: Transaction, person_id: UUID, conversation_ids: Sequence[UUID]) -> None:
    await tx.execute(ANSWERS, (tx.account, person_id, list(conversation_ids)))
