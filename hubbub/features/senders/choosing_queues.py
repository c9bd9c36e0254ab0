"""Says whose agents may write from a sender: those of every queue, or of some, or of none."""

from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.features.queues.repository import queue_names
from hubbub.features.senders.events import SenderQueuesChanged
from hubbub.features.senders.naming import NONE, STALE
from hubbub.features.senders.repository import Sender, lock_sender, put_queues
from hubbub.kernel.audit.changes import Changes, Ref, Snapshot
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record

BOTH = "Choose queues, or every queue, not both."


@dataclass(frozen=True, slots=True)
class Chosen:
    """With no queue and not for every one, nobody starts from it but who may use all senders."""

    for_every_queue: bool
    queue_ids: frozenset[UUID] = frozenset()


async def choose_queues(
    tx: Transaction, sender_id: UUID, chosen: Chosen, version: int | None, by: Origin
) -> Sender:
    """Without a version, whatever it is now. Raises NotFound, Conflict, Invalid."""
    before = await lock_sender(tx, sender_id)
    if before is None:
        raise NotFound(NONE)
    if version is not None and version != before.version:
        raise Conflict(STALE, code="stale")
    await _check(tx, chosen)
    after = replace(
        before,
        for_every_queue=chosen.for_every_queue,
        queue_ids=sorted(chosen.queue_ids),
        version=before.version + 1,
    )
    if _snapshot(after) == _snapshot(before):
        return before
    await put_queues(tx, before, after.for_every_queue, after.queue_ids)
    event = SenderQueuesChanged(for_every_queue=after.for_every_queue, queues=len(after.queue_ids))
    changes = Changes(_snapshot(before), _snapshot(after))
    await record(tx, event, Subject(sender_id, after.version), by, changes)
    return after


async def _check(tx: Transaction, chosen: Chosen) -> None:
    if chosen.for_every_queue and chosen.queue_ids:
        raise Invalid([FieldError("queue_ids", BOTH)])
    known = await queue_names(tx, list(chosen.queue_ids))
    if len(known) != len(chosen.queue_ids):
        raise Invalid([FieldError("queue_ids", "One of these queues is not there any more.")])


def _snapshot(sender: Sender) -> Snapshot:
    return {
        "for_every_queue": sender.for_every_queue,
        "queues": [Ref("queue", each) for each in sorted(sender.queue_ids)],
    }
