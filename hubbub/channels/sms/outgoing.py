"""The parts of an answer on their way: queued with the message, taken once, and what became of
each."""

from datetime import timedelta
from uuid import UUID

from hubbub.channels.sms.outgoing_repository import (
    PartId,
    abandon_parts,
    add_parts,
    keep_receipt,
    left_over,
    part_of,
    part_states,
    queue_part_again,
    set_part,
    take_receipts,
)
from hubbub.channels.sms.receipts import Outcome, Receipt, names_of, spellings_of
from hubbub.channels.sms.repository import one_at_a_time
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
RANK = {"queued": 0, "submitting": 1, "unknown": 2, "sent": 3, "failed": 4, "delivered": 5}
"""No receipt moves a part down: they come twice, late, and in any order."""
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
    await _alone(tx, carrier_id, carrier_message_id)
    await set_part(tx, part, "sent", carrier_message_id=carrier_message_id)
    state = "sent"
    for word, code in await take_receipts(tx, carrier_id, spellings_of(carrier_message_id)):
        state = await _apply(tx, part, state, Outcome(word), code)
    await settle(tx, part.message_id)


async def note_not_submitted(
    tx: Transaction, part: PartId, tries: int, error: SmppError | UnansweredError
) -> None:
    """What becomes of a part that was not accepted: once more when that is safe, else its end."""
    await lock_message(tx, part.message_id)
    if isinstance(error, UnansweredError) and not error.written:
        # It never left: waiting for the connection is all it needs.
        await queue_part_again(tx, part, timedelta(seconds=1), counts=False)
        return
    if isinstance(error, SmppError) and error.status in TEMPORARY and tries < MOST_TRIES:
        pause = min(LONGEST_PAUSE, timedelta(seconds=2 ** min(tries, 9)))
        await queue_part_again(tx, part, pause, counts=True)
        return
    if isinstance(error, UnansweredError):
        sentence = "The carrier did not answer; it may have been sent."
        await set_part(tx, part, "unknown", failure=("no_answer", sentence))
    else:
        failure = (f"smpp:{error.status}", str(error)[:300])
        await set_part(tx, part, "failed", failure=failure)
    await settle(tx, part.message_id)


async def note_receipt(tx: Transaction, carrier_id: UUID, receipt: Receipt, phone: str) -> None:
    """A receipt, which may be faster than the answer that names its id, and may come twice.
    `phone` is whom it says it is from: the one we wrote to."""
    carrier_message_id = receipt.message_id
    spellings = spellings_of(carrier_message_id)
    found = await part_of(tx, carrier_id, carrier_message_id, spellings, phone)
    if found is None:
        # Its answer may be on the way to the database just now; then we come after it.
        await _alone(tx, carrier_id, carrier_message_id)
        found = await part_of(tx, carrier_id, carrier_message_id, spellings, phone)
    if found is None:
        if receipt.outcome is not Outcome.PENDING:
            word, code = receipt.outcome.value, receipt.failure_code
            await keep_receipt(tx, carrier_id, carrier_message_id, word, code)
        return
    # Two parts reported at once would not see each other, and the message would never be settled.
    await lock_message(tx, found[0].message_id)
    found = await part_of(tx, carrier_id, carrier_message_id, spellings, phone) or found
    await _apply(tx, *found, receipt.outcome, receipt.failure_code)
    await settle(tx, found[0].message_id)


async def _apply(
    tx: Transaction, part: PartId, before: str, outcome: Outcome, code: str | None
) -> str:
    """The part's state after it."""
    state = STATE_OF.get(outcome)
    if state is None or RANK[state] <= RANK[before]:
        return before
    failure = None
    if state != "delivered":
        sentence = SENTENCE.get(outcome, "The carrier does not know what became of it.")
        failure = (code or outcome.value, sentence)
    await set_part(tx, part, state, failure=failure)
    return state


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


async def _alone(tx: Transaction, carrier_id: UUID, carrier_message_id: str) -> None:
    # An answer and its receipt wait for each other, even where they write the id differently.
    for name in names_of(carrier_message_id):
        await one_at_a_time(tx, f"sms:{carrier_id.hex}:{name}")
