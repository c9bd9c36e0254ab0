"""Securities over the wire."""

from typing import Annotated, Any

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheSecrets
from hubbub.compat.vendor.subscriptions.securities import (
    add_security,
    find_security,
    put_security,
    read_security,
    remove_security,
    show_security,
)
from hubbub.compat.vendor.subscriptions.securities_repository import (
    count_securities,
    page_of_securities,
)
from hubbub.compat.vendor.subscriptions.wire import MANAGES, SECURITIES, Page
from hubbub.compat.vendor.wire import HIDDEN, WireInput
from hubbub.kernel.answers import answer

router = Router(SECURITIES, "compat")


class _Changed(WireInput):
    type: str | None = Field(None, max_length=50)
    credentials: dict[str, Any] | None = None


class _New(_Changed):
    auth_id: str = Field(max_length=255)


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_securities(
    asked: Annotated[Page, Query()], actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        found = await page_of_securities(tx, asked.size, asked.offset)
        total = await count_securities(tx)
    return answer(asked.of([show_security(each) for each in found], total))


@router.post("", needs=MANAGES, status_code=201, **HIDDEN)
async def wire_post_security(
    body: _New, request: Request, actor: CurrentActor, database: TheDatabase, secrets: TheSecrets
) -> Response:
    credentials = await read_security(request.app.state.outgoing, body.type, body.credentials)
    async with database.transaction(actor.account_id) as tx:
        made = await add_security(tx, body.auth_id, credentials, secrets, actor)
    return answer({"authId": made.auth_id}, 201)


@router.get("/{auth_id}", needs=MANAGES, **HIDDEN)
async def wire_get_security(auth_id: str, actor: CurrentActor, database: TheDatabase) -> Response:
    async with database.transaction(actor.account_id) as tx:
        return answer(show_security(await find_security(tx, auth_id)))


@router.put("/{auth_id}", needs=MANAGES, **HIDDEN)
async def wire_put_security(
    auth_id: str,
    body: _Changed,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        await find_security(tx, auth_id)
    credentials = await read_security(request.app.state.outgoing, body.type, body.credentials)
    async with database.transaction(actor.account_id) as tx:
        changed = await put_security(tx, auth_id, credentials, secrets, actor)
    return answer({"authId": changed.auth_id})


@router.delete("/{auth_id}", needs=MANAGES, **HIDDEN)
async def wire_delete_security(
    auth_id: str, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        gone = await remove_security(tx, auth_id, actor)
    return answer({"authId": gone.auth_id})
