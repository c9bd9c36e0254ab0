"""Keeps what the directory asked last and what could not be done for it, for the settings page."""

from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from hubbub.access.actor import Actor
from hubbub.access.directory.status_repository import Asked, note_failure, note_request
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.scim.wire import PREFIX
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Problem


class Noted:
    """One request as the page will tell of it; `who` is named once the body has been read."""

    def __init__(self, request: Request) -> None:
        path = request.url.path.removeprefix(PREFIX)
        self.request = f"{request.method} /{path.strip('/').partition('/')[0]}"
        self.who: str | None = None


async def noted(
    request: Request, actor: CurrentActor, database: TheDatabase
) -> AsyncGenerator[Noted]:
    """Around a route: whatever it refuses is kept with its sentence."""
    note = Noted(request)
    try:
        yield note
    except Problem as problem:
        await _failed(database, actor, note, problem)
        raise
    async with database.transaction(actor.account_id) as tx:
        await note_request(tx, Asked(actor.key_id, note.request, 200))


async def _failed(database: Database, actor: Actor, note: Noted, problem: Problem) -> None:
    asked = Asked(actor.key_id, note.request, problem.body()["status"])
    async with database.transaction(actor.account_id) as tx:
        await note_request(tx, asked)
        # Directories look for what may not be there before they make it.
        if note.request.startswith("GET") and asked.status == 404:
            return
        await note_failure(tx, asked, note.who, problem.detail)


TheNote = Annotated[Noted, Depends(noted)]
