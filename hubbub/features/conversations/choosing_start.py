"""Decides from what, in which queue and for whom somebody may begin a conversation."""

from typing import Literal
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.permission import Permission
from hubbub.access.refusing import what_is_missing
from hubbub.features.conversations.policy import Refusal
from hubbub.features.queues.repository import all_queues
from hubbub.features.senders.policy import starts_in, use_of
from hubbub.features.senders.repository import Sender, hold_sender
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Forbidden, Invalid

Assignee = Literal["me", "nobody"] | UUID

NO_SENDER = "There is no such sender. Choose one of those that you may write from."
NOT_YOURS = "None of your queues may write from this sender. Choose another one."
NO_QUEUE = "You work in no queue, so that a conversation could be in none. Ask to be added to one."
NOT_IN_QUEUE = "You can begin conversations only in queues in which you are an agent."
NOT_FROM_THERE = (
    "This queue may not write from this sender. Choose another sender, or a queue that may."
)
NO_WORK = "You can read conversations, not begin them."


async def usable(tx: Transaction, sender_id: UUID, by: Actor) -> Sender:
    """The sender, from which he may write first, and which stays as it is until the end of the
    transaction. Raises Invalid, Forbidden."""
    await _check_works(tx, by)
    sender = await hold_sender(tx, sender_id)
    if sender is None:
        raise Invalid([FieldError("sender_id", NO_SENDER)])
    if not use_of(by).allows(
        sender.account_id, for_every_queue=sender.for_every_queue, queue_ids=sender.queue_ids
    ):
        raise await _refuse(tx, by, NOT_YOURS, may.SEE_ALL_SENDERS)
    return sender


async def chosen_queue(
    tx: Transaction, queue_id: UUID | None, by: Actor, sender: Sender | None = None
) -> UUID:
    """The queue that he names, or the default one of those in which he works, or the first; with a
    sender one that may write from it. Raises Invalid, Forbidden."""
    await _check_works(tx, by)
    queues = [each.id for each in await all_queues(tx)]
    if queue_id is not None and queue_id not in queues:
        raise Invalid([FieldError("queue_id", "There is no such queue.")])
    own = [each for each in queues if starts_in(by, each)]
    fitting = [each for each in own if sender is None or _writes_from(sender, each, by)]
    if queue_id is None:
        if not fitting:
            raise await _refuse(tx, by, NO_QUEUE, may.MANAGE_ALL)
        return fitting[0]
    if queue_id not in own:
        raise await _refuse(tx, by, NOT_IN_QUEUE, may.MANAGE_ALL)
    if queue_id not in fitting:
        raise await _refuse(tx, by, NOT_FROM_THERE, may.SEE_ALL_SENDERS)
    return queue_id


async def check_reaches(tx: Transaction, sender: Sender, queue_id: UUID, by: Actor) -> None:
    """Raises Forbidden where a conversation in this queue may not go over this sender."""
    if not _writes_from(sender, queue_id, by):
        raise await _refuse(tx, by, NOT_FROM_THERE, may.SEE_ALL_SENDERS)


async def _check_works(tx: Transaction, by: Actor) -> None:
    if not by.may(may.MANAGE):
        raise await _refuse(tx, by, NO_WORK, may.MANAGE)


def _writes_from(sender: Sender, queue_id: UUID, by: Actor) -> bool:
    return use_of(by).reaches(
        queue_id, for_every_queue=sender.for_every_queue, queue_ids=sender.queue_ids
    )


def assignee_of(wanted: Assignee, by: Actor) -> UUID | None:
    if wanted == "me":
        return by.user_id
    return None if wanted == "nobody" else wanted


def refuse_assignee(assignee_id: UUID | None, by: Actor) -> Refusal | None:
    """What he begins is his own to give on, as with a conversation that he works on already; to
    keep it himself he needs nothing more."""
    if assignee_id == by.user_id or by.may(may.ASSIGN):
        return None
    return Refusal(
        "You cannot assign conversations: begin it for yourself.", "forbidden", may.ASSIGN
    )


async def _refuse(tx: Transaction, by: Actor, why: str, missing: Permission) -> Forbidden:
    return Forbidden(why, extra=await what_is_missing(tx, by, missing))
