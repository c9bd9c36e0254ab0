"""Disables a user or lets him in again."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority, check_delegation
from hubbub.access.events import UserStateChanged
from hubbub.access.repository import access_changed
from hubbub.access.sessions.repository import end_sessions
from hubbub.access.users.finding import find, find_and_lock
from hubbub.access.users.keeping_administrators import check_administrators
from hubbub.access.users.repository import (
    User,
    all_roles,
    bump_user,
    lock_account,
    role_ids_of,
    set_state,
)
from hubbub.access.users.role_rules import union
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import Subject, record


async def set_enabled(tx: Transaction, user_id: UUID, is_enabled: bool, by: Authority) -> User:
    """The user as he then is. Nobody disables himself, nor the last administrator."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    user = await find_and_lock(tx, user_id)
    after = "enabled" if is_enabled else "disabled"
    if user.state == after:
        return user
    if not is_enabled and by.user_id == user_id:
        raise Conflict("You cannot disable yourself. Ask another administrator.", code="oneself")
    if is_enabled:
        held = union(await all_roles(tx), await role_ids_of(tx, user_id))
        check_delegation(by, 0, held)
    await set_state(tx, user_id, after)
    await check_administrators(tx)
    if not is_enabled:
        await end_sessions(tx, user_id)
    version = await bump_user(tx, user_id)
    await access_changed(tx, user_id)
    event = UserStateChanged(before=user.state, after=after)
    changes = Changes({"state": user.state}, {"state": after})
    await record(tx, event, Subject(user_id, version), by.origin, changes)
    return await find(tx, user_id)
