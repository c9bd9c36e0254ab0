"""Moves a message on as its carrier reports: queued, sending, sent, delivered, failed, unknown."""

from uuid import UUID

from hubbub.features.messages.events import MessageQueued, MessageStatusChanged
from hubbub.features.messages.repository import Message, lock_message, write_status
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import Origin, Subject, record

RANK = {"queued": 0, "sending": 1, "unknown": 2, "sent": 3, "failed": 4, "delivered": 5}
"""A report never moves a message down: receipts and answers come in any order."""

RETRIED = frozenset({"failed", "unknown"})


async def report_status(
    tx: Transaction,
    message_id: UUID,
    status: str,
    by: Origin,
    failure: tuple[str, str] | None = None,
) -> bool:
    """Whether the message moved. `failure` is (code, sentence) where it failed."""
    message = await lock_message(tx, message_id)
    if message is None or RANK[status] <= RANK.get(message.status, 9):
        return False
    code, detail = failure or (None, None)
    version, _ = await write_status(tx, message_id, status, code, detail)
    event = MessageStatusChanged(before=message.status, after=status)
    await record(tx, event, Subject(message_id, version), by)
    return True


async def queue_again(tx: Transaction, message: Message, by: Origin) -> None:
    """Send a message that failed, or of which nobody knows, once more: at somebody's wish only."""
    locked = await lock_message(tx, message.id)
    if locked is None or locked.status not in RETRIED:
        raise Conflict(
            "Only a message that failed, or whose fate is unknown, can be sent again.",
            code="not_failed",
        )
    version, attempt = await write_status(tx, message.id, "queued", None, None)
    event = MessageQueued(carrier_id=message.carrier_id, attempt=attempt)
    await record(tx, event, Subject(message.id, version), by)
