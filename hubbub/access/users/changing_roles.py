"""Gives a user exactly these roles."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority
from hubbub.access.custom_roles.snapshots import held_roles
from hubbub.access.events import UserRolesChanged
from hubbub.access.repository import access_changed
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.keeping_administrators import check_administrators
from hubbub.access.users.repository import (
    User,
    all_roles,
    bump_user,
    get_user,
    lock_account,
    role_ids_of,
    set_roles,
)
from hubbub.access.users.role_rules import check_roles
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Subject, record


async def change_roles(
    tx: Transaction, user_id: UUID, role_ids: frozenset[UUID], by: Authority
) -> User:
    """The user as he then is. Raises NotFound, Invalid, Conflict, Forbidden."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    user = await find_and_lock(tx, user_id)
    before = await role_ids_of(tx, user_id)
    if before == set(role_ids):
        return user
    check_roles(by, await all_roles(tx), before=before, after=set(role_ids))
    await set_roles(tx, user_id, role_ids)
    await check_administrators(tx)
    version = await bump_user(tx, user_id)
    event = UserRolesChanged(before=sorted(before), after=sorted(role_ids))
    await access_changed(tx, user_id)
    changes = Changes(held_roles(event.before), held_roles(event.after))
    await record(tx, event, Subject(user_id, version), by.origin, changes)
    changed = await get_user(tx, user_id)
    assert changed is not None
    return changed
