"""Which letters the fonts of the PDF can draw, read from the fonts themselves (OpenType `cmap`)."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FIRST, LAST = ("Noto Sans",), ("Droid Sans Fallback", "Noto Emoji")
"""Latin comes first; the emoji font, which also has plain digits, last."""
UNBROKEN = re.compile("[\u0021-\u024f\u0370-\u052f]{50,}")
"""A long address, say; alphabets without spaces between words are broken without help."""
STEP = 8


def legible(text: str) -> str:
    """The text with `[U+1F9FF]` for each character that no font can draw, so that nothing is lost
    without a word. What is invisible anyway stays as it is."""
    drawn = _drawn()
    return "".join(each if _is_fine(each, drawn) else f"[U+{ord(each):04X}]" for each in text)


def breakable(text: str) -> str:
    """The text with invisible places to break in whatever is too long for a line."""
    return UNBROKEN.sub(_with_breaks, text)


def _with_breaks(found: re.Match[str]) -> str:
    word = found.group()
    return "\u200b".join(word[at : at + STEP] for at in range(0, len(word), STEP))


def _is_fine(each: str, drawn: bytearray) -> bool:
    code = ord(each)
    if drawn[code] or each in "\n\t":
        return True
    return unicodedata.category(each) == "Cf" or 0xFE00 <= code <= 0xFE0F


@cache
def _drawn() -> bytearray:
    """A byte for each code point, 1 where some font has a glyph."""
    drawn = bytearray(0x110000)
    for path in FOLDER.glob("*.ttf"):
        for code in _codes(path.read_bytes()):
            drawn[code] = 1
    return drawn


def _codes(font: bytes) -> Iterator[int]:
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for place in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * place + 4)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _format_4(font, start + offset)
        elif kind == 12:
            yield from _format_12(font, start + offset)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(count):
        name, _, offset = struct.unpack_from(">4sII", font, 12 + 16 * place)
        if name == tag:
            return offset
    raise ValueError("the font has no such table")


def _format_4(font: bytes, at: int) -> Iterator[int]:
    (size,) = struct.unpack_from(">H", font, at + 6)
    of_size = f">{size // 2}H"
    ends = struct.unpack_from(of_size, font, at + 14)
    starts = struct.unpack_from(of_size, font, at + 16 + size)
    deltas = struct.unpack_from(of_size, font, at + 16 + 2 * size)
    ranges_at = at + 16 + 3 * size
    offsets = struct.unpack_from(of_size, font, ranges_at)
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offsets[place]:
                where = ranges_at + 2 * place + offsets[place] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, where) if where < len(font) else (0,)
                if glyph == 0:
                    continue
            if (glyph + deltas[place]) & 0xFFFF and code != 0xFFFF:
                yield code


def _format_12(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for place in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * place)
        yield from range(first, last + 1)
