"""A seat is questioned for a reason that can be shown, and never before there is one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.access import may
from hubbub.access.decision import WORKS_WITHOUT_SEAT
from hubbub.access.permission import Permission
from hubbub.access.roles import DEFAULT_ROLES, Default
from hubbub.access.seats.suggesting import Because, Holder, suggest
from tests.access.strategies import any_bits

NOW = datetime(2026, 6, 1, tzinfo=UTC)
AGENT = DEFAULT_ROLES[Default.AGENT].keys
DAYS = 30


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def holder(
    raw: int = AGENT,
    given: float = 100,
    signed_in: float | None = 1,
    noted: float = 100,
    **used: float,
) -> Holder:
    uses = {getattr(may, name).key: ago(days) for name, days in used.items()}
    seen = None if signed_in is None else ago(signed_in)
    return Holder(raw, ago(given), seen, uses, ago(noted))


@pytest.mark.parametrize(
    ("who", "because"),
    [
        (holder(raw=may.VIEW.mask, given=0), Because.NEEDS_NONE),
        (holder(raw=may.VIEW.mask | may.START_DISABLED.mask, given=0), Because.NEEDS_NONE),
        (holder(signed_in=None), Because.NOT_SIGNED_IN),
        (holder(signed_in=31), Because.NOT_SIGNED_IN),
        (holder(VIEW=1), Because.ONLY_VIEWED),
        (holder(VIEW=1, MANAGE=31), Because.ONLY_VIEWED),
        (holder(VIEW=1, MANAGE=1), Because.UNUSED),
        (holder(signed_in=None, given=29), None),
        (holder(VIEW=1, noted=29), None),
        (holder(VIEW=1, given=29), None),
        (holder(raw=may.VIEW.mask | may.MANAGE.mask, MANAGE=1), None),
    ],
)
def test_the_reason_fits_what_was_seen(who: Holder, because: Because | None) -> None:
    found = suggest(who, NOW, DAYS)
    assert (found.because if found else None) == because


def test_the_evidence_names_what_was_used_or_not() -> None:
    viewed = suggest(holder(VIEW=1), NOW, DAYS)
    assert viewed is not None
    assert viewed.keys == (may.VIEW.key,)
    unused = suggest(holder(VIEW=1, MANAGE=1), NOW, DAYS)
    assert unused is not None
    assert may.ASSIGN.key in unused.keys
    assert may.MANAGE.key not in unused.keys


@given(any_bits, st.sets(st.sampled_from([may.VIEW, may.MANAGE, may.TAG, may.SEE_USERS])))
def test_whoever_acted_lately_is_never_said_only_to_view(raw: int, used: set[Permission]) -> None:
    who = Holder(raw, ago(100), ago(1), {each.key: ago(1) for each in used}, ago(100))
    found = suggest(who, NOW, DAYS)
    if any(each.mask & ~WORKS_WITHOUT_SEAT for each in used):
        assert found is None or found.because is not Because.ONLY_VIEWED
