"""Names and types of files come from outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.kernel.files.models import MOST_NAME_BYTES, UNKNOWN_TYPE, clean_media_type, clean_name


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a b.pdf", "a b.pdf"),
        ("", "file"),
        ("..", "file"),
        (".bashrc", "bashrc"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
        ("nul\0.txt", "nul.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("Größe \u2028.txt", "Größe .txt"),
        ("\ud800.txt", "txt"),
        ("x" * 500 + ".pdf", "x" * 196 + ".pdf"),
        ("é" * 300, "é" * 100),
    ],
)
def test_a_name_is_only_a_name(given_name: str, cleaned: str) -> None:
    assert clean_name(given_name) == cleaned


@given(st.text())
def test_any_name_becomes_a_short_one_that_stays_as_it_is(name: str) -> None:
    cleaned = clean_name(name)
    assert 0 < len(cleaned.encode()) <= MOST_NAME_BYTES
    assert not {"/", "\\", "\0", "\n", "\r"} & set(cleaned)
    assert clean_name(cleaned) == cleaned


@pytest.mark.parametrize(
    ("given_type", "cleaned"),
    [
        ("image/PNG", "image/png"),
        ("text/html; charset=utf-8", "text/html"),
        ("", UNKNOWN_TYPE),
        ("image/png\r\nX: y", UNKNOWN_TYPE),
        ("nonsense", UNKNOWN_TYPE),
        ("a/" + "b" * 100, UNKNOWN_TYPE),
    ],
)
def test_a_type_is_only_a_type(given_type: str, cleaned: str) -> None:
    assert clean_media_type(given_type) == cleaned
