"""Rows that SMS keeps of texts and of those who write them, as they are erased."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.kernel.database import Transaction

# In the order in which parts are taken: first they, then their messages.
STOP = """
UPDATE sms_parts SET state = 'failed', failure_code = 'erased', failure_detail = %s,
    outcome = 'failed'
WHERE (account_id, message_id, attempt, part) IN (
    SELECT account_id, message_id, attempt, part FROM sms_parts
    WHERE account_id = %s AND message_id = ANY(%s) AND state = 'queued'
    ORDER BY message_id, attempt, part FOR UPDATE)
RETURNING message_id
"""
DETAILS = """
UPDATE sms_parts SET failure_detail = NULL
WHERE account_id = %s AND message_id = ANY(%s) AND failure_detail IS NOT NULL
"""
PARTS = "DELETE FROM sms_received_parts WHERE account_id = %s AND source = %s"
# Of what nobody could read, and of what came before senders were noted, nobody can tell whose it
# is: rather too much than too little.
REJECTED = """
UPDATE rejected_inbound SET bytes = '', source = NULL
WHERE account_id = %s AND (source = %s OR source IS NULL) AND bytes <> ''
"""


async def stop_parts(tx: Transaction, message_ids: Sequence[UUID], sentence: str) -> set[UUID]:
    """What waits to be handed over is not any more; the messages whose parts these were."""
    rows = await tx.rows(STOP, (sentence, tx.account, list(message_ids)))
    return {row[0] for row in rows}


async def erase_details(tx: Transaction, message_ids: Sequence[UUID]) -> None:
    await tx.execute(DETAILS, (tx.account, list(message_ids)))


async def erase_sender(tx: Transaction, phone: str) -> None:
    """Parts of texts that never became whole, and what could not be taken."""
    await tx.execute(PARTS, (tx.account, phone))
    await tx.execute(REJECTED, (tx.account, phone))
