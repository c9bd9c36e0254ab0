"""A page marker is ours, or it is refused in a sentence."""

from __future__ import annotations

import contextlib
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.kernel.errors import Invalid
from hubbub.kernel.ids import new_id
from hubbub.kernel.pages import decode_cursor, encode_cursor

Key = tuple[datetime, UUID]


def written(text: bytes) -> str:
    return urlsafe_b64encode(text).decode().rstrip("=")


def test_a_marker_leads_back_to_its_row() -> None:
    key = (datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), new_id())
    cursor = encode_cursor(key)
    assert decode_cursor(cursor, Key) == key
    assert cursor.isascii()
    assert not set(cursor) & set("+/=&?#")


@pytest.mark.parametrize(
    "cursor",
    [
        "", "x", "====", "é", "\0", "a b", "..", written(b"null"), written(b"[]"), written(b"{}"),
        written(b"[1, 2]"), written(b'["2026-01-01T00:00:00Z"]'), written(b"\xff"),
        written(b'["2026-01-01T00:00:00Z", "not an id"]'), written(b"[" * 50_000),
        encode_cursor((1, "x")), encode_cursor(new_id()),
    ],
)  # fmt: skip
def test_what_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        decode_cursor(cursor, Key)
    assert refused.value.status == 422
    assert refused.value.extra["errors"][0]["field"] == "cursor"


@given(st.text() | st.binary().map(written))
def test_no_text_at_all_is_an_error_of_ours(cursor: str) -> None:
    with contextlib.suppress(Invalid):
        decode_cursor(cursor, Key)
