"""Puts stuck work into what the API shows."""

from collections.abc import Sequence

from hubbub.access.actor import Actor
from hubbub.access.stuck_work.readers import is_skippable
from hubbub.access.stuck_work.shapes import ShownStuck, StuckAbout, StuckWork
from hubbub.access.stuck_work.telling import tell_about
from hubbub.kernel.database import Transaction
from hubbub.kernel.parking import Stuck


async def show_stuck(tx: Transaction, actor: Actor | None, found: Sequence[Stuck]) -> StuckWork:
    """As this actor may see it; a command, which has no actor, goes by the subjects alone."""
    about = await tell_about(tx, actor, found) if actor else {}
    items = [_show(each, about.get(each.subject_id)) for each in found]
    return StuckWork(items, sum(1 + each.behind for each in found))


def _show(stuck: Stuck, about: StuckAbout | None) -> ShownStuck:
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
        about=about,
    )
