"""Invites over HTTP."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.invites.inviting import (
    MAIL,
    NewInvite,
    invite,
    invite_once_more,
    revoke_invite,
)
from hubbub.access.invites.repository import Invite, page_of_invites
from hubbub.access.invites.shapes import InvitePage, Inviter, ShownInvite
from hubbub.access.refusing import forbidden
from hubbub.access.users.list_routes import GIVE_SEATS
from hubbub.access.users.repository import all_roles, names_of
from hubbub.access.users.shapes import show_mail
from hubbub.access.users.showing import show_role
from hubbub.kernel.answers import answer
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Transaction
from hubbub.kernel.mail.repository import last_mails_of
from hubbub.kernel.pages import decode_cursor, encode_cursor

router = Router("/api/invites", "users")


class InviteInput(Input):
    email: str = Field(max_length=1000)
    role_ids: list[UUID] = Field(max_length=100)
    seat: bool = True
    join_default_queue: bool = True


@router.get("", needs=may.MANAGE_USERS, response_model=InvitePage)
async def get_invites(
    actor: CurrentActor,
    database: TheDatabase,
    state: Annotated[Literal["pending", "expired", "accepted", "revoked"] | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Invites, the newest first, each with what became of its mail."""
    after = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else None
    async with database.transaction(actor.account_id) as tx:
        found = await page_of_invites(tx, state, after, limit + 1)
        shown = await show_invites(tx, found[:limit])
    following = None
    if found[limit:]:
        last = found[limit - 1]
        following = encode_cursor((last.created_at, last.id))
    return answer(InvitePage(shown, following))


@router.post("", needs=may.MANAGE_USERS, response_model=ShownInvite, status_code=201)
async def post_invite(body: InviteInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Invite somebody by mail."""
    if body.seat and not actor.effective.allows_any(GIVE_SEATS.permissions):
        raise await forbidden(database, actor, may.MANAGE_SEATS)
    new = NewInvite(body.email, frozenset(body.role_ids), body.seat, body.join_default_queue)
    async with database.transaction(actor.account_id) as tx:
        made = await invite(tx, new, authority_of(actor))
        return answer((await show_invites(tx, [made]))[0], 201)


@router.post("/{invite_id}/mail", needs=may.MANAGE_USERS, response_model=ShownInvite)
async def post_invite_mail(invite_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Send it again, with a new link and a new time to run out."""
    await count_attempt(database, f"mail:{invite_id.hex}", most=10, window=timedelta(hours=1))
    async with database.transaction(actor.account_id) as tx:
        again = await invite_once_more(tx, invite_id, authority_of(actor))
        return answer((await show_invites(tx, [again]))[0])


@router.delete("/{invite_id}", needs=may.MANAGE_USERS, response_model=ShownInvite)
async def delete_invite(invite_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Take it back: its link stops working at once."""
    async with database.transaction(actor.account_id) as tx:
        revoked = await revoke_invite(tx, invite_id, authority_of(actor))
        return answer((await show_invites(tx, [revoked]))[0])


async def show_invites(tx: Transaction, found: list[Invite]) -> list[ShownInvite]:
    """In the same order."""
    roles = await all_roles(tx)
    names = await names_of(tx, [each.invited_by for each in found if each.invited_by])
    mails = await last_mails_of(tx, [each.id for each in found], [MAIL])
    return [
        ShownInvite(
            id=each.id,
            email=each.email,
            state=each.state,
            roles=[show_role(roles[role]) for role in each.role_ids if role in roles],
            seat=each.wants_seat,
            invited_by=Inviter(each.invited_by, names[each.invited_by])
            if each.invited_by
            else None,
            created_at=each.created_at,
            expires_at=each.expires_at,
            user_id=each.user_id,
            mail=show_mail(mails.get(each.id)),
            version=each.version,
        )
        for each in found
    ]
