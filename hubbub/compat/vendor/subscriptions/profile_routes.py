"""Profiles over the wire."""

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheSecrets
from hubbub.compat.vendor.subscriptions.endpoints import endpoints_of
from hubbub.compat.vendor.subscriptions.profile_bodies import (
    NewProfileBody,
    ProfileBody,
    read_profile,
)
from hubbub.compat.vendor.subscriptions.profiles import (
    add_profile,
    find_profile,
    put_profile,
    remove_profile,
    show_profile,
    show_reference,
)
from hubbub.compat.vendor.subscriptions.profiles_repository import (
    count_profiles,
    page_of_profiles,
)
from hubbub.compat.vendor.subscriptions.wire import MANAGES, PROFILES, Page
from hubbub.compat.vendor.wire import HIDDEN
from hubbub.kernel.answers import answer

router = Router(PROFILES, "compat")


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_profiles(
    asked: Annotated[Page, Query()], actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        found = await page_of_profiles(tx, asked.size, asked.offset)
        total = await count_profiles(tx)
    return answer(asked.of([show_profile(each) for each in found], total))


@router.post("", needs=MANAGES, status_code=201, **HIDDEN)
async def wire_post_profile(
    body: NewProfileBody,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    draft = await read_profile(request.app.state.outgoing, body)
    async with database.transaction(actor.account_id) as tx:
        made = await add_profile(tx, body.profile_id, draft, secrets, actor)
    return answer(show_reference(made.profile_id, made.auth_id), 201)


@router.get("/{profile_id}", needs=MANAGES, **HIDDEN)
async def wire_get_profile(profile_id: str, actor: CurrentActor, database: TheDatabase) -> Response:
    async with database.transaction(actor.account_id) as tx:
        return answer(show_profile(await find_profile(tx, profile_id)))


@router.put("/{profile_id}", needs=MANAGES, **HIDDEN)
async def wire_put_profile(
    profile_id: str,
    body: ProfileBody,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        await find_profile(tx, profile_id)
    draft = await read_profile(request.app.state.outgoing, body)
    async with database.transaction(actor.account_id) as tx:
        by = actor, endpoints_of(request)
        changed = await put_profile(tx, profile_id, draft, secrets, by)
    return answer(show_reference(changed.profile_id, changed.auth_id))


@router.delete("/{profile_id}", needs=MANAGES, **HIDDEN)
async def wire_delete_profile(
    profile_id: str, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        gone = await remove_profile(tx, profile_id, actor)
    return answer(show_reference(gone.profile_id, gone.auth_id))
