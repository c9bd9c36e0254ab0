"""Takes the work from somebody who may no longer do it, and puts it back into its queues."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.events import SeatTaken, UserRolesChanged, UserStateChanged
from hubbub.access.loading import load_actor
from hubbub.features.agents.changing_status import change_status
from hubbub.features.agents.repository import get_agent
from hubbub.features.conversations.assigning import hand_over
from hubbub.features.conversations.repository import lock_work_of
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject

Loss = SeatTaken | UserRolesChanged | UserStateChanged


async def hand_back(tx: Transaction, _: Loss, subject: Subject, by: Origin) -> None:
    """Hook: in the transaction that took the right to work away, offline and nothing assigned."""
    user = await load_actor(tx, subject.id)
    if user is not None and user.may(may.MANAGE):
        return
    await hand_back_work(tx, subject.id, by)


async def hand_back_work(tx: Transaction, user_id: UUID, by: Origin) -> None:
    """Put all that is assigned to a user back into its queues, and set him offline."""
    for conversation in await lock_work_of(tx, user_id):
        await hand_over(tx, conversation, None, by)
    if await get_agent(tx, user_id) is not None:
        await change_status(tx, user_id, "offline", by)
