"""Reads an inbound short message: alphabet, user data header and SAR parameters to a part."""

from dataclasses import dataclass
from typing import Final, Literal

from hubbub.channels.sms.encoding import Alphabet, decode

USER_DATA_HEADER: Final = 0x40
_ALPHABETS: Final[dict[int, Alphabet]] = {
    # IA5 is what the specification says; high bytes under it are always meant as Latin-1.
    0x01: Alphabet.LATIN_1,
    0x02: Alphabet.BINARY,
    0x03: Alphabet.LATIN_1,
    0x04: Alphabet.BINARY,
    0x05: Alphabet.SHIFT_JIS,
    0x06: Alphabet.CYRILLIC,
    0x07: Alphabet.HEBREW,
    0x08: Alphabet.UCS2,
    0x0A: Alphabet.JAPANESE,
    0x0E: Alphabet.KOREAN,
}
_BY_CODING_BITS: Final = (Alphabet.GSM, Alphabet.BINARY, Alphabet.UCS2, Alphabet.GSM)

ReferenceKind = Literal["udh8", "udh16", "sar"]


@dataclass(frozen=True, slots=True)
class Concatenation:
    """Which part of which message: 1 <= number <= total <= 255."""

    kind: ReferenceKind
    reference: int
    total: int
    number: int


@dataclass(frozen=True, slots=True)
class InboundPart:
    """The bytes of one short message without its header; `concatenation` is None when alone.

    Bytes and not text, since senders cut surrogate and escape pairs between parts.
    """

    data: bytes
    alphabet: Alphabet
    concatenation: Concatenation | None
    fill_bits: int = 0

    @property
    def text(self) -> str:
        """The text of this part alone, empty for binary data."""
        return decode(self.data, self.alphabet, fill_bits=self.fill_bits)


@dataclass(frozen=True, slots=True)
class SarParameters:
    """Values of sar_msg_ref_num, sar_total_segments, sar_segment_seqnum (SMPP 3.4, 5.3.2.22-24)."""

    reference: int
    total: int
    number: int


def alphabet_of(data_coding: int, default: Alphabet = Alphabet.GSM) -> Alphabet:
    """The alphabet that `data_coding` names; `default` is the carrier's own for 0 and no choice.

    Below 0x10 as in SMPP 3.4, 5.2.19; above as in 3GPP TS 23.038, section 4 (message classes,
    message waiting, compression, which we cannot read and treat as binary).
    """
    if data_coding < 0x10:
        return _ALPHABETS.get(data_coding, default)
    if data_coding < 0x80:
        if data_coding & 0x20:
            return Alphabet.BINARY
        named = _BY_CODING_BITS[data_coding >> 2 & 0x03]
    elif data_coding >= 0xF0:
        named = Alphabet.BINARY if data_coding & 0x04 else Alphabet.GSM
    else:
        named = Alphabet.UCS2 if data_coding >> 4 == 0x0E else Alphabet.GSM
    return default if named is Alphabet.GSM else named


def read_part(
    data: bytes,
    *,
    data_coding: int,
    esm_class: int = 0,
    sar: SarParameters | None = None,
    default: Alphabet = Alphabet.GSM,
) -> InboundPart:
    """One part out of the bytes of a short message or message_payload; never fails.

    A malformed user data header is left in place and read as text, so that nothing is lost.
    National language tables (headers 0x24 and 0x25) are not applied: the default table is.
    """
    alphabet = alphabet_of(data_coding, default)
    header = _split_header(data) if esm_class & USER_DATA_HEADER else None
    if header is None:
        return InboundPart(data, alphabet, _from_sar(sar))
    elements, rest = header
    fill_bits = -(len(data) - len(rest)) * 8 % 7 if alphabet is Alphabet.GSM_PACKED else 0
    return InboundPart(rest, alphabet, _from_elements(elements) or _from_sar(sar), fill_bits)


def _split_header(data: bytes) -> tuple[dict[int, bytes], bytes] | None:
    if not data or data[0] + 1 > len(data):
        return None
    header, rest = data[1 : data[0] + 1], data[data[0] + 1 :]
    elements: dict[int, bytes] = {}
    at = 0
    while at < len(header):
        if at + 2 > len(header) or at + 2 + header[at + 1] > len(header):
            return None
        # A repeated element replaces the earlier one (3GPP TS 23.040, 9.2.3.24).
        elements[header[at]] = header[at + 2 : at + 2 + header[at + 1]]
        at += 2 + header[at + 1]
    return elements, rest


def _from_elements(elements: dict[int, bytes]) -> Concatenation | None:
    wide, narrow = elements.get(0x08, b""), elements.get(0x00, b"")
    if len(wide) == 4:
        return _concatenation("udh16", wide[0] << 8 | wide[1], wide[2], wide[3])
    if len(narrow) == 3:
        return _concatenation("udh8", narrow[0], narrow[1], narrow[2])
    return None


def _from_sar(sar: SarParameters | None) -> Concatenation | None:
    if sar is None:
        return None
    return _concatenation("sar", sar.reference, sar.total, sar.number)


def _concatenation(
    kind: ReferenceKind, reference: int, total: int, number: int
) -> Concatenation | None:
    # Out of range means: ignore the element (3GPP TS 23.040, 9.2.3.24.1). One of one stands alone.
    if not 1 <= number <= total <= 255 or total == 1:
        return None
    return Concatenation(kind, reference, total, number)
