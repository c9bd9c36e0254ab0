"""What a carrier brings: a text, a part of one, or a receipt; stored before it is answered."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.channels.sms.decoding import Concatenation, InboundPart, ReferenceKind
from hubbub.channels.sms.encoding import Alphabet
from hubbub.channels.sms.incoming_repository import (
    held_parts,
    hold_part,
    keep_rejected,
    open_sets,
    release_parts,
)
from hubbub.channels.sms.outgoing import note_receipt
from hubbub.channels.sms.reassembly import (
    GAP,
    OpenSet,
    PartKey,
    Placement,
    complete_text,
    key_of,
    overdue,
    partial_text,
    place,
)
from hubbub.channels.sms.receipts import RECEIPTED_MESSAGE_ID, Receipt
from hubbub.channels.sms.repository import one_at_a_time
from hubbub.channels.sms.smpp.addresses import to_text
from hubbub.channels.sms.smpp.messages import understand
from hubbub.channels.sms.smpp.pdus import Message
from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.numbers.repository import find_number
from hubbub.features.people.phones import address_of
from hubbub.kernel.database import Transaction

NOT_TEXT = "[A message that is not text]"
LONGEST = 40_000
LONGEST_PART = 1_000
"""Bytes; a part of more is no short message, and stands alone rather than be kept for others."""


class NotOurNumber(Exception):
    """The text is for a number that this account does not have on this carrier."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Who wrote to which of our numbers."""

    sender: str
    number: str


def digest_of(message: Message) -> bytes:
    """Equal for a message that is delivered again, whatever its sequence number."""
    parts = [
        message.source.value, message.destination.value, str(message.data_coding),
        str(message.esm_class), message.payload.hex(),
        *(f"{tag}:{value.hex()}" for tag, value in sorted(message.tlvs.items())),
    ]  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


async def take_in(tx: Transaction, carrier_id: UUID, message: Message) -> None:
    """Store whatever it is. Raises NotOurNumber, which is for the carrier to hear."""
    understood = understand(message)
    if isinstance(understood, Receipt):
        await note_receipt(tx, carrier_id, understood, address_of(to_text(message.source)))
        return
    if understood is None:
        reason = "a receipt that names no message"
        await keep_rejected(tx, carrier_id, reason, message.payload)
        return
    to = address_of(to_text(message.destination))
    number = await find_number(tx, to)
    if number is None or number.carrier_id != carrier_id:
        raise NotOurNumber(to)
    addresses = Addresses(address_of(to_text(message.source)), number.number)
    if understood.concatenation is None or len(understood.data) > LONGEST_PART:
        key = _provider_key(message)
        await _receive(tx, carrier_id, addresses, understood.text, 1, key)
    else:
        await _take_part(tx, carrier_id, addresses, understood, understood.concatenation)


def _provider_key(message: Message) -> str | None:
    carried = message.tlvs.get(RECEIPTED_MESSAGE_ID)
    if not carried:
        return None
    return f"{carried.rstrip(bytes(1)).hex()}:{digest_of(message)[:8].hex()}"


async def _receive(
    tx: Transaction,
    carrier_id: UUID,
    addresses: Addresses,
    text: str,
    segments: int,
    provider_key: str | None = None,
) -> None:
    cleaned = text.replace("\0", "")
    if len(cleaned) > LONGEST:
        cleaned = cleaned[: LONGEST - len(GAP)] + GAP
    inbound = Inbound(
        channel="sms",
        carrier_id=carrier_id,
        number=addresses.number,
        sender=addresses.sender,
        text=cleaned if cleaned.strip() else NOT_TEXT,
        segments=segments,
        provider_key=provider_key,
    )
    await receive(tx, inbound)


async def _take_part(
    tx: Transaction,
    carrier_id: UUID,
    addresses: Addresses,
    part: InboundPart,
    where: Concatenation,
) -> None:
    key = key_of(carrier_id.hex, addresses.sender, addresses.number, where)
    # Two parts at once would each miss the other's row, and the text would never be whole.
    await one_at_a_time(tx, f"sms-parts:{key}")
    held = await _held(tx, carrier_id, key)
    placement = place(held, part)
    if placement is Placement.DUPLICATE:
        return
    if placement is Placement.RESTART:
        await _release(tx, carrier_id, addresses, key, held)
        held = []
    await hold_part(
        tx,
        carrier_id,
        (*_columns(key), where.number, part.data, part.alphabet.value, part.fill_bits),
    )
    text = complete_text([*held, part])
    if text is not None:
        await release_parts(tx, carrier_id, _columns(key))
        await _receive(tx, carrier_id, addresses, text, where.total)


async def _held(tx: Transaction, carrier_id: UUID, key: PartKey) -> list[InboundPart]:
    return [
        InboundPart(
            data,
            Alphabet(alphabet),
            Concatenation(key.kind, key.reference, key.total, number),
            fill_bits,
        )
        for number, data, alphabet, fill_bits in await held_parts(tx, carrier_id, _columns(key))
    ]


async def _release(
    tx: Transaction,
    carrier_id: UUID,
    addresses: Addresses,
    key: PartKey,
    held: list[InboundPart],
) -> None:
    await release_parts(tx, carrier_id, _columns(key))
    if held:
        await _receive(tx, carrier_id, addresses, partial_text(held), len(held))


def _columns(key: PartKey) -> tuple[str, str, str, int, int]:
    return key.source, key.destination, key.kind, key.reference, key.total


async def overdue_keys(tx: Transaction, carrier_id: UUID, moment: datetime) -> list[PartKey]:
    """Of long messages whose rest never came."""
    by_source: dict[str, list[OpenSet]] = {}
    for source, destination, kind, reference, total, since in await open_sets(tx, carrier_id):
        key = PartKey(carrier_id.hex, source, destination, _kind(kind), reference, total)
        by_source.setdefault(source, []).append(OpenSet(key, since))
    return [key for found in by_source.values() for key in overdue(found, moment)]


async def release(tx: Transaction, carrier_id: UUID, key: PartKey) -> None:
    """Show what is there of a long message; one a transaction, so that none waits for another."""
    await one_at_a_time(tx, f"sms-parts:{key}")
    held = await _held(tx, carrier_id, key)
    await _release(tx, carrier_id, Addresses(key.source, key.destination), key, held)


def _kind(text: str) -> ReferenceKind:
    kinds: dict[str, ReferenceKind] = {"udh8": "udh8", "udh16": "udh16", "sar": "sar"}
    return kinds[text]
