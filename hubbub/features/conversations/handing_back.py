"""Takes the work from somebody who may no longer do it, and puts it back into its queues."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from psycopg import Rollback

from hubbub.access import may
from hubbub.access.events import RoleChanged, SeatTaken, UserRolesChanged, UserStateChanged
from hubbub.access.loading import load_actors
from hubbub.features.agents.changing_status import change_status
from hubbub.features.agents.repository import lock_agents
from hubbub.features.conversations.assigning import hand_over
from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.repository import holders_of_role, work_of, working_among
from hubbub.features.queues.events import QueueMembersChanged
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.events import Origin, Subject
from hubbub.kernel.recording_many import Told

Loss = SeatTaken | UserRolesChanged | UserStateChanged

MOST_TRIES = 20


async def hand_back(tx: Transaction, _: Loss, subject: Subject, by: Origin) -> None:
    """Hook: in the transaction that took the right to work away, offline and nothing assigned."""
    await _stop_working(tx, {subject.id: by})


async def hand_back_all(tx: Transaction, told: Sequence[Told]) -> None:
    """Hook: the same for many users at once."""
    await _stop_working(tx, {each.subject.id: each.following for each in told})


async def hand_back_of_role(tx: Transaction, _: RoleChanged, subject: Subject, by: Origin) -> None:
    """Hook: a role that was edited may no longer let its holders work."""
    await _stop_working(tx, dict.fromkeys(await holders_of_role(tx, subject.id), by))


async def hand_back_on_leaving(
    tx: Transaction, event: QueueMembersChanged, subject: Subject, by: Origin
) -> None:
    """Hook: who is no longer an agent of a queue has none of its work either, unless he works
    on everything anyway."""
    left = await load_actors(tx, event.left)
    users = [each.user_id for each in left if not each.may(may.MANAGE_ALL)]
    for conversation in await _lock_work(tx, users, subject.id):
        await hand_over(tx, conversation, None, by)


async def _stop_working(tx: Transaction, following: Mapping[UUID, Origin]) -> None:
    """Those of these users who may no longer work: nothing assigned to them, and offline."""
    work = await _lock_work(tx, list(following), None)
    # Their rows are ours now, so that nobody can begin to work meanwhile.
    working = await load_actors(tx, await working_among(tx, list(following)))
    stopping = {user.user_id for user in working if not user.may(may.MANAGE)}
    for conversation in work:
        holder = conversation.assignee_id
        if holder is not None and holder in stopping:
            await hand_over(tx, conversation, None, following[holder])
    for user_id in sorted(stopping):
        await change_status(tx, user_id, "offline", following[user_id])


async def _lock_work(
    tx: Transaction, user_ids: list[UUID], queue_id: UUID | None
) -> list[Conversation]:
    """All of it, and the agents' rows. Conversations are locked before agents everywhere, so that
    what somebody was given while this waited for his row shows too late: then all is let go, and
    locked again."""
    for _ in range(MOST_TRIES):
        async with tx.savepoint():
            work = await work_of(tx, user_ids, queue_id, locked=True)
            await lock_agents(tx, user_ids)
            now = await work_of(tx, user_ids, queue_id, locked=False)
            if {each.id for each in now} == {each.id for each in work}:
                return work
            raise Rollback
    raise Unavailable("These agents are given work all the time. Try again in a moment.")
