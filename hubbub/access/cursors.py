"""Where a live socket reads on: a position in the log, and the version of the rights that the
screen was filled with. Rights leave no fact in the log of work, so that a position alone could not
tell a screen which was away that what it shows is no longer its to show."""

from dataclasses import dataclass
from functools import lru_cache

from hubbub.kernel.positions import LARGEST, Position, decode_position


@dataclass(frozen=True, slots=True)
class Cursor:
    """Opaque to clients."""

    position: Position
    access_version: int

    def encode(self) -> str:
        return _encoded(self)


@lru_cache(64)
def _encoded(cursor: Cursor) -> str:
    # Asked of every socket in turn, and nearly always the same.
    return f"{cursor.position.encode()}.{cursor.access_version}"


def decode_live_cursor(text: str) -> Cursor | None:
    """The cursor in its opaque form, or None when it is not one of ours."""
    position_text, _, version = text.rpartition(".")
    position = decode_position(position_text)
    is_number = version.isascii() and version.isdigit() and len(version) <= len(str(LARGEST))
    return Cursor(position, int(version)) if position is not None and is_number else None
