"""The alphabets a text message travels in: GSM 7-bit (3GPP TS 23.038) and UTF-16BE."""

from enum import StrEnum
from typing import Final

ESCAPE: Final = 0x1B

_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final[dict[int, str]] = {
    0x0A: "\f",
    0x14: "^",
    0x28: "{",
    0x29: "}",
    0x2F: "\\",
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}
_SEPTETS: Final[dict[str, bytes]] = {
    **{char: bytes([code]) for code, char in enumerate(_BASIC) if code != ESCAPE},
    **{char: bytes([ESCAPE, code]) for code, char in _EXTENSION.items()},
}


class Alphabet(StrEnum):
    """How the bytes of a part are to be read as text; BINARY never becomes text."""

    GSM = "gsm"
    GSM_PACKED = "gsm-packed"
    LATIN_1 = "latin-1"
    CYRILLIC = "iso8859-5"
    HEBREW = "iso8859-8"
    JAPANESE = "iso2022-jp"
    SHIFT_JIS = "shift-jis"
    KOREAN = "euc-kr"
    UTF_8 = "utf-8"
    UCS2 = "ucs-2"
    BINARY = "binary"


def whole_characters(text: str) -> str:
    """`text` with every lone surrogate replaced by U+FFFD, so that it can be encoded."""
    return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")


def gsm_units(text: str) -> list[bytes] | None:
    """One entry a character: its septet, or escape and septet; None if one has no place there."""
    units: list[bytes] = []
    for char in text:
        septets = _SEPTETS.get(char)
        if septets is None:
            return None
        units.append(septets)
    return units


def encode_gsm(text: str) -> bytes:
    """Unpacked septets, one a byte; ValueError names the first character without a place."""
    units = gsm_units(text)
    if units is None:
        stranger = next(char for char in text if char not in _SEPTETS)
        raise ValueError(f"U+{ord(stranger):04X} is not in the GSM alphabet; send as UCS-2.")
    return b"".join(units)


def decode_gsm(septets: bytes) -> str:
    """Text of unpacked septets; never fails.

    An escape before a code without a meaning is dropped and the code read from the basic table
    (3GPP TS 23.038, 6.2.1.1). Bytes over 127 are no septets: carriers that send them mean Latin-1.
    """
    text: list[str] = []
    codes = iter(septets)
    for code in codes:
        if code == ESCAPE:
            following = next(codes, ESCAPE)
            text.append(_EXTENSION.get(following) or _basic(following))
        else:
            text.append(_basic(code))
    return "".join(text)


def _basic(code: int) -> str:
    if code == ESCAPE:
        return " "
    return _BASIC[code] if code < len(_BASIC) else chr(code)


def unpack_septets(octets: bytes, fill_bits: int = 0) -> bytes:
    """Septets out of 8-bit octets (3GPP TS 23.038, 6.1.2), skipping `fill_bits` at the start.

    Seven or more bits left over are a septet. With seven spare bits the last one is padding,
    which TS 23.038 writes as CR; a lone @ there is padding as well.
    """
    bits = int.from_bytes(octets, "little") >> fill_bits
    count = max(0, len(octets) * 8 - fill_bits) // 7
    septets = bytes((bits >> (7 * index)) & 0x7F for index in range(count))
    has_spare = count and (len(octets) * 8 - fill_bits) % 7 == 0
    return septets[:-1] if has_spare and septets[-1] in {0x00, 0x0D} else septets


def pack_septets(septets: bytes) -> bytes:
    """8-bit octets out of septets, padded as `unpack_septets` expects it."""
    spare = len(septets) % 8 == 7
    padded = septets + b"\r" if spare else septets
    bits = sum(septet << (7 * index) for index, septet in enumerate(padded))
    return bits.to_bytes((len(padded) * 7 + 7) // 8, "little")


def decode(data: bytes, alphabet: Alphabet, *, fill_bits: int = 0) -> str:
    """Text of `data`, without NUL; never fails: what cannot be read becomes U+FFFD.

    BINARY gives no text at all, since its bytes mean nothing to a reader.
    """
    return _raw(data, alphabet, fill_bits).replace("\0", "")


def _raw(data: bytes, alphabet: Alphabet, fill_bits: int) -> str:
    match alphabet:
        case Alphabet.BINARY:
            return ""
        case Alphabet.GSM:
            return decode_gsm(data)
        case Alphabet.GSM_PACKED:
            return decode_gsm(unpack_septets(data, fill_bits))
        case Alphabet.UCS2:
            return _decode_utf16(data)
        case _:
            return data.decode(alphabet.value, "replace")


def _decode_utf16(data: bytes) -> str:
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    return data.removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")
