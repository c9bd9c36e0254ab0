"""Puts queues, their members and who could become one together for a page."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.access.repository import actor_rows
from hubbub.access.users.repository import User, members
from hubbub.features.queues.repository import all_queues, get_queue, member_counts
from hubbub.features.queues.shapes import Member, Members, QueueCandidate, Queues, ShownQueue
from hubbub.features.queues.standing import Kind, Standing, standing_of
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound


async def show_queues(tx: Transaction) -> Queues:
    """All of them, the default one first."""
    counts = await member_counts(tx)
    shown: list[ShownQueue] = []
    for each in await all_queues(tx):
        agents, viewers = counts.get(each.id, (0, 0))
        shown.append(
            ShownQueue(
                each.id, each.name, each.is_default, each.is_auto_assigned,
                agents + viewers, agents, viewers, each.version,
            )
        )  # fmt: skip
    return Queues(shown)


async def show_members(tx: Transaction, queue_id: UUID) -> Members:
    """Raises NotFound."""
    queue = await get_queue(tx, queue_id)
    if queue is None:
        raise NotFound("There is no such queue.")
    found = await members(tx, queue_id)
    standings = await _standings(tx, [user_id for user_id, _, _, _ in found])
    shown: list[Member] = []
    for user_id, name, stored, seat in found:
        kind: Kind = "agent" if stored == "agent" else "viewer"
        standing = standings[user_id]
        shown.append(
            Member(
                user_id, name, kind, seat,
                standing.access_as(kind), standing.hindrance, standing.works_everywhere,
            )
        )  # fmt: skip
    return Members(shown, queue.version)


async def show_candidates(tx: Transaction, users: Sequence[User]) -> list[QueueCandidate]:
    """In the order given."""
    rows = {row.user_id: row for row in await actor_rows(tx, [each.id for each in users])}
    return [
        QueueCandidate(
            each.id, each.name, each.username, each.is_seated,
            [role.name for role in rows[each.id].roles], standing_of(rows[each.id]).hindrance,
        )
        for each in users
    ]  # fmt: skip


async def _standings(tx: Transaction, user_ids: list[UUID]) -> dict[UUID, Standing]:
    return {row.user_id: standing_of(row) for row in await actor_rows(tx, user_ids)}
