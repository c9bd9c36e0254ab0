"""Erases what is kept of texts for other programs: their marks, and what is on its way to them."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.kernel.database import Transaction

# The ids by which a program calls its texts stay: they make a repeated one recognised.
MARKS = """
UPDATE wire_texts SET callback_data = NULL, entity_id = NULL, application_id = NULL,
    campaign_id = NULL, notify_url = NULL, wants_report = false, report_at = NULL
WHERE account_id = %s AND message_id = ANY(%s)
"""
PUSHES = "DELETE FROM wire_pushes WHERE account_id = %s AND message_id = ANY(%s)"


async def erase_wire(tx: Transaction, message_ids: Sequence[UUID]) -> None:
    await tx.execute(MARKS, (tx.account, list(message_ids)))
    await tx.execute(PUSHES, (tx.account, list(message_ids)))
