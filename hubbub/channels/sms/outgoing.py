"""The parts of an answer on their way: queued with the message, taken once, and what became of
each."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from hubbub.channels.sms.adapters.carrier import Refused, Unanswered
from hubbub.channels.sms.applying_receipts import apply_receipt, hold_names
from hubbub.channels.sms.outgoing_repository import (
    Failure,
    PartId,
    abandon_parts,
    accept_part,
    fail_late_parts,
    left_over,
    part_state,
    queue_part_again,
    set_part,
    take_receipts,
)
from hubbub.channels.sms.queueing_repository import add_parts
from hubbub.channels.sms.receipts import Outcome, spellings_of
from hubbub.channels.sms.settling import settle
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import lock_message
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject
from hubbub.kernel.recording_many import Told

MOST_TRIES = 8
NOT_HELD_CODE = "sender_gone"
LATE = "It could not be sent within the time that it was meant for."
WITHHELD = "Whoever scheduled it may not send any more."
NOT_HELD = (
    "The number that it was to leave from was given back, or is at another carrier now. Write it "
    "again from another sender."
)
LONGEST_PAUSE = timedelta(minutes=10)


async def queue_parts(tx: Transaction, event: MessageQueued, subject: Subject, _: Origin) -> None:
    """Hook: in the transaction that stored the message; neither exists without the other."""
    await add_parts(tx, [(subject.id, event.attempt)])


async def queue_all_parts(tx: Transaction, told: Sequence[Told]) -> None:
    """As `queue_parts` for each of many messages, in one statement."""
    await add_parts(
        tx,
        [(each.subject.id, each.event.attempt) for each in told
         if isinstance(each.event, MessageQueued)],
    )  # fmt: skip


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
    # The name before the message, as whoever applies receipts takes them.
    await hold_names(tx, carrier_id, [carrier_message_id])
    await lock_message(tx, part.message_id)
    state = await accept_part(tx, part, carrier_message_id)
    for word, code in await take_receipts(tx, carrier_id, spellings_of(carrier_message_id)):
        state = await apply_receipt(tx, part, state, (Outcome(word), code))
    await settle(tx, part.message_id)


async def note_late(tx: Transaction, part: PartId) -> None:
    """It is not handed over: whoever wrote it wanted it by a time that has passed. The caller
    holds the message's lock."""
    await set_part(tx, part, "failed", failure=Failure("expired", LATE, "expired"))


async def note_withheld(tx: Transaction, part: PartId) -> None:
    """As `note_late`, of a text whose scheduler may send no more."""
    await set_part(tx, part, "failed", failure=Failure("withheld", WITHHELD, "rejected"))


async def note_not_held(tx: Transaction, part: PartId) -> None:
    """As `note_late`, of a text from a number that is not the account's at this carrier any
    more: what a colleague gave back is not to be written from by whoever did not hear of it."""
    await set_part(tx, part, "failed", failure=Failure(NOT_HELD_CODE, NOT_HELD, "rejected"))


async def give_up_late(tx: Transaction, carrier_id: UUID) -> None:
    """As `note_late`, of what waits for a carrier that is away: nobody comes to take it."""
    for message_id in sorted(await fail_late_parts(tx, carrier_id, LATE)):
        await lock_message(tx, message_id)
        await settle(tx, message_id)


async def note_not_submitted(
    tx: Transaction, part: PartId, tries: int, error: Refused | Unanswered
) -> None:
    """What becomes of a part that was not accepted: once more when that is safe, else its end."""
    await lock_message(tx, part.message_id)
    if await part_state(tx, part) in {"delivered", "failed"}:
        # A receipt that knows it by our reference was faster, and says more than no answer.
        return
    if isinstance(error, Refused):
        await _note_refused(tx, part, tries, error)
    elif error.written:
        sentence = "The carrier did not answer; it may have been sent."
        await set_part(tx, part, "unknown", failure=Failure("no_answer", sentence))
    else:
        # It never left: waiting for the connection is all it needs.
        await queue_part_again(tx, part, timedelta(seconds=1), counts=False)
        return
    await settle(tx, part.message_id)


async def _note_refused(tx: Transaction, part: PartId, tries: int, error: Refused) -> None:
    if error.is_ours:
        # Nothing is wrong with the text; it waits until our access is mended.
        await queue_part_again(tx, part, timedelta(seconds=1), counts=False)
    elif error.passes and tries < MOST_TRIES:
        ladder = timedelta(seconds=2 ** min(tries, 9))
        asked = ladder if error.pause is None else timedelta(seconds=max(1.0, error.pause))
        await queue_part_again(tx, part, min(LONGEST_PAUSE, asked), counts=True)
    else:
        failure = Failure(error.code[:100], str(error)[:300], "rejected")
        await set_part(tx, part, "failed", failure=failure)
