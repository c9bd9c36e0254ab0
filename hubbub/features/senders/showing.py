"""Puts senders and their queues together for a page, and what somebody may begin from."""

from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.features.queues.repository import all_queues, queue_names
from hubbub.features.senders.policy import Use, starts_in, use_of
from hubbub.features.senders.repository import Sender, all_senders, usable_senders
from hubbub.features.senders.shapes import (
    AvailableSender,
    AvailableSenders,
    SenderQueue,
    Senders,
    ShownSender,
    StartQueue,
)
from hubbub.kernel.database import Transaction


async def show_senders(tx: Transaction) -> Senders:
    """All of the account."""
    found = await all_senders(tx)
    names = await queue_names(tx, sorted({id_ for each in found for id_ in each.queue_ids}))
    return Senders([_shown(each, names) for each in found])


async def show_sender(tx: Transaction, sender: Sender) -> ShownSender:
    names = await queue_names(tx, sender.queue_ids) if sender.queue_ids else {}
    return _shown(sender, names)


async def show_available(tx: Transaction, actor: Actor, queue_id: UUID | None) -> AvailableSenders:
    """What he may use, in one queue or in any, and the queues that he may begin in."""
    use = use_of(actor)
    queues = [each for each in await all_queues(tx) if starts_in(actor, each.id)]
    items: list[AvailableSender] = []
    for each in await usable_senders(tx, use):
        fitting = [queue.id for queue in queues if _reaches(use, each, queue.id)]
        if queue_id is None or _reaches(use, each, queue_id):
            items.append(_available(each, None if len(fitting) == len(queues) else fitting))
    return AvailableSenders(
        items, [StartQueue(each.id, each.name, each.is_default) for each in queues]
    )


def _reaches(use: Use, sender: Sender, queue_id: UUID) -> bool:
    return use.reaches(queue_id, for_every_queue=sender.for_every_queue, queue_ids=sender.queue_ids)


def _available(sender: Sender, queue_ids: list[UUID] | None) -> AvailableSender:
    return AvailableSender(
        id=sender.id, kind=sender.kind, value=sender.value, channel="sms",
        carrier_name=sender.carrier_name, takes_answers=sender.kind == "number",
        queue_ids=queue_ids,
    )  # fmt: skip


def _shown(sender: Sender, names: dict[UUID, str]) -> ShownSender:
    queues = [SenderQueue(id_, names[id_]) for id_ in sender.queue_ids if id_ in names]
    queues.sort(key=lambda each: each.name.lower())
    return ShownSender(
        sender.id,
        sender.kind,
        sender.value,
        sender.carrier_id,
        sender.carrier_name,
        sender.carrier_ready,
        sender.for_every_queue,
        queues,
        sender.version,
    )
