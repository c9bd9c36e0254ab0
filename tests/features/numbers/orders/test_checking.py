"""What a country asks for is held against what was typed, however strangely it is asked."""

from __future__ import annotations

import time

import pytest

from hubbub.features.numbers.orders.checking import what_is_wrong
from hubbub.features.numbers.selling import Requirement


def wrong(pattern: str, text: str, most: int = 1000) -> bool:
    asked = Requirement("postcode", "Postcode", "text", None, pattern, most)
    return bool(what_is_wrong([asked], {"postcode": text}, ()))


def test_a_pattern_is_for_the_whole_of_a_text() -> None:
    assert not wrong(r"\d{5}", "12345")
    assert wrong(r"\d{5}", "123456")
    assert wrong(r"\d{5}", "x12345")
    assert wrong(r"\d{5}", "12345\n")
    assert not wrong(r"[A-Z]{1,2}\d|X", "X")
    assert wrong(r"[A-Z]{1,2}\d|X", "XY")


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(a|aa)+b", r"(.*a){20}b", r"((a{1,50}){1,50}){1,50}"]
)
def test_no_pattern_keeps_all_of_us_waiting(pattern: str) -> None:
    began = time.process_time()
    wrong(pattern, "a" * 900 + "!")
    assert time.process_time() - began < 5


@pytest.mark.parametrize("pattern", ["(", r"(?<=x)y", "a" * 501, r"(a)\1", "a{99999}{99999}"])
def test_what_cannot_be_judged_here_is_left_to_the_carrier(pattern: str) -> None:
    assert not wrong(pattern, "anything")
