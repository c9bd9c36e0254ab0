"""What a carrier brings: texts, parts of long ones, and receipts; stored before it is answered."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hubbub.channels.sms.applying_receipts import From, note_receipts
from hubbub.channels.sms.decoding import InboundPart, ReferenceKind
from hubbub.channels.sms.incoming_repository import keep_rejected, open_sets
from hubbub.channels.sms.joining import Joined, Joining
from hubbub.channels.sms.reassembly import GAP, OpenSet, PartKey, key_of, overdue
from hubbub.channels.sms.receipts import RECEIPTED_MESSAGE_ID, Receipt
from hubbub.channels.sms.smpp.addresses import to_text
from hubbub.channels.sms.smpp.messages import understand
from hubbub.channels.sms.smpp.pdus import Message
from hubbub.features.conversations.receiving import Inbound, receive_all
from hubbub.features.numbers.deciding import Rules, decide
from hubbub.features.numbers.repository import numbers_among
from hubbub.features.people.phones import address_of
from hubbub.kernel.database import Transaction

NOT_TEXT = "[A message that is not text]"
LONGEST = 40_000
LONGEST_PART = 1_000
"""Bytes; a part of more is no short message, and stands alone rather than be kept for others."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as it came, and what it is; None for a receipt that names no message."""

    message: Message
    understood: Receipt | InboundPart | None

    @property
    def is_text(self) -> bool:
        return isinstance(self.understood, InboundPart)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text or a part of one, from whom, and for which of our numbers."""

    sender: str
    number: str
    part: InboundPart
    provider_key: str | None

    def key_on(self, carrier_id: UUID) -> PartKey | None:
        """What it has in common with its other parts; None for what stands alone."""
        where = self.part.concatenation
        if where is None or len(self.part.data) > LONGEST_PART:
            return None
        return key_of(carrier_id.hex, self.sender, self.number, where)


@dataclass(frozen=True, slots=True)
class Whole:
    """A text that a carrier brings in one piece, under an id of its own."""

    key: str
    sender: str
    number: str
    text: str


def arrive(message: Message) -> Arrived:
    """Say what it is; nothing is stored."""
    return Arrived(message, understand(message))


def digest_of(message: Message) -> bytes:
    """Equal for a message that is delivered again, whatever its sequence number."""
    parts = [
        message.source.value, message.destination.value, str(message.data_coding),
        str(message.esm_class), message.payload.hex(),
        *(f"{tag}:{value.hex()}" for tag, value in sorted(message.tlvs.items())),
    ]  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


async def take_in(
    tx: Transaction, carrier_id: UUID, arrived: Sequence[Arrived]
) -> list[str | None]:
    """Store all of it, in its order. For each None, or why it was refused, to be told to the
    carrier: a text for a number that this account does not have on it."""
    receipts = [
        From(each.understood, sender_of(each.message))
        for each in arrived
        if isinstance(each.understood, Receipt)
    ]
    if receipts:
        await note_receipts(tx, carrier_id, receipts)
    for each in arrived:
        if each.understood is None:
            reason = "a receipt that names no message"
            source = sender_of(each.message)
            await keep_rejected(tx, carrier_id, source, reason, each.message.payload)
    return await _take_texts(tx, carrier_id, arrived)


async def take_in_whole(tx: Transaction, carrier_id: UUID, texts: Sequence[Whole]) -> list[bool]:
    """Store them, in their order. For each whether it is refused: a text for a number that this
    account does not have on the carrier."""
    ours = await numbers_among(tx, carrier_id, {each.number for each in texts})
    inbounds = [
        replace(
            _inbound(carrier_id, each.sender, each.number, Joined(each.text, 1)),
            provider_key=each.key,
        )
        for each in texts
        if each.number in ours
    ]
    await receive_all(tx, _ruled(inbounds, ours))
    return [each.number not in ours for each in texts]


async def _take_texts(
    tx: Transaction, carrier_id: UUID, arrived: Sequence[Arrived]
) -> list[str | None]:
    pieces = [_piece(each) for each in arrived]
    numbers = {each.number for each in pieces if each is not None}
    ours = await numbers_among(tx, carrier_id, numbers) if numbers else dict[str, Rules]()
    await _receive(tx, carrier_id, [each for each in pieces if each and each.number in ours], ours)
    return [
        None if each is None or each.number in ours else "not a number of ours" for each in pieces
    ]


def _piece(arrived: Arrived) -> _Piece | None:
    part, message = arrived.understood, arrived.message
    if not isinstance(part, InboundPart):
        return None
    number = address_of(to_text(message.destination))
    return _Piece(sender_of(message), number, part, _provider_key(message))


def sender_of(message: Message) -> str:
    """Who sent it, as people are known by."""
    return address_of(to_text(message.source))


def _provider_key(message: Message) -> str | None:
    carried = message.tlvs.get(RECEIPTED_MESSAGE_ID)
    if not carried:
        return None
    return f"{carried.rstrip(bytes(1)).hex()}:{digest_of(message)[:8].hex()}"


async def _receive(
    tx: Transaction, carrier_id: UUID, pieces: Sequence[_Piece], rules: Mapping[str, Rules]
) -> None:
    keyed = [(each, each.key_on(carrier_id)) for each in pieces]
    joining = Joining(carrier_id)
    await joining.begin(tx, {key for _, key in keyed if key is not None})
    inbounds: list[Inbound] = []
    for piece, key in keyed:
        if key is None:
            whole = Joined(piece.part.text, 1)
            inbound = _inbound(carrier_id, piece.sender, piece.number, whole)
            inbounds.append(replace(inbound, provider_key=piece.provider_key))
        else:
            inbounds += [
                _inbound(carrier_id, piece.sender, piece.number, joined)
                for joined in joining.add(key, piece.part)
            ]
    await joining.save(tx)
    await receive_all(tx, _ruled(inbounds, rules))


def _ruled(inbounds: Sequence[Inbound], rules: Mapping[str, Rules]) -> list[Inbound]:
    """Each with where it goes, which the whole text decides. A number that is ours no more while
    parts of a text for it wait has none: what is there of it is shown."""
    return [
        replace(each, rule=decide(rules[each.number], each.text).rule)
        if each.number in rules
        else each
        for each in inbounds
    ]


def _inbound(carrier_id: UUID, sender: str, number: str, joined: Joined) -> Inbound:
    cleaned = joined.text.replace("\0", "")
    if len(cleaned) > LONGEST:
        cleaned = cleaned[: LONGEST - len(GAP)] + GAP
    return Inbound(
        channel="sms",
        carrier_id=carrier_id,
        number=number,
        sender=sender,
        text=cleaned if cleaned.strip() else NOT_TEXT,
        segments=joined.segments,
    )


async def overdue_keys(tx: Transaction, carrier_id: UUID, moment: datetime) -> list[PartKey]:
    """Of long messages whose rest never came."""
    by_source: dict[str, list[OpenSet]] = {}
    for source, destination, kind, reference, total, since in await open_sets(tx, carrier_id):
        key = PartKey(carrier_id.hex, source, destination, _kind(kind), reference, total)
        by_source.setdefault(source, []).append(OpenSet(key, since))
    return [key for found in by_source.values() for key in overdue(found, moment)]


async def release(tx: Transaction, carrier_id: UUID, key: PartKey) -> None:
    """Show what is there of a long message; one a transaction, so that none waits for another."""
    joining = Joining(carrier_id)
    await joining.begin(tx, {key})
    found = joining.give_up(key)
    await joining.save(tx)
    inbounds = [_inbound(carrier_id, key.source, key.destination, joined) for joined in found]
    rules = await numbers_among(tx, carrier_id, {key.destination})
    await receive_all(tx, _ruled(inbounds, rules))


def _kind(text: str) -> ReferenceKind:
    kinds: dict[str, ReferenceKind] = {"udh8": "udh8", "udh16": "udh16", "sar": "sar"}
    return kinds[text]
