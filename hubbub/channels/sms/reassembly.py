"""Decides what becomes of the parts of long messages; whoever calls it keeps them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from hubbub.channels.sms.decoding import Concatenation, InboundPart, ReferenceKind
from hubbub.channels.sms.encoding import decode

PART_LIFETIME: Final = timedelta(hours=24)
MOST_OPEN_SETS: Final = 64
GAP: Final = "[…]"


@dataclass(frozen=True, slots=True)
class PartKey:
    """What the parts of one message have in common: the key to store them under."""

    carrier: str
    source: str
    destination: str
    kind: ReferenceKind
    reference: int
    total: int


class Placement(StrEnum):
    """What to do with a part, given those held under its key."""

    ADD = "add"
    DUPLICATE = "duplicate"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class OpenSet:
    """An unfinished message: `since` is when its first part came."""

    key: PartKey
    since: datetime


def key_of(carrier: str, source: str, destination: str, part: Concatenation) -> PartKey:
    """The key of a part; a wrong total is another message and cannot spoil this one."""
    return PartKey(carrier, source, destination, part.kind, part.reference, part.total)


def place(held: Iterable[InboundPart], part: InboundPart) -> Placement:
    """DUPLICATE: drop it and answer OK. RESTART: the reference came round again, so release the
    held parts with `partial_text` and begin anew with this one. ADD: keep it with the others."""
    number = number_of(part)
    for other in held:
        if number_of(other) == number:
            same = other.data == part.data and other.alphabet is part.alphabet
            return Placement.DUPLICATE if same else Placement.RESTART
    return Placement.ADD


def complete_text(parts: Sequence[InboundPart]) -> str | None:
    """The joined text once every part is there, in any order of arrival and twice or not."""
    ordered = _ordered(parts)
    if not ordered:
        return None
    first = ordered[0].concatenation
    if first is not None and len(ordered) < first.total:
        return None
    return _join(ordered)


def partial_text(parts: Sequence[InboundPart]) -> str:
    """What is there of a message that will not be completed, with a mark for every gap."""
    ordered = _ordered(parts)
    if not ordered:
        return ""
    total = ordered[0].concatenation.total if ordered[0].concatenation else len(ordered)
    text: list[str] = []
    expected = 1
    for _, run in groupby(enumerate(ordered), key=lambda item: number_of(item[1]) - item[0]):
        members = [part for _, part in run]
        text += [GAP] if number_of(members[0]) > expected else []
        text.append(_join(members))
        expected = number_of(members[-1]) + 1
    text += [GAP] if expected <= total else []
    return "".join(text)


def overdue(
    open_sets: Iterable[OpenSet],
    now: datetime,
    *,
    lifetime: timedelta = PART_LIFETIME,
    most: int = MOST_OPEN_SETS,
) -> list[PartKey]:
    """Keys to release with `partial_text`: those too old, and the oldest ones over `most`.

    Call it with the sets of one source on one carrier; so a sender of thousands of unfinished
    messages costs `most` of them and delays nobody else.
    """
    by_age = sorted(open_sets, key=lambda item: item.since)
    too_many = max(0, len(by_age) - most)
    return [
        item.key
        for rank, item in enumerate(by_age)
        if rank < too_many or now - item.since >= lifetime
    ]


def _ordered(parts: Sequence[InboundPart]) -> list[InboundPart]:
    by_number: dict[int, InboundPart] = {}
    for part in parts:
        by_number.setdefault(number_of(part), part)
    return [by_number[number] for number in sorted(by_number)]


def number_of(part: InboundPart) -> int:
    """Its place among the parts, from 1 on."""
    return part.concatenation.number if part.concatenation else 1


def _join(parts: Iterable[InboundPart]) -> str:
    # Bytes of neighbours in one alphabet are joined first: a pair may be cut between them.
    text: list[str] = []
    for (alphabet, fill_bits), run in groupby(
        parts, key=lambda part: (part.alphabet, part.fill_bits)
    ):
        members = [part.data for part in run]
        if fill_bits:
            text += [decode(data, alphabet, fill_bits=fill_bits) for data in members]
        else:
            text.append(decode(b"".join(members), alphabet))
    return "".join(text)
