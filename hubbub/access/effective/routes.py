"""Effective access and the use of permissions over HTTP."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from starlette.responses import Response, StreamingResponse

from hubbub.access import may
from hubbub.access.catalogue import permissions_in
from hubbub.access.effective.reviewing import HEADER, review
from hubbub.access.effective.shapes import EffectiveAccess, KeyUse, RoleUses
from hubbub.access.effective.showing import show_access
from hubbub.access.gate import SIGNED_IN, Router, any_of, held
from hubbub.access.identity import CurrentActor, TheDatabase, identify
from hubbub.access.usage.repository import count_holders, noted_since, uses_in_role
from hubbub.access.users.finding import find
from hubbub.access.users.repository import all_roles
from hubbub.access.users.routes import READ_USERS
from hubbub.kernel.answers import answer
from hubbub.kernel.clock import now
from hubbub.kernel.errors import NotFound
from hubbub.kernel.spreadsheets import BOM, csv_lines

users_access_router = Router("/api/users", "access")
my_access_router = Router("/api/me", "access")
role_uses_router = Router("/api/roles", "access")
review_router = Router("/api/access-review", "access")

REVIEW = any_of(may.MANAGE_ROLES, may.MANAGE_USERS)
Days = Annotated[int, Query(ge=1, le=3650)]


@users_access_router.get("/{user_id}/access", needs=READ_USERS, response_model=EffectiveAccess)
async def get_user_access(user_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Every permission of a user: effective or not, why, and what would change it."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_access(tx, await find(tx, user_id)))


@my_access_router.get("/access", needs=SIGNED_IN, response_model=EffectiveAccess)
async def get_my_access(actor: CurrentActor, database: TheDatabase) -> Response:
    """The same about oneself."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_access(tx, await find(tx, actor.user_id)))


@role_uses_router.get("/{role_id}/uses", needs=REVIEW, response_model=RoleUses)
async def get_role_uses(
    role_id: UUID, actor: CurrentActor, database: TheDatabase, days: Days = 90
) -> Response:
    """Each permission of a role: how many of its holders used it lately, and when anybody did."""
    async with database.transaction(actor.account_id) as tx:
        stored = (await all_roles(tx)).get(role_id)
        if stored is None:
            raise NotFound("There is no such role in this account.")
        used = await uses_in_role(tx, role_id, now() - timedelta(days=days))
        items = [
            KeyUse(each.key, use.used_by, use.last_used_at)
            if (use := used.get(each.key))
            else KeyUse(each.key, 0, None)
            for each in permissions_in(stored.role.keys)
        ]
        holders = await count_holders(tx, role_id)
        return answer(RoleUses(holders, days, await noted_since(tx), items))


@review_router.get("/export", needs=REVIEW)
async def get_review(request: Request, actor: CurrentActor, database: TheDatabase) -> Response:
    """CSV with a line for each permission that each user holds: why, and when it was last used."""

    async def lines() -> AsyncIterator[bytes]:
        yield BOM + csv_lines([HEADER])
        async for rows in review(database, actor.account_id):
            # No export outlives the rights of whoever asked for it.
            if held(REVIEW, (await identify(request)).actor) is None:
                raise PermissionError("the rights to this export ended while it ran")
            yield csv_lines(rows)

    return StreamingResponse(
        lines(),
        media_type="text/csv",
        headers={
            "Content-Disposition": 'attachment; filename="access-review.csv"',
            "Cache-Control": "no-store",
        },
    )
