"""Signs somebody out everywhere, or out of one place."""

from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.events import SessionsEnded
from hubbub.access.repository import access_changed
from hubbub.access.sessions.repository import end_other_sessions, end_own_session, end_sessions
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.repository import bump_user, lock_account
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.events import Subject, record


async def sign_out_everywhere(
    tx: Transaction, user_id: UUID, by: Authority, *, but: UUID | None = None
) -> int:
    """How many sessions ended; `but` is one that goes on."""
    await lock_account(tx)
    await find_and_lock(tx, user_id)
    if but is None:
        count = await end_sessions(tx, user_id)
    else:
        count = await end_other_sessions(tx, user_id, but)
    if count:
        await _ended(tx, user_id, count, by)
    return count


async def end_one_session(tx: Transaction, user_id: UUID, session_id: UUID, by: Authority) -> None:
    """One of the user's own."""
    await lock_account(tx)
    await find_and_lock(tx, user_id)
    if not await end_own_session(tx, user_id, session_id):
        raise NotFound("This session has ended already.")
    await _ended(tx, user_id, 1, by)


async def _ended(tx: Transaction, user_id: UUID, count: int, by: Authority) -> None:
    version = await bump_user(tx, user_id)
    await access_changed(tx, user_id)
    await record(tx, SessionsEnded(count=count), Subject(user_id, version), by.origin)
