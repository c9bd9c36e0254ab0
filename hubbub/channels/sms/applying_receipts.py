"""What receipts say of the parts of an answer: in any order, twice, and sooner than the answer that
names their id."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.channels.sms.outgoing_repository import (
    Ended,
    Failure,
    PartId,
    Wanted,
    keep_receipts,
    parts_of,
    set_part,
    states_of,
)
from hubbub.channels.sms.receipts import Outcome, Receipt, names_of, spellings_of
from hubbub.channels.sms.repository import one_at_a_time
from hubbub.channels.sms.settling import settle
from hubbub.features.messages.repository import lock_messages
from hubbub.kernel.database import Transaction

STATE_OF = {
    Outcome.DELIVERED: "delivered",
    Outcome.EXPIRED: "failed",
    Outcome.FAILED: "failed",
    Outcome.REJECTED: "failed",
    Outcome.UNKNOWN: "unknown",
}
RANK = {"queued": 0, "submitting": 1, "unknown": 2, "sent": 3, "failed": 4, "delivered": 5}
"""No receipt moves a part down: they come twice, late, and in any order."""
ENDED: dict[Outcome, Ended] = {
    Outcome.EXPIRED: "expired",
    Outcome.FAILED: "failed",
    Outcome.REJECTED: "rejected",
}
SENTENCE = {
    Outcome.EXPIRED: "The phone could not be reached in time.",
    Outcome.FAILED: "The carrier could not deliver it.",
    Outcome.REJECTED: "The carrier refused to deliver it.",
}


@dataclass(frozen=True, slots=True)
class From:
    """A receipt, and whom it says it is from: the one we wrote to. `part` where it brings back our
    own reference, which says more than the carrier's id, and may be known sooner."""

    receipt: Receipt
    phone: str
    part: PartId | None = None


async def note_receipts(tx: Transaction, carrier_id: UUID, arrived: Sequence[From]) -> None:
    """Apply them in their order; those whose answer is not there yet are kept for it."""
    # The answer of one may be on the way to the database just now; then we come after it.
    await hold_names(tx, carrier_id, _ids(arrived))
    found = await _find(tx, carrier_id, arrived)
    messages = {part.message_id for part, _ in found.values()}
    if messages:
        # Two parts reported at once would not see each other, and the message would never be
        # settled.
        await lock_messages(tx, messages)
        found = await _find(tx, carrier_id, arrived)
    states = dict(found.values())
    early: list[tuple[str, str, str | None]] = []
    for place, each in enumerate(arrived):
        said = (each.receipt.outcome, each.receipt.failure_code)
        if place in found:
            part = found[place][0]
            states[part] = await apply_receipt(tx, part, states[part], said)
        elif each.receipt.outcome is not Outcome.PENDING and each.receipt.message_id:
            early.append((each.receipt.message_id, said[0].value, said[1]))
    if early:
        await keep_receipts(tx, carrier_id, early)
    for message_id in sorted({part.message_id for part in states}):
        await settle(tx, message_id)


def _ids(arrived: Sequence[From]) -> list[str]:
    return [each.receipt.message_id for each in arrived if each.receipt.message_id]


async def _find(
    tx: Transaction, carrier_id: UUID, arrived: Sequence[From]
) -> dict[int, tuple[PartId, str]]:
    named = {each.part for each in arrived if each.part is not None}
    states = await states_of(tx, carrier_id, list(named)) if named else {}
    found = {
        place: (each.part, states[each.part])
        for place, each in enumerate(arrived)
        if each.part is not None and each.part in states
    }
    places = [
        place
        for place, each in enumerate(arrived)
        if place not in found and each.receipt.message_id
    ]
    if places:
        by_id = await parts_of(tx, carrier_id, [_wanted(arrived[place]) for place in places])
        found |= {places[at]: part for at, part in by_id.items()}
    return found


def _wanted(each: From) -> Wanted:
    id_ = each.receipt.message_id
    return Wanted(id_, spellings_of(id_), each.phone)


async def apply_receipt(
    tx: Transaction, part: PartId, before: str, said: tuple[Outcome, str | None]
) -> str:
    """The part's state after what the carrier has said: the outcome, and a code of its own."""
    outcome, code = said
    state = STATE_OF.get(outcome)
    if state is None or RANK[state] <= RANK[before]:
        return before
    failure = None
    if state != "delivered":
        sentence = SENTENCE.get(outcome, "The carrier does not know what became of it.")
        failure = Failure(code or outcome.value, sentence, ENDED.get(outcome))
    await set_part(tx, part, state, failure=failure)
    return state


async def hold_names(tx: Transaction, carrier_id: UUID, ids: Collection[str]) -> None:
    """An answer and its receipt wait for each other, even where they write the id differently."""
    names = {name for id_ in ids for name in names_of(id_)}
    await one_at_a_time(tx, {f"sms:{carrier_id.hex}:{name}" for name in names})
