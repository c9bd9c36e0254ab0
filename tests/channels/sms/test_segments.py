"""Texts are cut where GSM and UTF-16 allow it, and come back whole."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.channels.sms.decoding import InboundPart, read_part
from hubbub.channels.sms.encoding import Alphabet
from hubbub.channels.sms.reassembly import complete_text
from hubbub.channels.sms.segments import (
    Segment,
    SegmentEncoding,
    TextTooLongError,
    count_segments,
    split_into_segments,
)
from tests.channels.sms.strategies import any_texts, gsm_texts


def arrive(segment: Segment) -> InboundPart:
    esm_class = 0x40 if segment.has_header else 0
    return read_part(segment.data, data_coding=segment.data_coding, esm_class=esm_class)


def octets(segment: Segment) -> int:
    """Octets on the air: septets are packed there behind the header."""
    header = segment.data[0] + 1 if segment.has_header else 0
    body = len(segment.data) - header
    return header + (body if segment.data_coding == 8 else -(-body * 7 // 8))


@given(st.one_of(gsm_texts, any_texts).filter(bool), st.integers(0, 2**20), st.booleans())
def test_every_text_comes_back_from_its_segments(text: str, reference: int, wide: bool):
    segments = split_into_segments(text, reference=reference, wide=wide)
    parts = [arrive(segment) for segment in segments]
    random.Random(reference).shuffle(parts)
    assert complete_text(parts) == text
    assert all(octets(segment) <= 140 for segment in segments)


@given(any_texts.filter(bool))
def test_no_segment_ends_within_a_character(text: str):
    for segment in split_into_segments(text, reference=1):
        assert "\ufffd" not in arrive(segment).text or "\ufffd" in text


@given(gsm_texts.filter(bool))
def test_no_segment_ends_with_an_escape(text: str):
    assert all(s.data[-1] != 0x1B for s in split_into_segments(text, reference=1))


@given(st.one_of(gsm_texts, any_texts).filter(bool))
def test_the_count_is_what_sending_makes(text: str):
    assert count_segments(text).segments == len(split_into_segments(text, reference=1))


@pytest.mark.parametrize(
    ("text", "segments", "left"),
    [
        ("", 0, 160),
        ("a" * 160, 1, 0),
        ("a" * 161, 2, 145),
        ("a" * 306, 2, 0),
        ("€" * 80, 1, 0),
        ("€" * 81, 2, 143),
        ("a" * 152 + "€" + "a" * 10, 2, 141),
        ("ж" * 70, 1, 0),
        ("ж" * 71, 2, 63),
        ("😀" * 35, 1, 0),
        ("ж" * 66 + "😀" + "жжжж", 2, 61),
    ],
)
def test_limits(text: str, segments: int, left: int):
    count = count_segments(text)
    assert (count.segments, count.units_left) == (segments, left)


def test_encoding_is_named():
    assert count_segments("a").encoding is SegmentEncoding.GSM
    assert count_segments("ž").encoding is SegmentEncoding.UCS2


def test_headers():
    narrow, _ = split_into_segments("a" * 161, reference=0x1234)
    wide, _ = split_into_segments("a" * 161, reference=0x1234, wide=True)
    assert narrow.data[:6] == bytes([5, 0, 3, 0x34, 2, 1])
    assert wide.data[:7] == bytes([6, 8, 4, 0x12, 0x34, 2, 1])
    assert len(wide.data) == 7 + 152


def test_255_segments_are_the_limit():
    assert len(split_into_segments("a" * 153 * 255, reference=1)) == 255
    with pytest.raises(TextTooLongError, match="256 segments"):
        split_into_segments("a" * (153 * 255 + 1), reference=1)
    assert count_segments("a" * (153 * 255 + 1)).segments == 256


def test_an_empty_text_is_refused():
    with pytest.raises(ValueError, match="empty"):
        split_into_segments("", reference=1)


def test_lone_surrogates_do_not_stop_a_text():
    (segment,) = split_into_segments("a\ud83d", reference=1)
    assert arrive(segment).text == "a\ufffd"
    assert arrive(segment).alphabet is Alphabet.UCS2
