"""Takes a request to send: all of it in one transaction, each text once however often it is asked
for."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.compat.vendor.sms.asked import Message, Request
from hubbub.compat.vendor.sms.own_senders import OwnSenders, own_senders
from hubbub.compat.vendor.sms.statuses import (
    BAD_DESTINATION,
    DUPLICATE,
    PENDING_ACCEPTED,
    Status,
)
from hubbub.compat.vendor.sms.texts_repository import Row, Sent, claim_ids, sent_as
from hubbub.features.messages.channels import channel
from hubbub.features.messages.sending import Text, send_all
from hubbub.features.people.phones import parse_number
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.ids import new_id

MOST_DESTINATIONS = 1000
"""Of one request: it is kept whole or not at all, and holds its transaction only briefly."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one destination; `parts` is None for what is not sent."""

    wire_id: str
    to: str
    status: Status
    parts: int | None


@dataclass(frozen=True, slots=True)
class Accepted:
    bulk_id: str
    outcomes: list[Outcome]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One text for one phone, ready to be kept; no phone where the destination is none."""

    id: UUID
    wire_id: str
    to: str
    phone: str | None
    number: str
    text: str
    segments: int
    message: Message

    def is_like(self, sent: Sent) -> bool:
        return (self.number, self.phone, self.text) == (sent.number, sent.phone, sent.text)


async def accept(tx: Transaction, request: Request, by: Actor) -> Accepted:
    """Keep and queue what can be sent. Raises Invalid, and then nothing is kept."""
    _check_size(request)
    await _check_demo(tx, request)
    ours = await own_senders(tx)
    wanted = _expand(request, ours)
    bulk_id = request.bulk_id or new_id().hex
    rows = [
        Row(each.id, each.wire_id, bulk_id, request.api, each.message.marks)
        for each in wanted
        if each.phone is not None
    ]
    fresh = await claim_ids(tx, rows) if rows else set[UUID]()
    texts = [_text(each, ours) for each in wanted if each.id in fresh]
    await send_all(tx, texts, by)
    again = [row.wire_id for row in rows if row.message_id not in fresh]
    known = await sent_as(tx, again) if again else dict[str, Sent]()
    outcomes = [_outcome(each, each.id in fresh, known.get(each.wire_id)) for each in wanted]
    if request.bulk_id is None and known and not fresh:
        bulk_id = next(iter(known.values())).bulk_id
    return Accepted(bulk_id, outcomes)


def _check_size(request: Request) -> None:
    count = sum(len(each.destinations) for each in request.messages)
    if count > MOST_DESTINATIONS:
        sentence = (
            f"A request has at most {MOST_DESTINATIONS:,} destinations; this has {count:,}. "
            "Send it in several requests."
        )
        raise Invalid([FieldError("messages", sentence)])


async def _check_demo(tx: Transaction, request: Request) -> None:
    asked = next((each for each in request.messages if each.marks.notify_url), None)
    if asked is not None and await is_demo(tx):
        sentence = "A demo tells nothing to other servers. Leave the address out."
        raise Invalid([FieldError(asked.at, sentence)])


def _expand(request: Request, ours: OwnSenders) -> list[_Wanted]:
    errors: list[FieldError] = []
    wanted: list[_Wanted] = []
    seen: Counter[bytes] = Counter()
    for message in request.messages:
        number = _sender(message, ours, errors)
        text = message.text.replace("\r\n", "\n").replace("\r", "\n")
        segments = _measure(message, text, errors)
        for to, wire_id in message.destinations:
            id_, phone = new_id(), _phone(to)
            derived = wire_id or _derived(request.bulk_id, (number, phone or to, text), seen)
            wanted.append(
                _Wanted(id_, derived or id_.hex, to, phone, number, text, segments, message)
            )
    if errors:
        raise Invalid(errors)
    return wanted


def _sender(message: Message, ours: OwnSenders, errors: list[FieldError]) -> str:
    found = ours.find(message.sender)
    if found is None:
        errors.append(FieldError(message.sender_field, ours.refusal))
    return found or ""


def _measure(message: Message, text: str, errors: list[FieldError]) -> int:
    if not text.strip():
        errors.append(FieldError(message.text_field, "Write a text."))
        return 0
    try:
        return channel("sms").measure(text)
    except Invalid as refused:
        errors.append(FieldError(message.text_field, refused.detail))
        return 0


def _phone(text: str) -> str | None:
    try:
        return parse_number(text)
    except Invalid:
        return None


def _derived(
    bulk_id: str | None, content: tuple[str, str, str], seen: Counter[bytes]
) -> str | None:
    """Of a text without an id in a bulk with one: the same whenever the same bulk is sent again,
    and another one for each time that the very same text stands in it."""
    if bulk_id is None:
        return None
    digest = hashlib.sha256("\x1f".join((bulk_id, *content)).encode()).digest()
    seen[digest] += 1
    return hashlib.sha256(digest + str(seen[digest]).encode()).hexdigest()[:32]


def _text(wanted: _Wanted, ours: OwnSenders) -> Text:
    assert wanted.phone is not None
    marks = wanted.message.marks
    return Text(
        id=wanted.id, channel="sms", number=wanted.number,
        carrier_id=ours.carrier_of(wanted.number), phone=wanted.phone, text=wanted.text,
        segments=wanted.segments, send_at=marks.send_at, expires_at=marks.expires_at,
    )  # fmt: skip


def _outcome(wanted: _Wanted, is_fresh: bool, sent: Sent | None) -> Outcome:
    if wanted.phone is None:
        return Outcome(wanted.wire_id, wanted.to, BAD_DESTINATION, None)
    if not is_fresh and (sent is None or not wanted.is_like(sent)):
        return Outcome(wanted.wire_id, wanted.phone, DUPLICATE, None)
    return Outcome(wanted.wire_id, wanted.phone, PENDING_ACCEPTED, wanted.segments)
