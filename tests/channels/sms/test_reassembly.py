"""Parts of long messages: any order, twice, wrong, late and too many."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hubbub.channels.sms.decoding import Concatenation, InboundPart
from hubbub.channels.sms.encoding import Alphabet
from hubbub.channels.sms.reassembly import (
    OpenSet,
    Placement,
    complete_text,
    key_of,
    overdue,
    partial_text,
    place,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def part(
    number: int, data: bytes, *, total: int = 3, alphabet: Alphabet = Alphabet.GSM
) -> InboundPart:
    return InboundPart(data, alphabet, Concatenation("udh8", 7, total, number))


ABC = [part(1, b"a"), part(2, b"b"), part(3, b"c")]


@given(st.permutations(ABC), st.lists(st.sampled_from(ABC), max_size=5))
def test_any_order_with_repeats(parts: list[InboundPart], repeats: list[InboundPart]):
    assert complete_text(parts[:2]) is None
    assert complete_text(parts + repeats) == "abc"


def test_a_surrogate_pair_cut_by_the_sender_is_whole_again():
    face = "😀".encode("utf-16-be")
    halves = [
        part(2, face[2:], total=2, alphabet=Alphabet.UCS2),
        part(1, face[:2], total=2, alphabet=Alphabet.UCS2),
    ]
    assert complete_text(halves) == "😀"


def test_parts_in_different_alphabets_are_joined():
    parts = [
        part(1, b"a", total=2),
        part(2, "ж".encode("utf-16-be"), total=2, alphabet=Alphabet.UCS2),
    ]
    assert complete_text(parts) == "aж"


def test_a_repeat_is_dropped_and_a_reused_reference_begins_anew():
    assert place(ABC[:1], ABC[1]) is Placement.ADD
    assert place(ABC[:2], ABC[1]) is Placement.DUPLICATE
    assert place(ABC[:2], part(2, b"another")) is Placement.RESTART


def test_a_wrong_total_has_another_key():
    keys = {key_of("c", "+1", "+2", Concatenation("udh8", 7, total, 1)) for total in (2, 3, 3)} | {
        key_of("c", "+1", "+2", Concatenation("udh16", 7, 3, 1))
    }
    assert len(keys) == 3


def test_what_is_missing_is_marked():
    assert partial_text([part(1, b"a"), part(3, b"c")]) == "a[…]c"
    assert partial_text([part(2, b"b")]) == "[…]b[…]"
    assert partial_text([]) == ""
    assert complete_text([]) is None


@given(st.integers(0, 10_000))
def test_unfinished_sets_stay_bounded(count: int):
    sets = [
        OpenSet(
            key_of("c", "+1", "+2", Concatenation("sar", index, 255, 1)),
            NOON + timedelta(seconds=index),
        )
        for index in range(min(count, 300))
    ]
    released = overdue(sets, NOON + timedelta(hours=1), most=64)
    assert len(sets) - len(released) == min(len(sets), 64)
    assert released == [item.key for item in sets[: len(released)]]


def test_sets_expire():
    old = OpenSet(key_of("c", "+1", "+2", Concatenation("sar", 1, 2, 1)), NOON)
    assert overdue([old], NOON + timedelta(hours=23)) == []
    assert overdue([old], NOON + timedelta(hours=24)) == [old.key]
