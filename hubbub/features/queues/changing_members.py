"""Chooses who is in a queue, as agent or as viewer."""

from collections.abc import Mapping
from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.users.joining_queues import change_membership
from hubbub.access.users.repository import lock_account, members
from hubbub.features.queues.events import QueueMembersChanged
from hubbub.features.queues.repository import bump_queue, lock_queue
from hubbub.kernel.audit.changes import Changes, Ref, Snapshot
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Subject, record


async def change_members(
    tx: Transaction, queue_id: UUID, wanted: Mapping[UUID, str], version: int, by: Authority
) -> None:
    """Make exactly these the members. Conflict when somebody else changed the queue since
    `version` was read."""
    # The account first, as for every change of rights, or two of them wait for each other.
    await lock_account(tx)
    queue = await lock_queue(tx, queue_id)
    if queue is None:
        raise NotFound("There is no such queue.")
    if queue.version != version:
        raise Conflict(
            "Somebody else changed this queue meanwhile. Look at it again and repeat the change.",
            code="stale",
        )
    before = {user_id: kind for user_id, _, kind, _ in await members(tx, queue_id)}
    changed = False
    for user_id in sorted(before.keys() | wanted.keys()):
        changed |= await change_membership(tx, user_id, queue_id, wanted.get(user_id), by)
    if changed:
        kinds = list(wanted.values())
        left = [who for who in before if before[who] == "agent" and wanted.get(who) != "agent"]
        event = QueueMembersChanged(
            agents=kinds.count("agent"), viewers=kinds.count("viewer"), left=sorted(left)
        )
        subject = Subject(queue_id, await bump_queue(tx, queue_id))
        await record(tx, event, subject, by.origin, Changes(_snapshot(before), _snapshot(wanted)))


def _snapshot(kinds: Mapping[UUID, str]) -> Snapshot:
    return {
        f"{kind}s": [Ref("user", each) for each in sorted(kinds) if kinds[each] == kind]
        for kind in ("agent", "viewer")
    }
