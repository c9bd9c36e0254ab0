"""Makes a custom role, edits one, or changes who holds a role: always with all its effects."""

from collections.abc import Mapping
from dataclasses import replace as changed
from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority
from hubbub.access.catalogue import keys_in
from hubbub.access.custom_roles.applying import Checked, check, tell, write_holders
from hubbub.access.custom_roles.drafting import Draft, clean
from hubbub.access.custom_roles.finding import check_version, find_custom_role, find_role
from hubbub.access.custom_roles.repository import bump_role, insert_role, update_role
from hubbub.access.custom_roles.transition import Roles, Transition
from hubbub.access.events import RoleChanged, RoleCreated
from hubbub.access.repository import access_changed
from hubbub.access.roles import Role, origin_of_copy
from hubbub.access.users.repository import StoredRole, all_roles, lock_account
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id


async def create_role(
    tx: Transaction, draft: Draft, copied_from: UUID | None, by: Authority, *, replace: bool = False
) -> UUID:
    """Its id. With `replace`, roles that cannot be held beside it are taken off its users.

    Raises Invalid, Conflict for combinations that are refused, Forbidden beyond one's own rights.
    """
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_ROLES)
    stored = await all_roles(tx)
    wanted = clean(draft, stored, own=None)
    role_id = new_id()
    origin = origin_of_copy(source_of(stored, copied_from).role) if copied_from else None
    role = Role(wanted.name, wanted.keys, origin=origin, description=wanted.description, id=role_id)
    transition = Transition(role_id, None, role, plain(stored), add=draft.add)
    checked = await check(tx, transition, by, replace=replace)
    await insert_role(tx, role_id, role, copied_from)
    await write_holders(tx, checked)
    event = RoleCreated(
        keys=list(keys_in(role.keys)), copied_from=copied_from, given=len(checked.given)
    )
    seq = await record(tx, event, Subject(role_id, 1), by.origin)
    await tell(tx, checked, by.origin, seq)
    return role_id


async def edit_role(
    tx: Transaction,
    role_id: UUID,
    draft: Draft,
    version: int,
    by: Authority,
    *,
    replace: bool = False,
) -> None:
    """Make a custom role what the draft says. Raises Conflict when it was changed meanwhile."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_ROLES)
    stored = await all_roles(tx)
    before = find_custom_role(stored, role_id)
    check_version(before, version)
    wanted = clean(draft, stored, own=role_id)
    role = changed(before.role, name=wanted.name, keys=wanted.keys, description=wanted.description)
    transition = Transition(
        role_id, before.role, role, plain(stored), add=draft.add, remove=draft.remove
    )
    checked = await check(tx, transition, by, replace=replace)
    if role == before.role and not checked.given | checked.taken:
        return
    await update_role(tx, role_id, role)
    if role.name != before.role.name:
        # It stands on the screens of all who hold it.
        await access_changed(tx, None)
    await _write(tx, checked, by)


async def change_holders(
    tx: Transaction,
    role_id: UUID,
    users: tuple[frozenset[UUID], frozenset[UUID]],
    by: Authority,
    *,
    replace: bool = False,
) -> None:
    """Give a role, default ones too, to the first `users` and take it from the second."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_ROLES)
    stored = await all_roles(tx)
    role = find_role(stored, role_id).role
    add, remove = users
    transition = Transition(role_id, role, role, plain(stored), add=add, remove=remove)
    checked = await check(tx, transition, by, replace=replace)
    if checked.given | checked.taken:
        await _write(tx, checked, by)


async def _write(tx: Transaction, checked: Checked, by: Authority) -> None:
    before, after = checked.transition.before, checked.transition.after
    assert before is not None
    assert after is not None
    await write_holders(tx, checked)
    event = RoleChanged(
        added=list(keys_in(after.keys & ~before.keys)),
        removed=list(keys_in(before.keys & ~after.keys)),
        is_renamed=after.name != before.name,
        given=len(checked.given),
        taken=len(checked.taken),
    )
    role_id = checked.transition.role_id
    version = await bump_role(tx, role_id)
    seq = await record(tx, event, Subject(role_id, version), by.origin)
    await tell(tx, checked, by.origin, seq)


def source_of(stored: Mapping[UUID, StoredRole], copied_from: UUID) -> StoredRole:
    """The role that is duplicated; Invalid when it is not there any more."""
    source = stored.get(copied_from)
    if source is None:
        message = "The role that this is a copy of does not exist any more."
        raise Invalid([FieldError("copied_from", message)])
    return source


def plain(stored: Mapping[UUID, StoredRole]) -> Roles:
    return {role_id: each.role for role_id, each in stored.items()}
