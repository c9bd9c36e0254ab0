"""Splits a text into the segments that fit a short message, and counts them for the composer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hubbub.channels.sms.encoding import gsm_units, whole_characters

MOST_SEGMENTS: Final = 255
DATA_CODING_GSM: Final = 0x00
DATA_CODING_UCS2: Final = 0x08
_OCTETS: Final = 140


class SegmentEncoding(StrEnum):
    """What a segment is written in; the value is what the composer shows."""

    GSM = "GSM-7"
    UCS2 = "UCS-2"


class TextTooLongError(ValueError):
    """The text needs more than the 255 segments that one message can have."""

    def __init__(self, segments: int) -> None:
        super().__init__(
            f"The text needs {segments} segments and one message can have {MOST_SEGMENTS}. "
            "Shorten it or send it as several messages."
        )
        self.segments = segments


@dataclass(frozen=True, slots=True)
class Segment:
    """One short message: `data` begins with the user data header when `has_header`."""

    data: bytes
    data_coding: int
    has_header: bool
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """What the composer shows: units are septets (GSM-7) or 16-bit units (UCS-2)."""

    encoding: SegmentEncoding
    units: int
    segments: int
    units_left: int


def count_segments(text: str) -> SegmentCount:
    """Size of `text`; `units_left` still fit the last segment. More than 255 is counted too."""
    encoding, characters = _characters(text)
    units = sum(map(len, characters)) // _unit_octets(encoding)
    single = _room(encoding, 0)
    if units <= single:
        return SegmentCount(encoding, units, min(1, units), single - units)
    room = _room(encoding, _header_octets(wide=False))
    chunks = _chunks(characters, room * _unit_octets(encoding))
    left = room - len(chunks[-1]) // _unit_octets(encoding)
    return SegmentCount(encoding, units, len(chunks), left)


def split_into_segments(text: str, *, reference: int, wide: bool = False) -> list[Segment]:
    """Segments of `text` in order, GSM-7 if every character has a place there, else UCS-2.

    `reference` tells this message from others of the same sender to the same phone; its low 8
    bits are used, or 16 when `wide` (3GPP TS 23.040, 9.2.3.24.1 and .8). Raises TextTooLongError
    above 255 segments and ValueError for an empty text.
    """
    encoding, characters = _characters(text)
    if not characters:
        raise ValueError("An empty text cannot be sent. Write something.")
    coding = DATA_CODING_GSM if encoding is SegmentEncoding.GSM else DATA_CODING_UCS2
    octets = _unit_octets(encoding)
    whole = b"".join(characters)
    if len(whole) <= _room(encoding, 0) * octets:
        return [Segment(whole, coding, has_header=False, number=1, total=1)]
    chunks = _chunks(characters, _room(encoding, _header_octets(wide=wide)) * octets)
    if len(chunks) > MOST_SEGMENTS:
        raise TextTooLongError(len(chunks))
    return [
        Segment(
            _header(reference, len(chunks), number, wide=wide) + chunk,
            coding,
            has_header=True,
            number=number,
            total=len(chunks),
        )
        for number, chunk in enumerate(chunks, start=1)
    ]


def _characters(text: str) -> tuple[SegmentEncoding, list[bytes]]:
    # Whole characters, so that neither an escape nor a surrogate pair can be cut in two.
    gsm = gsm_units(text)
    if gsm is not None:
        return SegmentEncoding.GSM, gsm
    return SegmentEncoding.UCS2, [char.encode("utf-16-be") for char in whole_characters(text)]


def _unit_octets(encoding: SegmentEncoding) -> int:
    return 1 if encoding is SegmentEncoding.GSM else 2


def _room(encoding: SegmentEncoding, header_octets: int) -> int:
    octets = _OCTETS - header_octets
    return octets * 8 // 7 if encoding is SegmentEncoding.GSM else octets // 2


def _header_octets(*, wide: bool) -> int:
    return 7 if wide else 6


def _header(reference: int, total: int, number: int, *, wide: bool) -> bytes:
    if wide:
        return bytes([6, 0x08, 4, reference >> 8 & 0xFF, reference & 0xFF, total, number])
    return bytes([5, 0x00, 3, reference & 0xFF, total, number])


def _chunks(characters: list[bytes], octets: int) -> list[bytes]:
    chunks: list[bytes] = []
    chunk = bytearray()
    for character in characters:
        if len(chunk) + len(character) > octets:
            chunks.append(bytes(chunk))
            chunk.clear()
        chunk += character
    chunks.append(bytes(chunk))
    return chunks
