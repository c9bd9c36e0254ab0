"""Sharing out at once is what giving one by one would come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from hubbub.features.routing.sharing import NEVER, Candidate, share_out

if TYPE_CHECKING:
    from hubbub.features.conversations.policy import Conversation

START = datetime(2026, 1, 1, tzinfo=UTC)

candidates = st.lists(
    st.builds(
        Candidate,
        user_id=st.integers(1, 2**64).map(lambda number: UUID(int=number)),
        load=st.integers(0, 6),
        capacity=st.integers(1, 6),
        last_assigned_at=st.none() | st.integers(0, 5).map(lambda n: START + timedelta(hours=n)),
    ),
    unique_by=lambda each: each.user_id,
    max_size=8,
).map(lambda found: [each for each in found if each.load < each.capacity])


def one_by_one(waiting: int, free: list[Candidate]) -> list[UUID]:
    given_to: list[UUID] = []
    for turn in range(waiting):
        able = [each for each in free if each.load < each.capacity]
        if not able:
            break
        chosen = min(
            able, key=lambda each: (each.load, each.last_assigned_at or NEVER, each.user_id)
        )
        given_to.append(chosen.user_id)
        now = START + timedelta(days=1, seconds=turn)
        free = [
            replace(each, load=each.load + 1, last_assigned_at=now) if each is chosen else each
            for each in free
        ]
    return given_to


@given(st.integers(0, 30), candidates)
def test_it_is_what_one_by_one_would_come_to(count: int, free: list[Candidate]) -> None:
    waiting = cast("list[Conversation]", [cast("Any", number) for number in range(count)])
    pairs = share_out(waiting, free)
    assert [user_id for _, user_id in pairs] == one_by_one(count, free)
    assert [conversation for conversation, _ in pairs] == waiting[: len(pairs)]
