"""Roles over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.custom_roles.asking import Asked, what_if
from hubbub.access.custom_roles.deleting import delete_role as delete_custom_role
from hubbub.access.custom_roles.drafting import Draft
from hubbub.access.custom_roles.finding import find_role
from hubbub.access.custom_roles.repository import (
    Found,
    count_candidates,
    names_of_candidates,
    page_of_candidates,
)
from hubbub.access.custom_roles.saving import change_holders, create_role, edit_role
from hubbub.access.custom_roles.shapes import (
    ListedRoles,
    NamedUser,
    NamedUsers,
    OneRole,
    RoleUserPage,
    WhatIf,
)
from hubbub.access.custom_roles.showing import list_roles, show_candidates, show_one_role
from hubbub.access.gate import Router, any_of
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.users.repository import all_roles
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Transaction
from hubbub.kernel.pages import decode_cursor, encode_cursor

router = Router("/api/roles", "roles")

MOST_USERS = 20_000
"""In one save; as many as fit into the largest request."""

Users = Annotated[tuple[UUID, ...], Field(max_length=MOST_USERS)]


class RoleInput(Input):
    name: str = Field(max_length=1000)
    description: str = Field("", max_length=5000)
    permissions: list[str] = Field(max_length=500)
    add_users: Users = ()
    replace: bool = False


class NewRoleInput(RoleInput):
    copied_from: UUID | None = None


class EditedRoleInput(RoleInput):
    version: int
    remove_users: Users = ()


class HoldersInput(Input):
    add_users: Users = ()
    remove_users: Users = ()
    replace: bool = False


class WhatIfInput(Input):
    """A role that is not saved: `role_id` is the one that is edited or deleted, if any."""

    role_id: UUID | None = None
    copied_from: UUID | None = None
    name: str = Field("", max_length=1000)
    permissions: tuple[str, ...] = Field((), max_length=500)
    add_users: Users = ()
    remove_users: Users = ()
    replace: bool = False
    is_deleted: bool = False
    named: int = Field(20, ge=0, le=MOST_USERS)


@router.get("", needs=any_of(may.MANAGE_ROLES, may.MANAGE_USERS), response_model=ListedRoles)
async def get_roles(actor: CurrentActor, database: TheDatabase) -> Response:
    """All roles, the default ones first."""
    async with database.transaction(actor.account_id) as tx:
        return answer(ListedRoles(await list_roles(tx, await all_roles(tx))))


@router.post("", needs=may.MANAGE_ROLES, response_model=OneRole, status_code=201)
async def post_role(body: NewRoleInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Make a custom role and give it to users, in one step. Roles that exclude each other answer
    409 with every conflict; with `replace` the other role is taken off instead."""
    async with database.transaction(actor.account_id, is_long=True) as tx:
        role_id = await create_role(
            tx, _draft(body), body.copied_from, authority_of(actor), replace=body.replace
        )
        return answer(await _one(tx, role_id), 201)


@router.post("/what-if", needs=may.MANAGE_ROLES, response_model=WhatIf)
async def post_what_if(body: WhatIfInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """What saving or deleting a role would do, changing nothing: exactly who gains what and who
    loses what."""
    asked = Asked(
        body.role_id, body.copied_from, body.name, body.permissions,
        frozenset(body.add_users), frozenset(body.remove_users), body.replace, body.is_deleted,
    )  # fmt: skip
    return answer(await what_if(database, asked, actor, body.named))


@router.get("/candidates", needs=may.MANAGE_ROLES, response_model=RoleUserPage)
async def get_candidates(
    actor: CurrentActor,
    database: TheDatabase,
    q: Annotated[str | None, Query(max_length=100)] = None,
    role: UUID | None = None,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Users by name with their roles, to choose from: all, or those who hold one `role`."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await _candidates(tx, Found(_search(q), role), cursor, limit))


@router.get("/candidates/names", needs=may.MANAGE_ROLES, response_model=NamedUsers)
async def get_candidate_names(
    actor: CurrentActor,
    database: TheDatabase,
    q: Annotated[str | None, Query(max_length=100)] = None,
    role: UUID | None = None,
) -> Response:
    """All who are found, up to as many as one save can take."""
    async with database.transaction(actor.account_id) as tx:
        found = await names_of_candidates(tx, Found(_search(q), role), MOST_USERS)
    return answer(NamedUsers([NamedUser(id_, name) for id_, name in found]))


@router.get("/{role_id}", needs=may.MANAGE_ROLES, response_model=OneRole)
async def get_role(role_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """One role, beside what it was duplicated from."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await _one(tx, role_id))


@router.put("/{role_id}", needs=may.MANAGE_ROLES, response_model=OneRole)
async def put_role(
    role_id: UUID, body: EditedRoleInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Make a custom role so, and give it to users or take it from them, in one step."""
    draft = _draft(body, body.remove_users)
    async with database.transaction(actor.account_id, is_long=True) as tx:
        await edit_role(tx, role_id, draft, body.version, authority_of(actor), replace=body.replace)
        return answer(await _one(tx, role_id))


@router.delete("/{role_id}", needs=may.MANAGE_ROLES, status_code=204)
async def delete_role(
    role_id: UUID,
    actor: CurrentActor,
    database: TheDatabase,
    version: int,
    from_holders: bool = False,
) -> Response:
    """Delete a custom role; one that is in use only if it is to be taken `from_holders`."""
    async with database.transaction(actor.account_id, is_long=True) as tx:
        await delete_custom_role(
            tx, role_id, version, authority_of(actor), from_holders=from_holders
        )
    return nothing()


@router.get("/{role_id}/holders", needs=may.MANAGE_ROLES, response_model=RoleUserPage)
async def get_holders(
    role_id: UUID,
    actor: CurrentActor,
    database: TheDatabase,
    q: Annotated[str | None, Query(max_length=100)] = None,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Who holds a role, by name."""
    async with database.transaction(actor.account_id) as tx:
        find_role(await all_roles(tx), role_id)
        return answer(await _candidates(tx, Found(_search(q), role_id), cursor, limit))


@router.put("/{role_id}/holders", needs=may.MANAGE_ROLES, response_model=OneRole)
async def put_holders(
    role_id: UUID, body: HoldersInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Give a role, also a default one, to users or take it from them."""
    users = (frozenset(body.add_users), frozenset(body.remove_users))
    async with database.transaction(actor.account_id, is_long=True) as tx:
        await change_holders(tx, role_id, users, authority_of(actor), replace=body.replace)
        return answer(await _one(tx, role_id))


def _draft(body: RoleInput, remove: tuple[UUID, ...] = ()) -> Draft:
    return Draft(
        body.name, body.description, body.permissions,
        frozenset(body.add_users), frozenset(remove),
    )  # fmt: skip


def _search(q: str | None) -> str | None:
    return q.replace("\0", "").strip() if q else None


async def _one(tx: Transaction, role_id: UUID) -> OneRole:
    stored = await all_roles(tx)
    find_role(stored, role_id)
    return await show_one_role(tx, stored, role_id)


async def _candidates(
    tx: Transaction, found: Found, cursor: str | None, limit: int
) -> RoleUserPage:
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else None
    users = await page_of_candidates(tx, found, after, limit + 1)
    following = None
    if len(users) > limit:
        last = users[limit - 1]
        following = encode_cursor((last.sort, last.id))
    shown = show_candidates(users[:limit], await all_roles(tx))
    return RoleUserPage(shown, following, await count_candidates(tx, found))
