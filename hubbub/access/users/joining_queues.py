"""Puts a user into a queue as agent or viewer, or takes him out."""

from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.decision import effective_bits
from hubbub.access.events import MembershipChanged
from hubbub.access.repository import access_changed
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.repository import bump_user, membership, set_membership
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Subject, record


def kind_of_newcomer(raw: int) -> str:
    """How somebody with these permissions joins: who could only ever read joins as viewer.

    The seat is left out, since it may come later, and so may the roles of somebody who has none
    for conversations yet; until then the decision lets neither act.
    """
    seated = effective_bits([raw], seated=True, enabled=True)
    return "viewer" if seated.is_viewer else "agent"


async def change_membership(
    tx: Transaction, user_id: UUID, queue_id: UUID, kind: str | None, by: Authority
) -> bool:
    """Whether anything changed. `kind` is 'agent', 'viewer', or None to leave the queue."""
    await find_and_lock(tx, user_id)
    before = await membership(tx, user_id, queue_id)
    if before == kind:
        return False
    await set_membership(tx, user_id, queue_id, kind)
    version = await bump_user(tx, user_id)
    await access_changed(tx, user_id)
    event = MembershipChanged(queue_id=queue_id, before=before, after=kind)
    changes = Changes({"membership": before}, {"membership": kind})
    await record(tx, event, Subject(user_id, version), by.origin, changes)
    return True
