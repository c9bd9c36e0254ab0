"""Takes customers' messages in: the people, their conversations, the messages, in one
transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.features.conversations.changing import Beginning, Change, begin, save_all
from hubbub.features.conversations.events import (
    ConversationMessageAdded,
    ConversationStatusChanged,
)
from hubbub.features.conversations.repository import link_messages, lock_open_conversations
from hubbub.features.handing_on.beginning import hand_on_all
from hubbub.features.messages.channels import channel
from hubbub.features.messages.repository import Key, NewMessage, claim_keys, insert_messages
from hubbub.features.numbers.deciding import Rule
from hubbub.features.people.events import PersonMet
from hubbub.features.people.repository import Person, meet
from hubbub.features.queues.repository import default_queue
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject
from hubbub.kernel.ids import new_id
from hubbub.kernel.recording_many import Fact

CONVERSATIONS = Rule(None, "conversations")


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message as a channel hands it on, parsed and cleaned."""

    channel: str
    carrier_id: UUID
    number: str
    """Ours, that it was sent to, in E.164."""
    sender: str
    """Theirs, as `address_of` writes it."""
    text: str
    segments: int = 1
    provider_key: str | None = None
    """The carrier's own id, where it gives one: the same id is the same message."""
    rule: Rule = CONVERSATIONS
    """Where it goes. What does not go to Conversations is kept as a message of its person."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A message on its way into a conversation."""

    inbound: Inbound
    message_id: UUID
    person: Person

    @property
    def is_aside(self) -> bool:
        return self.inbound.rule.action != "conversations"

    @property
    def group(self) -> str:
        return channel(self.inbound.channel).group

    @property
    def origin(self) -> Origin:
        return Origin("customer", self.person.id)


async def receive(tx: Transaction, inbound: Inbound) -> UUID | None:
    """The new message; None when the carrier's id says that it is here already."""
    return (await receive_all(tx, [inbound]))[0]


async def receive_all(tx: Transaction, inbounds: Sequence[Inbound]) -> list[UUID | None]:
    """As `receive` for each of these, in their order, with as many statements as for one. Rows are
    locked in the order keys, people, conversations, agents, each in an order of its own."""
    ids = [new_id() for _ in inbounds]
    repeated = await _repeated(tx, inbounds, ids)
    kept = [
        (inbound, id_) for inbound, id_ in zip(inbounds, ids, strict=True) if id_ not in repeated
    ]
    if kept:
        people = await meet(tx, (inbound.sender for inbound, _ in kept))
        arrived = [_Arrived(inbound, id_, people[inbound.sender][0]) for inbound, id_ in kept]
        changes = await _find_or_begin(tx, arrived)
        await _add_all(
            tx, arrived, changes, met=[each for each, is_new in people.values() if is_new]
        )
    return [None if id_ in repeated else id_ for id_ in ids]


async def _repeated(tx: Transaction, inbounds: Sequence[Inbound], ids: Sequence[UUID]) -> set[UUID]:
    keys = [
        Key(f"in:{inbound.carrier_id.hex}", inbound.provider_key, id_)
        for inbound, id_ in zip(inbounds, ids, strict=True)
        if inbound.provider_key is not None
    ]
    fresh = await claim_keys(tx, keys) if keys else set[UUID]()
    return {key.message_id for key in keys} - fresh


async def _find_or_begin(
    tx: Transaction, arrived: Sequence[_Arrived]
) -> dict[tuple[UUID, str], Change]:
    """A change of each one's conversation, locked or new; by person and group of channels."""
    first: dict[tuple[UUID, str], _Arrived] = {}
    for each in arrived:
        if not each.is_aside:
            first.setdefault((each.person.id, each.group), each)
    changes = await _lock(tx, first)
    missing = {key: each for key, each in first.items() if key not in changes}
    if missing:
        queue = await default_queue(tx)
        for key, each in missing.items():
            changes[key] = _begin(each, queue.id)
    return changes


async def _lock(
    tx: Transaction, wanted: Collection[tuple[UUID, str]]
) -> dict[tuple[UUID, str], Change]:
    found: dict[tuple[UUID, str], Change] = {}
    for group in sorted({group for _, group in wanted}):
        people = [person_id for person_id, its in wanted if its == group]
        locked = await lock_open_conversations(tx, people, group)
        found |= {(person_id, group): Change(each) for person_id, each in locked.items()}
    return found


def _begin(each: _Arrived, queue_id: UUID) -> Change:
    new = Beginning(
        account_id=each.person.account_id,
        person_id=each.person.id,
        channel=each.inbound.channel,
        number=each.inbound.number,
        carrier_id=each.inbound.carrier_id,
        queue_id=queue_id,
    )
    return begin(new, each.origin)


async def _add_all(
    tx: Transaction,
    arrived: Sequence[_Arrived],
    changes: Mapping[tuple[UUID, str], Change],
    *,
    met: Sequence[Person],
) -> None:
    created_at = await insert_messages(tx, [_message(each) for each in arrived])
    links: list[tuple[UUID, int, UUID]] = []
    for each in arrived:
        if each.is_aside:
            continue
        change = changes[each.person.id, each.group]
        position = _add(change, each, created_at)
        links.append((change.before.id, position, each.message_id))
    facts = [Fact(PersonMet(), Subject(each.id, 1), Origin("customer", each.id)) for each in met]
    await save_all(tx, changes.values(), after=facts)
    if links:
        await link_messages(tx, links)
    aside = [each for each in arrived if each.is_aside]
    await hand_on_all(tx, [(each.message_id, each.inbound.rule) for each in aside])


def _message(each: _Arrived) -> NewMessage:
    inbound = each.inbound
    return NewMessage(
        id=each.message_id, channel=inbound.channel, direction="inbound", number=inbound.number,
        carrier_id=inbound.carrier_id, person_id=each.person.id, text=inbound.text,
        author_kind="customer", author_id=each.person.id, client_id=None,
        status="received", segments=inbound.segments,
        went_to=inbound.rule.action if each.is_aside else None,
    )  # fmt: skip


def _add(change: Change, each: _Arrived, created_at: datetime) -> int:
    """The message's place in the conversation."""
    before = change.now
    if before.status != "open":
        reopened = ConversationStatusChanged(
            queue_id=before.queue_id, before=before.status, after="open"
        )
        change.add(reopened, each.origin)
    return change.add(
        ConversationMessageAdded(message_id=each.message_id, direction="inbound"),
        each.origin,
        status="open",
        last_message_id=each.message_id,
        last_message_at=created_at,
        inbound_count=before.inbound_count + 1,
        number=each.inbound.number,
        carrier_id=each.inbound.carrier_id,
        waiting_since=before.waiting_since or now(),
    )
