"""When a delivery is tried again, and when an endpoint is left in peace."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from hubbub.kernel.clock import now
from hubbub.kernel.ladder import (
    LADDER,
    LONGEST_REST,
    LONGEST_WISH,
    REST_AFTER,
    pause_after,
    rest_after,
    wish_in,
)


@pytest.mark.parametrize(("failures", "about"), list(enumerate(LADDER, start=1)))
def test_each_pause_is_about_its_rung(failures: int, about: timedelta) -> None:
    for _ in range(50):
        pause = pause_after(failures)
        assert pause is not None
        assert about * 0.8 <= pause <= about * 1.2


def test_after_the_last_rung_it_is_given_up() -> None:
    assert pause_after(len(LADDER) + 1) is None
    assert pause_after(len(LADDER) + 1, timedelta(seconds=5)) is None


def test_a_wish_lengthens_a_pause_and_never_shortens_it() -> None:
    assert pause_after(1, timedelta(minutes=5)) == timedelta(minutes=5)
    long = pause_after(5, timedelta(seconds=1))
    assert long is not None
    assert long >= LADDER[4] * 0.8


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("120", timedelta(seconds=120)), ("0", timedelta(0)), ("999999999999", LONGEST_WISH),
        ("-5", None), ("soon", None), ("", None), ("1.5", None), ("\u0661\u0662", None),
    ],
)  # fmt: skip
def test_retry_after_in_seconds(text: str, wish: timedelta | None) -> None:
    assert wish_in(429, {"retry-after": text}) == wish


def test_retry_after_as_a_date() -> None:
    soon, past = now() + timedelta(minutes=2), now() - timedelta(days=1)
    wish = wish_in(503, {"retry-after": format_datetime(soon, usegmt=False)})
    assert wish is not None
    assert timedelta(seconds=100) < wish <= timedelta(minutes=2)
    assert wish_in(503, {"retry-after": format_datetime(past)}) == timedelta(0)
    far = format_datetime(now() + timedelta(days=400))
    assert wish_in(503, {"retry-after": far}) == LONGEST_WISH


def test_retry_after_means_nothing_beside_other_statuses() -> None:
    assert wish_in(500, {"retry-after": "60"}) is None
    assert wish_in(429, {}) is None


def test_an_endpoint_rests_after_failures_in_a_row() -> None:
    assert rest_after(REST_AFTER - 1) is None
    first, later = rest_after(REST_AFTER), rest_after(REST_AFTER + 1)
    assert first is not None
    assert later == first * 2
    assert rest_after(10_000) == LONGEST_REST
    assert rest_after(1, timedelta(seconds=7)) == timedelta(seconds=7)
