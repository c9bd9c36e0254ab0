"""Draws a square picture from whatever somebody sent, and takes nothing else over from it."""

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.Image import Resampling, Transpose

from hubbub.kernel.errors import FieldError, Invalid

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_PIXELS = 40_000_000
LARGE, SMALL = 256, 64
ORIENTATION = 0x0112
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE, 6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}  # fmt: skip
"""What sets an image upright, by the orientation that its EXIF names."""

NO_PICTURE = "This is no picture that can be read. Choose a PNG, JPEG, WebP or GIF file."
TOO_BIG = (
    f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels. Make it smaller and "
    "try again."
)

# One at a time: a picture that is being decoded can take more than a hundred megabytes.
_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="avatar")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in both sizes, as WebP."""

    large: bytes
    small: bytes

    @property
    def hash(self) -> str:
        """The same for the same picture, and for no other."""
        return hashlib.sha256(self.large + self.small).hexdigest()[:32]


async def draw(path: Path) -> Drawn:
    """The picture in the file. Invalid when there is none, or one that is too big."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _draw, path)


def _draw(path: Path) -> Drawn:
    try:
        return _drawn(path)
    except Invalid:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refused(TOO_BIG) from None
    except Exception:
        # Decoders fail on hostile bytes in more ways than they name.
        raise _refused(NO_PICTURE) from None


def _drawn(path: Path) -> Drawn:
    with Image.open(path, formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _refused(TOO_BIG)
        # A JPEG need not be decoded finer than it is shown.
        image.draft(None, (2 * LARGE, 2 * LARGE))
        image.load()
        large = _square(image)
        turn = UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
    if turn is not None:
        large = large.transpose(turn)
    small = large.resize((SMALL, SMALL), Resampling.LANCZOS)
    return Drawn(_encoded(large), _encoded(small))


def _square(image: Image.Image) -> Image.Image:
    """Its middle."""
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    middle = (left, top, left + side, top + side)
    if image.mode.startswith("I"):
        # Sixteen bits of grey, which a conversion would cut off instead of scaling.
        image = image.convert("I").point(lambda grey: grey / 256).convert("L")
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    # Each copy of a large picture is a hundred megabytes and more.
    kept = image if image.mode == wanted else image.convert(wanted)
    return kept.resize((LARGE, LARGE), Resampling.LANCZOS, middle)


def _encoded(image: Image.Image) -> bytes:
    image.info.clear()
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=82, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return buffer.getvalue()


def _refused(message: str) -> Invalid:
    return Invalid([FieldError("picture", message)])
