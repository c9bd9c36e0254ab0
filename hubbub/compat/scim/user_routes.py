"""Users over SCIM."""

from typing import Any
from uuid import UUID

from scim2_models import Context
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.directory.finding import find_directory_user
from hubbub.access.directory.provisioning import change_person, provision, remove_person
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, origin_of
from hubbub.access.users.list_routes import READ_USERS
from hubbub.access.users.repository import lock_account
from hubbub.compat.scim.answering import one, page, tag
from hubbub.compat.scim.listing import list_users, one_user
from hubbub.compat.scim.models import User
from hubbub.compat.scim.noting import TheNote
from hubbub.compat.scim.reading import (
    in_words_of_scim,
    read_body,
    read_patch,
    read_query,
    read_resource,
    read_search,
)
from hubbub.compat.scim.users import complete, person_of
from hubbub.compat.scim.wire import PREFIX, ResourceId, check_match
from hubbub.kernel.answers import nothing
from hubbub.kernel.database import Transaction

router = Router(f"{PREFIX}/Users", "scim")
HIDDEN: dict[str, Any] = {"include_in_schema": False}
"""SCIM describes itself, under its own address."""


@router.get("", needs=READ_USERS, **HIDDEN)
async def scim_get_users(
    request: Request, actor: CurrentActor, database: TheDatabase, _: TheNote
) -> Response:
    """A page of users, filtered and sorted."""
    search = read_query(User, request)
    async with database.transaction(actor.account_id) as tx:
        users, total = await list_users(tx, search, origin_of(request))
    return page(users, total, search)


@router.post("/.search", needs=READ_USERS, **HIDDEN)
async def scim_search_users(
    request: Request, actor: CurrentActor, database: TheDatabase, _: TheNote
) -> Response:
    """As the list, for queries that should not stand in an address."""
    search = read_search(User, await read_body(request))
    async with database.transaction(actor.account_id) as tx:
        users, total = await list_users(tx, search, origin_of(request))
    return page(users, total, search)


@router.post("", needs=may.MANAGE_USERS, status_code=201, **HIDDEN)
async def scim_post_user(
    request: Request, actor: CurrentActor, database: TheDatabase, note: TheNote
) -> Response:
    body = complete(await read_body(request))
    note.who = _called(body)
    person = person_of(read_resource(User, body, Context.RESOURCE_CREATION_REQUEST))
    async with database.transaction(actor.account_id) as tx:
        user_id = await provision(tx, person, authority_of(actor))
        user = await _shown(tx, user_id, request)
    return one(request, user, 201)


@router.get("/{resource_id}", needs=READ_USERS, **HIDDEN)
async def scim_get_user(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    _: TheNote,
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        user = await _shown(tx, resource_id, request)
    return one(request, user)


@router.put("/{resource_id}", needs=may.MANAGE_USERS, **HIDDEN)
async def scim_put_user(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    note: TheNote,
) -> Response:
    """Make a user what the body says; what it leaves out is taken away."""
    body = complete(await read_body(request))
    note.who = _called(body)
    wanted = read_resource(User, body, Context.RESOURCE_REPLACEMENT_REQUEST)
    async with database.transaction(actor.account_id) as tx:
        await lock_account(tx)
        before = await _before(tx, resource_id, request)
        row = await find_directory_user(tx, resource_id)
        await change_person(tx, row, person_of(before), person_of(wanted), authority_of(actor))
        user = await _shown(tx, resource_id, request)
    return one(request, user)


@router.patch("/{resource_id}", needs=may.MANAGE_USERS, **HIDDEN)
async def scim_patch_user(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    note: TheNote,
) -> Response:
    """Change some attributes of a user; either all operations hold or none."""
    patch = read_patch(User, await read_body(request))
    async with database.transaction(actor.account_id) as tx:
        await lock_account(tx)
        before = await _before(tx, resource_id, request)
        note.who = before.user_name
        wanted = before.model_copy(deep=True)
        with in_words_of_scim():
            is_changed = patch.patch(wanted)
        if is_changed:
            row = await find_directory_user(tx, resource_id)
            by = authority_of(actor)
            await change_person(tx, row, person_of(before), person_of(wanted), by)
        user = await _shown(tx, resource_id, request)
    return one(request, user)


@router.delete("/{resource_id}", needs=may.MANAGE_USERS, status_code=204, **HIDDEN)
async def scim_delete_user(
    resource_id: ResourceId,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    note: TheNote,
) -> Response:
    """Disable a user and sign him out; for the directory he is gone."""
    async with database.transaction(actor.account_id) as tx:
        await lock_account(tx)
        note.who = (await _before(tx, resource_id, request)).user_name
        await remove_person(tx, resource_id, authority_of(actor))
    return nothing()


async def _shown(tx: Transaction, user_id: UUID, request: Request) -> User:
    return await one_user(tx, await find_directory_user(tx, user_id), origin_of(request))


async def _before(tx: Transaction, user_id: UUID, request: Request) -> User:
    user = await _shown(tx, user_id, request)
    check_match(request, tag(user))
    return user


def _called(body: dict[str, Any]) -> str | None:
    named = next((body[key] for key in body if key.lower() == "username"), None)
    return named[:255] if isinstance(named, str) else None
