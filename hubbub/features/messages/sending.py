"""Sends many texts at once that stand in no conversation: of programs, to whomever they name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import NewMessage, insert_messages
from hubbub.features.messages.scheduled_repository import ScheduledBy, put_scheduled
from hubbub.features.people.events import PersonMet
from hubbub.features.people.repository import meet
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Subject
from hubbub.kernel.quotas import check_sending
from hubbub.kernel.recording_many import Fact, record_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text for one person. `number` is ours, `phone` theirs, both in E.164."""

    id: UUID
    channel: str
    number: str
    carrier_id: UUID
    phone: str
    text: str
    segments: int
    send_at: datetime | None = None
    expires_at: datetime | None = None


async def send_all(tx: Transaction, texts: Sequence[Text], by: Actor) -> None:
    """Store them and queue them behind what people write; as many statements as for one. Whoever
    was unknown is a person from now on."""
    if not texts:
        return
    await check_sending(tx, len(texts))
    people = await meet(tx, (each.phone for each in texts))
    met = [
        Fact(PersonMet(), Subject(person.id, 1), by.origin)
        for person, is_new in people.values()
        if is_new
    ]
    await insert_messages(tx, [_message(each, people[each.phone][0].id, by) for each in texts])
    later = [each.id for each in texts if each.send_at is not None]
    if later:
        await put_scheduled(tx, later, ScheduledBy(by.user_id, by.key_id))
    queued = [
        Fact(MessageQueued(carrier_id=each.carrier_id, attempt=1), Subject(each.id, 1), by.origin)
        for each in texts
    ]
    await record_all(tx, [*met, *queued])


def _message(text: Text, person_id: UUID, by: Actor) -> NewMessage:
    return NewMessage(
        id=text.id, channel=text.channel, direction="outbound", number=text.number,
        carrier_id=text.carrier_id, person_id=person_id, text=text.text,
        author_kind="api" if by.key_id else "agent", author_id=by.user_id, client_id=None,
        status="queued", segments=text.segments, is_bulk=True, send_at=text.send_at,
        expires_at=text.expires_at,
    )  # fmt: skip
