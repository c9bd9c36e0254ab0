"""A role of ours as a group of SCIM, and the other way."""

from collections.abc import Sequence
from uuid import UUID

from scim2_models import Meta, Reference

from hubbub.access.directory.grouping import GroupWanted
from hubbub.access.directory.repository import DirectoryGroup, linked_groups, members_of
from hubbub.access.users.repository import StoredRole, all_roles
from hubbub.compat.scim.models import Group, Member
from hubbub.compat.scim.wire import PREFIX, ScimRefused
from hubbub.kernel.database import Transaction


async def show_groups(
    tx: Transaction, origin: str, role_ids: Sequence[UUID] | None = None
) -> list[Group]:
    """These roles, or all of the account, in the order of their ids."""
    roles, links = await all_roles(tx), await linked_groups(tx)
    wanted = sorted(roles if role_ids is None else (each for each in role_ids if each in roles))
    members = await members_of(tx, wanted)
    return [_show(roles[id_], links.get(id_), members[id_], origin) for id_ in wanted]


def _show(role: StoredRole, link: DirectoryGroup | None, members: list[UUID], origin: str) -> Group:
    base = f"{origin}{PREFIX}"
    return Group(
        id=role.id.hex,
        external_id=link.external_id if link else None,
        display_name=role.role.name,
        members=[
            Member(value=each.hex, ref=Reference(f"{base}/Users/{each.hex}"), type="User")
            for each in members
        ]
        or None,
        meta=Meta(resource_type="Group", location=f"{base}/Groups/{role.id.hex}"),
    )


def group_wanted(group: Group, *, with_members: bool = True) -> GroupWanted:
    """Raises ScimRefused for a member that is no user's id."""
    if len(group.external_id or "") > 500:
        raise ScimRefused(400, "Give an externalId of at most 500 characters.", "invalidValue")
    members = frozenset(_member(each.value) for each in group.members or [])
    return GroupWanted(
        group.display_name or "", group.external_id, members if with_members else None
    )


def _member(value: str | None) -> UUID:
    try:
        return UUID(value or "")
    except ValueError as error:
        message = f"There is no user with the id “{(value or '')[:60]}”."
        raise ScimRefused(400, message, "invalidValue") from error
