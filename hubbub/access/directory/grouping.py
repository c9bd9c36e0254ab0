"""Links a directory's groups to roles, and gives and takes these roles as members come and go."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hubbub.access import may
from hubbub.access.authority import Authority
from hubbub.access.catalogue import keys_in
from hubbub.access.custom_roles.deleting import delete_role
from hubbub.access.custom_roles.drafting import Draft, same
from hubbub.access.custom_roles.finding import find_role
from hubbub.access.custom_roles.saving import change_holders, create_role, edit_role
from hubbub.access.directory.finding import NOT_UNIQUE
from hubbub.access.directory.repository import link_group, linked_groups, members_of
from hubbub.access.seating import needs_seat
from hubbub.access.users.giving_seats import set_seat
from hubbub.access.users.repository import StoredRole, all_roles, get_user, lock_account, seats
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid

DESCRIPTION = "Made by your directory. Give it permissions here; its members come from there."


@dataclass(frozen=True, slots=True)
class GroupWanted:
    """A group as the directory wants it; without members they stay as they are."""

    name: str
    external_id: str | None
    members: frozenset[UUID] | None


async def add_group(tx: Transaction, wanted: GroupWanted, by: Authority) -> UUID:
    """The id of the role that the group is now: the one with this name, or a new custom role
    without permissions, as a directory knows names and people and not what they may do here.
    Conflict when a group has this role already."""
    await lock_account(tx)
    roles = await all_roles(tx)
    named = [each for each in roles.values() if same(each.role.name, wanted.name.strip())]
    if not named:
        draft = Draft(wanted.name, DESCRIPTION, (), add=wanted.members or frozenset())
        role_id = await create_role(tx, draft, None, by)
        await link_group(tx, role_id, wanted.external_id, is_made=True)
        return role_id
    role_id = named[0].id
    if role_id in await linked_groups(tx):
        raise Conflict(
            f"The group “{named[0].role.name}” is linked already. Find it by its displayName and "
            "use its id.",
            code=NOT_UNIQUE,
        )
    await link_group(tx, role_id, wanted.external_id, is_made=False)
    if wanted.members:
        await move_members(tx, role_id, (wanted.members, frozenset()), by)
    return role_id


async def change_group(tx: Transaction, role_id: UUID, wanted: GroupWanted, by: Authority) -> None:
    """Another name, external id or other members. A default role keeps its name: Conflict."""
    await lock_account(tx)
    stored = find_role(await all_roles(tx), role_id)
    if wanted.name != stored.role.name:
        await edit_role(tx, role_id, _renamed(stored, wanted.name), stored.version, by)
    if wanted.members is not None:
        held = frozenset((await members_of(tx, [role_id]))[role_id])
        moved = (wanted.members - held, held - wanted.members)
        await move_members(tx, role_id, moved, by)
    link = (await linked_groups(tx)).get(role_id)
    if wanted.external_id is not None or link is not None:
        await link_group(tx, role_id, wanted.external_id, is_made=False)


async def remove_group(tx: Transaction, role_id: UUID, by: Authority) -> None:
    """Delete a role that the directory made; one that was made here is never lost with a group."""
    await lock_account(tx)
    stored = find_role(await all_roles(tx), role_id)
    link = (await linked_groups(tx)).get(role_id)
    if link is None or not link.is_made:
        raise Conflict(
            f"The role “{stored.role.name}” was not made by the directory. Take its members out "
            "of the group instead, or delete the role under Account settings, Roles.",
            code="not_made_by_directory",
        )
    await delete_role(tx, role_id, stored.version, by, from_holders=True)


async def move_members(
    tx: Transaction, role_id: UUID, users: tuple[frozenset[UUID], frozenset[UUID]], by: Authority
) -> None:
    """Give the role to the first and take it from the second. Where the key may give seats, those
    who need one now get one as long as any is free."""
    added, removed = users
    if not added | removed:
        return
    for user_id in added:
        if await get_user(tx, user_id) is None:
            message = f"There is no user {user_id.hex}."
            raise Invalid([FieldError("members", message)])
    await change_holders(tx, role_id, users, by)
    role = find_role(await all_roles(tx), role_id).role
    if needs_seat(role.keys) and by.raw & may.MANAGE_SEATS.mask:
        await _seat(tx, added, by)


async def _seat(tx: Transaction, users: Collection[UUID], by: Authority) -> None:
    for user_id in sorted(users):
        user = await get_user(tx, user_id)
        total, used = await seats(tx)
        if used >= total:
            return
        if user is not None and user.state == "enabled" and not user.is_seated:
            await set_seat(tx, user_id, True, by)


def _renamed(stored: StoredRole, name: str) -> Draft:
    return Draft(name, stored.role.description, keys_in(stored.role.keys))
