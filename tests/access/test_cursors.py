"""The cursor of a live socket: opaque, and never an error however it was forged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubbub.access.cursors import Cursor, decode_live_cursor
from hubbub.kernel.positions import LARGEST, Position

numbers = st.integers(0, LARGEST)


@given(st.builds(Position, st.integers(0, 2**31), numbers, numbers), numbers)
def test_it_comes_back_as_it_went(position: Position, version: int) -> None:
    cursor = Cursor(position, version)
    assert decode_live_cursor(cursor.encode()) == cursor


@given(st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9=]{0,30}\.[0-9]{0,25}", fullmatch=True))
def test_what_is_none_of_ours_is_none(text: str) -> None:
    found = decode_live_cursor(text)
    assert found is None or found.access_version <= LARGEST


def test_a_position_without_rights_is_none() -> None:
    assert decode_live_cursor(Position(1, 2, 3).encode()) is None
    for version in ("", "-1", "1_0", "\u0663", "9" * 25):
        assert decode_live_cursor(f"{Position(1, 2, 3).encode()}.{version}") is None
