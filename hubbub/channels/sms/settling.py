"""What the parts of an answer say of it together."""

from uuid import UUID

from hubbub.channels.sms.outgoing_repository import part_states
from hubbub.features.messages.reporting import report_status
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import SYSTEM


async def settle(tx: Transaction, message_id: UUID) -> None:
    """Say of the message what its parts say together; the caller holds the message's lock."""
    states = await part_states(tx, message_id)
    names = {state for state, _, _ in states}
    failure = next(((code or "", text or "") for _, code, text in states if code), None)
    if "failed" in names:
        await report_status(tx, message_id, "failed", SYSTEM, failure)
    elif names == {"delivered"}:
        await report_status(tx, message_id, "delivered", SYSTEM)
    elif names <= {"sent", "delivered"}:
        await report_status(tx, message_id, "sent", SYSTEM)
    elif "unknown" in names and not names & {"queued", "submitting"}:
        await report_status(tx, message_id, "unknown", SYSTEM, failure)
    elif names - {"queued"}:
        await report_status(tx, message_id, "sending", SYSTEM)
