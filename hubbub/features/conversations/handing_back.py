"""Takes the work from somebody who may no longer do it, and puts it back into its queues."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.access import may
from hubbub.access.events import RoleChanged, SeatTaken, UserRolesChanged, UserStateChanged
from hubbub.access.loading import load_actor, load_actors
from hubbub.features.agents.changing_status import change_status
from hubbub.features.agents.repository import get_agent
from hubbub.features.conversations.assigning import hand_over
from hubbub.features.conversations.repository import (
    lock_work_of,
    working_among,
    working_with_role,
)
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject
from hubbub.kernel.recording_many import Told

Loss = SeatTaken | UserRolesChanged | UserStateChanged


async def hand_back(tx: Transaction, _: Loss, subject: Subject, by: Origin) -> None:
    """Hook: in the transaction that took the right to work away, offline and nothing assigned."""
    user = await load_actor(tx, subject.id)
    if user is not None and user.may(may.MANAGE):
        return
    await hand_back_work(tx, subject.id, by)


async def hand_back_all(tx: Transaction, told: Sequence[Told]) -> None:
    """Hook: the same for many users at once; only those who are working are looked at."""
    following = {each.subject.id: each.following for each in told}
    working = await working_among(tx, list(following))
    for user in await load_actors(tx, working):
        if not user.may(may.MANAGE):
            await hand_back_work(tx, user.user_id, following[user.user_id])


async def hand_back_of_role(tx: Transaction, _: RoleChanged, subject: Subject, by: Origin) -> None:
    """Hook: a role that was edited may no longer let its holders work."""
    for user in await load_actors(tx, await working_with_role(tx, subject.id)):
        if not user.may(may.MANAGE):
            await hand_back_work(tx, user.user_id, by)


async def hand_back_work(tx: Transaction, user_id: UUID, by: Origin) -> None:
    """Put all that is assigned to a user back into its queues, and set him offline."""
    for conversation in await lock_work_of(tx, user_id):
        await hand_over(tx, conversation, None, by)
    if await get_agent(tx, user_id) is not None:
        await change_status(tx, user_id, "offline", by)
