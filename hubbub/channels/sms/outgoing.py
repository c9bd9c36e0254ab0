"""The parts of an answer on their way: queued with the message, taken once, and what became of
each."""

from datetime import timedelta
from uuid import UUID

from hubbub.channels.sms.receipts import Outcome
from hubbub.channels.sms.repository import (
    PartId,
    abandon_parts,
    add_parts,
    keep_receipt,
    left_over,
    one_at_a_time,
    part_of,
    part_states,
    set_part,
    take_receipts,
)
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import SmppError, Status
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.reporting import report_status
from hubbub.features.messages.repository import lock_message
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import SYSTEM, Origin, Subject

TEMPORARY = frozenset(
    {Status.THROTTLED, Status.QUEUE_FULL, Status.SYSTEM_ERROR, Status.TEMPORARY_ERROR}
)
MOST_TRIES = 8
LONGEST_PAUSE = timedelta(minutes=10)

STATE_OF = {
    Outcome.DELIVERED: "delivered",
    Outcome.EXPIRED: "failed",
    Outcome.FAILED: "failed",
    Outcome.REJECTED: "failed",
    Outcome.UNKNOWN: "unknown",
}
SENTENCE = {
    Outcome.EXPIRED: "The phone could not be reached in time.",
    Outcome.FAILED: "The carrier could not deliver it.",
    Outcome.REJECTED: "The carrier refused to deliver it.",
}


async def queue_parts(tx: Transaction, event: MessageQueued, subject: Subject, _: Origin) -> None:
    """Hook: in the transaction that stored the message; neither exists without the other."""
    await add_parts(tx, subject.id, event.attempt)


async def give_up_left_over(tx: Transaction, carrier_id: UUID) -> int:
    """Parts that a former owner was handing over when it ended: nobody knows, so nobody repeats."""
    found = await left_over(tx, carrier_id)
    for message_id in sorted(found):
        await lock_message(tx, message_id)
        await abandon_parts(tx, message_id)
        await settle(tx, message_id)
    return len(found)


async def note_submitted(
    tx: Transaction, carrier_id: UUID, part: PartId, carrier_message_id: str
) -> None:
    """The carrier has accepted a part; a receipt that was faster is applied now."""
    await lock_message(tx, part.message_id)
    await one_at_a_time(tx, _name(carrier_id, carrier_message_id))
    await set_part(tx, part, "sent", carrier_message_id=carrier_message_id)
    for word, code in await take_receipts(tx, carrier_id, carrier_message_id):
        await _apply(tx, part, Outcome(word), code)
    await settle(tx, part.message_id)


async def note_not_submitted(
    tx: Transaction, part: PartId, tries: int, error: SmppError | UnansweredError
) -> None:
    """What becomes of a part that was not accepted: once more when that is safe, else its end."""
    await lock_message(tx, part.message_id)
    is_safe = not error.written if isinstance(error, UnansweredError) else error.status in TEMPORARY
    if is_safe and tries < MOST_TRIES:
        pause = min(LONGEST_PAUSE, timedelta(seconds=2 ** min(tries, 9)))
        if isinstance(error, UnansweredError):
            # It never left: waiting for the connection is all it needs.
            pause = timedelta(seconds=1)
        await set_part(tx, part, "queued", pause=pause)
        return
    if isinstance(error, UnansweredError) and error.written:
        sentence = "The carrier did not answer; it may have been sent."
        await set_part(tx, part, "unknown", failure=("no_answer", sentence))
    else:
        code = f"smpp:{error.status}" if isinstance(error, SmppError) else "not_reached"
        await set_part(tx, part, "failed", failure=(code, str(error)[:300]))
    await settle(tx, part.message_id)


async def note_receipt(
    tx: Transaction,
    carrier_id: UUID,
    carrier_message_id: str,
    outcome: Outcome,
    code: str | None,
) -> None:
    """A receipt, which may be faster than the answer that names its id, and may come twice."""
    found = await part_of(tx, carrier_id, carrier_message_id)
    if found is not None:
        await lock_message(tx, found[0].message_id)
    else:
        await one_at_a_time(tx, _name(carrier_id, carrier_message_id))
        found = await part_of(tx, carrier_id, carrier_message_id)
    if found is None:
        if outcome is not Outcome.PENDING:
            await keep_receipt(tx, carrier_id, carrier_message_id, outcome.value, code)
        return
    await _apply(tx, found[0], outcome, code)
    await settle(tx, found[0].message_id)


async def _apply(tx: Transaction, part: PartId, outcome: Outcome, code: str | None) -> None:
    state = STATE_OF.get(outcome)
    if state is None:
        return
    failure = None
    if state != "delivered":
        sentence = SENTENCE.get(outcome, "The carrier does not know what became of it.")
        failure = (code or outcome.value, sentence)
    await set_part(tx, part, state, failure=failure)


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


def _name(carrier_id: UUID, carrier_message_id: str) -> str:
    return f"sms:{carrier_id.hex}:{carrier_message_id}"
