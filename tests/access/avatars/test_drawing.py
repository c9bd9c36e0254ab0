"""What is made of an image, and what is refused before much is made of it."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hubbub.access.avatars import drawing
from hubbub.access.avatars.drawing import NO_PICTURE, TOO_BIG, Drawn, draw
from hubbub.kernel.errors import Invalid
from tests.access.avatars.images import (
    BLUE,
    GREEN,
    RED,
    YELLOW,
    corners,
    encoded,
    png_claiming,
    quarters,
)

if TYPE_CHECKING:
    from pathlib import Path

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
UPRIGHT = [RED, GREEN, BLUE, YELLOW]
ORIENTED = {
    1: UPRIGHT, 2: [GREEN, RED, YELLOW, BLUE], 3: [YELLOW, BLUE, GREEN, RED],
    4: [BLUE, YELLOW, RED, GREEN], 5: [RED, BLUE, GREEN, YELLOW], 6: [BLUE, RED, YELLOW, GREEN],
    7: [YELLOW, GREEN, BLUE, RED], 8: [GREEN, YELLOW, RED, BLUE],
}  # fmt: skip
"""What stands in the quarters once an image with this orientation is turned upright."""


@pytest.fixture
def drawn(tmp_path: Path) -> Draw:
    return Draw(tmp_path / "sent")


class Draw:
    def __init__(self, path: Path) -> None:
        self._path = path

    async def __call__(self, content: bytes) -> Drawn:
        self._path.write_bytes(content)
        return await draw(self._path)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_every_kind_becomes_two_square_webp(kind: str, drawn: Draw) -> None:
    made = await drawn(encoded(quarters(), kind))
    for content, side in ((made.large, 256), (made.small, 64)):
        image = Image.open(BytesIO(content))
        assert (image.format, image.size) == ("WEBP", (side, side))
        assert corners(content) == UPRIGHT


async def test_the_middle_of_what_is_not_square_is_taken(drawn: Draw) -> None:
    wide = Image.new("RGB", (1200, 400))
    wide.paste(quarters(), (400, 0))
    assert corners((await drawn(encoded(wide))).large) == UPRIGHT


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", ORIENTED)
async def test_it_stands_upright_as_its_exif_says(kind: str, orientation: int, drawn: Draw) -> None:
    exif = Image.Exif()
    exif[drawing.ORIENTATION] = orientation
    made = await drawn(encoded(quarters(), kind, exif=exif))
    assert corners(made.large) == ORIENTED[orientation]


async def test_nothing_is_left_of_what_it_told_beside_the_picture(drawn: Draw) -> None:
    exif = Image.Exif()
    exif[0x010F] = "secret camera"
    exif.get_ifd(0x8825)[1] = "secret place"
    text = PngInfo()
    text.add_text("Comment", "secret words")
    sent = [
        encoded(quarters(), "JPEG", exif=exif, comment=b"secret comment", icc_profile=b"secret"),
        encoded(quarters(), "WEBP", exif=exif, xmp=b"<secret/>", icc_profile=b"secret"),
        encoded(quarters(), "PNG", exif=exif, pnginfo=text) + b"secret tail",
        encoded(quarters(), "GIF", comment=b"secret comment"),
    ]
    for content in sent:
        made = await drawn(content)
        for each in (made.large, made.small):
            assert b"secret" in content
            assert b"secret" not in each
            assert {*Image.open(BytesIO(each)).info} <= {"loop", "background", "timestamp"}
            assert not Image.open(BytesIO(each)).getexif()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
async def test_of_what_moves_the_first_frame_is_taken(kind: str, drawn: Draw) -> None:
    frames = [quarters().rotate(180), Image.new("RGB", (400, 400), RED)]
    moving = encoded(quarters(), kind, save_all=True, append_images=frames, duration=50)
    assert corners((await drawn(moving)).large) == UPRIGHT


async def test_what_is_transparent_stays_so(drawn: Draw) -> None:
    made = await drawn(encoded(Image.new("RGBA", (300, 300), (0, 0, 0, 0))))
    assert Image.open(BytesIO(made.large)).convert("RGBA").getpixel((9, 9)) == (0, 0, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
async def test_every_way_to_hold_colours_is_read(mode: str, drawn: Draw) -> None:
    grey = Image.new("I;16", (300, 300), 128 * 256) if mode == "I;16" else quarters().convert(mode)
    made = await drawn(encoded(grey, "JPEG" if mode == "CMYK" else "PNG"))
    image = Image.open(BytesIO(made.large)).convert("L")
    assert image.size == (256, 256)
    if mode == "I;16":
        assert image.getextrema()[0] in range(126, 131)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", SVG, b"\xff\xd8\xff\xe0 cut off", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ",
        b"\x89PNG\r\n\x1a\n", encoded(quarters(), "BMP"), encoded(quarters(), "TIFF"),
        encoded(quarters(), "PNG")[:-200], encoded(quarters(), "JPEG")[:400],
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", png_claiming(0, 0),
        png_claiming(300, 300),
    ],
)  # fmt: skip
async def test_what_is_no_picture_is_refused_in_words(content: bytes, drawn: Draw) -> None:
    with pytest.raises(Invalid) as refused:
        await drawn(content)
    assert refused.value.detail == NO_PICTURE


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [(50_000, 50_000), (6_400, 6_400), (2**31 - 1, 1), (9000, 10_000)])
async def test_a_bomb_is_refused_by_what_it_claims(
    size: tuple[int, int], drawn: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[object] = []
    monkeypatch.setattr(Image.Image, "load", loaded.append)
    with pytest.raises(Invalid) as refused:
        await drawn(png_claiming(*size))
    assert refused.value.detail == TOO_BIG
    assert not loaded


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
async def test_a_small_frame_on_a_huge_canvas_is_a_bomb_too(kind: str, drawn: Draw) -> None:
    frames = [quarters().rotate(180)]
    moving = bytearray(encoded(quarters(), kind, save_all=True, append_images=frames))
    if kind == "GIF":
        moving[6:10] = (65_535).to_bytes(2, "little") * 2
    else:
        assert moving[12:16] == b"VP8X"
        moving[24:30] = (16_382).to_bytes(3, "little") * 2
    with pytest.raises(Invalid) as refused:
        await drawn(bytes(moving))
    assert refused.value.detail == TOO_BIG


async def test_the_largest_that_is_taken_is_taken(drawn: Draw) -> None:
    await drawn(encoded(Image.new("1", (8_000, 5_000))))


async def test_many_at_once_are_drawn_one_by_one(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / str(number)).write_bytes(encoded(quarters()))
    made = await asyncio.gather(*(draw(tmp_path / str(number)) for number in range(4)))
    assert len({each.hash for each in made}) == 1
