"""Puts stuck work into what the API shows."""

from collections.abc import Sequence

from hubbub.access.stuck_work.readers import is_skippable
from hubbub.access.stuck_work.shapes import ShownStuck, StuckWork
from hubbub.kernel.parking import Stuck


def show_stuck(found: Sequence[Stuck]) -> StuckWork:
    return StuckWork([_show(each) for each in found], sum(1 + each.behind for each in found))


def _show(stuck: Stuck) -> ShownStuck:
    return ShownStuck(
        reader=stuck.consumer,
        subject_id=stuck.subject_id,
        number=stuck.number,
        kind=stuck.kind,
        happened_at=stuck.happened_at,
        stuck_since=stuck.parked_at,
        next_try_at=stuck.retry_at,
        tries=stuck.attempts,
        # The first word: what was written before this was so may go on with a text.
        error=stuck.error.partition(":")[0],
        behind=stuck.behind,
        is_skippable=is_skippable(stuck.consumer),
    )
