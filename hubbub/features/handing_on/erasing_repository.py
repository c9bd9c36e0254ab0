"""Erases what handing on keeps of texts: nothing waits any more, and no answer is told."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.kernel.database import Transaction

STOP = """
UPDATE inbound_deliveries SET state = 'failed', next_at = NULL, reason = 'The text was erased.'
WHERE account_id = %s AND message_id = ANY(%s) AND state = 'waiting'
"""
ANSWERS = """
UPDATE inbound_tries t SET answer = NULL FROM inbound_deliveries d
WHERE d.account_id = %s AND d.message_id = ANY(%s) AND t.account_id = d.account_id
  AND t.delivery_id = d.id AND t.answer IS NOT NULL
"""
MAILS = """
UPDATE mails l SET state = 'dropped', reason = NULL, address = NULL, next_at = NULL
FROM inbound_deliveries d
WHERE d.account_id = %s AND d.message_id = ANY(%s) AND l.account_id = d.account_id
  AND l.id = d.mail_id AND l.state IN ('queued', 'failed')
"""


async def erase_handed_on(tx: Transaction, message_ids: Sequence[UUID]) -> None:
    for statement in (STOP, ANSWERS, MAILS):
        await tx.execute(statement, (tx.account, list(message_ids)))
