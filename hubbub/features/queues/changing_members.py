"""Chooses who is in a queue, as agent or as viewer."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.repository import actor_rows
from hubbub.access.users.joining_queues import change_membership
from hubbub.access.users.repository import lock_account, members
from hubbub.features.queues.events import QueueMembersChanged
from hubbub.features.queues.repository import bump_queue, lock_queue
from hubbub.features.queues.standing import Reason, Standing, standing_of
from hubbub.kernel.audit.changes import Changes, Ref, Snapshot
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Subject, record

MOST_NAMED = 100
WHY_NOT = {
    Reason.DISABLED: "{name} is disabled and cannot be an agent. Enable the user first, or choose "
    "viewer.",
    Reason.NO_SEAT: "{name} has no seat and cannot be an agent. Give a seat first, or choose "
    "viewer.",
    Reason.ROLE: "{name} has no role that lets people work on conversations, so cannot be an "
    "agent. Give such a role first, or choose viewer.",
}


async def change_members(
    tx: Transaction, queue_id: UUID, wanted: Mapping[UUID, str], version: int, by: Authority
) -> None:
    """Make exactly these the members. Conflict when somebody else changed the queue since
    `version` was read, or when one who cannot work would become an agent; who is one already
    stays it, and counts as viewer for as long as he cannot work."""
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
    await _check_agents(tx, [who for who in wanted if _becomes_agent(before, wanted, who)])
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


def _becomes_agent(before: Mapping[UUID, str], wanted: Mapping[UUID, str], who: UUID) -> bool:
    return wanted[who] == "agent" and before.get(who) != "agent"


async def _check_agents(tx: Transaction, user_ids: list[UUID]) -> None:
    rows = sorted(await actor_rows(tx, user_ids), key=lambda row: (row.name.lower(), row.user_id))
    hindered = [(row, standing_of(row)) for row in rows]
    hindered = [(row, standing) for row, standing in hindered if standing.hindrance is not None]
    if not hindered:
        return
    raise Conflict(
        _sentence([(row.name, standing) for row, standing in hindered]),
        code="cannot_work",
        extra={
            "users": [
                {"user_id": row.user_id.hex, "name": row.name, "reason": standing.hindrance}
                for row, standing in hindered[:MOST_NAMED]
            ]
        },
    )


def _sentence(hindered: Sequence[tuple[str, Standing]]) -> str:
    name, standing = hindered[0]
    assert standing.hindrance is not None
    others = len(hindered) - 1
    more = f" {others} more of these people cannot be agents either." if others else ""
    return WHY_NOT[standing.hindrance].format(name=name) + more


def _snapshot(kinds: Mapping[UUID, str]) -> Snapshot:
    return {
        f"{kind}s": [Ref("user", each) for each in sorted(kinds) if kinds[each] == kind]
        for kind in ("agent", "viewer")
    }
