"""Takes the work from somebody who may no longer do it, and puts it back into its queues."""

from uuid import UUID

from psycopg import Rollback

from hubbub.access import may
from hubbub.access.events import SeatTaken, UserRolesChanged, UserStateChanged
from hubbub.access.loading import load_actor, load_actors
from hubbub.features.agents.changing_status import change_status
from hubbub.features.agents.repository import get_agent, lock_agent
from hubbub.features.conversations.assigning import hand_over
from hubbub.features.conversations.policy import Conversation
from hubbub.features.conversations.repository import work_of
from hubbub.features.queues.events import QueueMembersChanged
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.events import Origin, Subject

Loss = SeatTaken | UserRolesChanged | UserStateChanged

MOST_TRIES = 20


async def hand_back(tx: Transaction, _: Loss, subject: Subject, by: Origin) -> None:
    """Hook: in the transaction that took the right to work away, offline and nothing assigned."""
    user = await load_actor(tx, subject.id)
    if user is not None and user.may(may.MANAGE):
        return
    await hand_back_work(tx, [subject.id], by)
    if await get_agent(tx, subject.id) is not None:
        await change_status(tx, subject.id, "offline", by)


async def hand_back_on_leaving(
    tx: Transaction, event: QueueMembersChanged, subject: Subject, by: Origin
) -> None:
    """Hook: who is no longer an agent of a queue has none of its work either, unless he works
    on everything anyway."""
    left = await load_actors(tx, event.left)
    users = [each.user_id for each in left if not each.may(may.MANAGE_ALL)]
    if users:
        await hand_back_work(tx, users, by, subject.id)


async def hand_back_work(
    tx: Transaction, user_ids: list[UUID], by: Origin, queue_id: UUID | None = None
) -> None:
    """Put what is assigned to these users back into its queues, all of it or that of one queue."""
    for conversation in await _lock_work(tx, user_ids, queue_id):
        await hand_over(tx, conversation, None, by)


async def _lock_work(
    tx: Transaction, user_ids: list[UUID], queue_id: UUID | None
) -> list[Conversation]:
    """All of it, and the agents' rows. Conversations are locked before agents everywhere, so that
    what somebody was given while this waited for his row shows too late: then all is let go, and
    locked again."""
    for _ in range(MOST_TRIES):
        async with tx.savepoint():
            work = await work_of(tx, user_ids, queue_id, locked=True)
            for user_id in sorted(user_ids):
                await lock_agent(tx, user_id)
            now = await work_of(tx, user_ids, queue_id, locked=False)
            if {each.id for each in now} == {each.id for each in work}:
                return work
            raise Rollback
    raise Unavailable("These agents are given work all the time. Try again in a moment.")
