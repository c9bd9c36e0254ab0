"""Who is given which of the conversations that wait: pure, no database."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from hubbub.features.conversations.policy import Conversation

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent who has room for more."""

    user_id: UUID
    load: int
    capacity: int
    last_assigned_at: datetime | None


def share_out(
    waiting: Sequence[Conversation], free: Iterable[Candidate]
) -> list[tuple[Conversation, UUID]]:
    """Each in turn to the least busy, of equals to the longest idle, as long as somebody has room:
    what giving them one by one would come to."""
    by_idleness = sorted(free, key=lambda each: (each.last_assigned_at or NEVER, each.user_id))
    heap = [(each.load, rank, each.user_id, each.capacity) for rank, each in enumerate(by_idleness)]
    heapq.heapify(heap)
    rank = len(heap)
    pairs: list[tuple[Conversation, UUID]] = []
    for conversation in waiting:
        if not heap:
            break
        load, _, user_id, capacity = heap[0]
        pairs.append((conversation, user_id))
        if load + 1 < capacity:
            heapq.heapreplace(heap, (load + 1, rank, user_id, capacity))
        else:
            heapq.heappop(heap)
        rank += 1
    return pairs
