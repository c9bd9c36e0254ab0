"""Groups over SCIM: roles, and who holds them."""

from uuid import UUID

from scim2_models import Context
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.directory.grouping import add_group, change_group, remove_group
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, origin_of
from hubbub.access.users.repository import lock_account
from hubbub.compat.scim.answering import one, page, tag
from hubbub.compat.scim.groups import group_wanted, show_groups
from hubbub.compat.scim.listing import list_groups
from hubbub.compat.scim.models import Group
from hubbub.compat.scim.noting import TheNote
from hubbub.compat.scim.reading import (
    in_words_of_scim,
    read_body,
    read_patch,
    read_query,
    read_resource,
    read_search,
)
from hubbub.compat.scim.user_routes import HIDDEN
from hubbub.compat.scim.wire import PREFIX, ResourceId, check_match
from hubbub.kernel.answers import nothing
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound

router = Router(f"{PREFIX}/Groups", "scim")


@router.get("", needs=may.MANAGE_ROLES, **HIDDEN)
async def scim_get_groups(
    request: Request, actor: CurrentActor, database: TheDatabase, _: TheNote
) -> Response:
    search = read_query(Group, request)
    async with database.transaction(actor.account_id) as tx:
        groups, total = await list_groups(tx, search, origin_of(request))
    return page(groups, total, search)


@router.post("/.search", needs=may.MANAGE_ROLES, **HIDDEN)
async def scim_search_groups(
    request: Request, actor: CurrentActor, database: TheDatabase, _: TheNote
) -> Response:
    search = read_search(Group, await read_body(request))
    async with database.transaction(actor.account_id) as tx:
        groups, total = await list_groups(tx, search, origin_of(request))
    return page(groups, total, search)


@router.post("", needs=may.MANAGE_ROLES, status_code=201, **HIDDEN)
async def scim_post_group(
    request: Request, actor: CurrentActor, database: TheDatabase, note: TheNote
) -> Response:
    """Link the role of this name, or make a custom role without permissions."""
    group = read_resource(Group, await read_body(request), Context.RESOURCE_CREATION_REQUEST)
    note.who = group.display_name
    async with database.transaction(actor.account_id) as tx:
        role_id = await add_group(tx, group_wanted(group), authority_of(actor))
        made = await _shown(tx, role_id, request)
    return one(request, made, 201)


@router.get("/{resource_id}", needs=may.MANAGE_ROLES, **HIDDEN)
async def scim_get_group(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    _: TheNote,
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        group = await _shown(tx, resource_id, request)
    return one(request, group)


@router.put("/{resource_id}", needs=may.MANAGE_ROLES, **HIDDEN)
async def scim_put_group(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    note: TheNote,
) -> Response:
    """Give the role to exactly these members."""
    wanted = read_resource(Group, await read_body(request), Context.RESOURCE_REPLACEMENT_REQUEST)
    note.who = wanted.display_name
    async with database.transaction(actor.account_id) as tx:
        await lock_account(tx)
        await _before(tx, resource_id, request)
        await change_group(tx, resource_id, group_wanted(wanted), authority_of(actor))
        group = await _shown(tx, resource_id, request)
    return one(request, group)


@router.patch("/{resource_id}", needs=may.MANAGE_ROLES, **HIDDEN)
async def scim_patch_group(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    note: TheNote,
) -> Response:
    """Add and remove members, or change the name; either all operations hold or none."""
    patch = read_patch(Group, await read_body(request))
    async with database.transaction(actor.account_id) as tx:
        await lock_account(tx)
        before = await _before(tx, resource_id, request)
        note.who = before.display_name
        wanted = before.model_copy(deep=True)
        with in_words_of_scim():
            is_changed = patch.patch(wanted)
        if is_changed:
            await change_group(tx, resource_id, group_wanted(wanted), authority_of(actor))
        group = await _shown(tx, resource_id, request)
    return one(request, group)


@router.delete("/{resource_id}", needs=may.MANAGE_ROLES, status_code=204, **HIDDEN)
async def scim_delete_group(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    note: TheNote,
) -> Response:
    """Delete a role that the directory made, and take it from all who hold it."""
    async with database.transaction(actor.account_id) as tx:
        await lock_account(tx)
        note.who = (await _before(tx, resource_id, request)).display_name
        await remove_group(tx, resource_id, authority_of(actor))
    return nothing()


async def _shown(tx: Transaction, role_id: UUID, request: Request) -> Group:
    groups = await show_groups(tx, origin_of(request), [role_id])
    if not groups:
        raise NotFound("There is no such group.")
    return groups[0]


async def _before(tx: Transaction, role_id: UUID, request: Request) -> Group:
    group = await _shown(tx, role_id, request)
    check_match(request, tag(group))
    return group
