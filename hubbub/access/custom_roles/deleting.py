"""Deletes a custom role, and takes it from everybody who holds it."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority
from hubbub.access.catalogue import keys_in
from hubbub.access.custom_roles.applying import check, tell, write_holders
from hubbub.access.custom_roles.finding import check_version, find_custom_role
from hubbub.access.custom_roles.repository import bump_role, delete_role_row
from hubbub.access.custom_roles.saving import plain
from hubbub.access.custom_roles.transition import Transition
from hubbub.access.events import RoleDeleted
from hubbub.access.users.repository import all_roles, lock_account
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import Subject, record


async def delete_role(
    tx: Transaction, role_id: UUID, version: int, by: Authority, *, from_holders: bool
) -> None:
    """Conflict for a default role, one that was changed meanwhile, or one that is in use unless
    it is to be taken `from_holders`. Copies of it become copies of what it was copied from."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_ROLES)
    stored = await all_roles(tx)
    role = find_custom_role(stored, role_id)
    check_version(role, version)
    checked = await check(tx, Transition(role_id, role.role, None, plain(stored)), by)
    if checked.moves and not from_holders:
        count = len(checked.moves)
        raise Conflict(
            f"{count} {'user holds' if count == 1 else 'users hold'} this role. Look at what they "
            "would lose, then delete it for them too.",
            code="role_in_use",
            extra={"holders": count},
        )
    await write_holders(tx, checked)
    event = RoleDeleted(keys=list(keys_in(role.role.keys)), taken=len(checked.taken))
    seq = await record(tx, event, Subject(role_id, await bump_role(tx, role_id)), by.origin)
    await delete_role_row(tx, role_id)
    await tell(tx, checked, by.origin, seq)
