"""Images to send, as people and their attackers make them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 30), (30, 30, 220), (230, 220, 30)


def quarters(side: int = 400) -> Image.Image:
    """Red and green above, blue and yellow below."""
    image = Image.new("RGB", (side, side), RED)
    half = side // 2
    image.paste(GREEN, (half, 0, side, half))
    image.paste(BLUE, (0, half, half, side))
    image.paste(YELLOW, (half, half, side, side))
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def plain(colour: tuple[int, int, int] = RED) -> bytes:
    return encoded(Image.new("RGB", (300, 300), colour))


def corners(content: bytes) -> list[tuple[int, ...]]:
    """The colours of the four quarters, row by row, each to the nearest of ours."""
    image = Image.open(BytesIO(content)).convert("RGB")
    a, b = image.width // 4, image.width * 3 // 4
    found = [image.getpixel(each) for each in ((a, a), (b, a), (a, b), (b, b))]
    return [_nearest(each) for each in found if isinstance(each, tuple)]


def _nearest(colour: tuple[int, ...]) -> tuple[int, ...]:
    def distance(other: tuple[int, int, int]) -> int:
        return sum(abs(a - b) for a, b in zip(colour, other, strict=True))

    return min((RED, GREEN, BLUE, YELLOW), key=distance)


def png_claiming(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG of a few bytes that says it is as large as this."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(data)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
