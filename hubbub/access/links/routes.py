"""What links lead to, over HTTP and without being signed in: the token goes in the body only."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from fastapi import Request
from pydantic import Field
from starlette.background import BackgroundTask
from starlette.responses import Response

from hubbub.access.accounts.repository import get_account
from hubbub.access.demos.naming import ending_of_usernames
from hubbub.access.gate import PUBLIC, Router
from hubbub.access.identity import TheDatabase, address_of
from hubbub.access.invites.accepting import Newcomer, accept_invite
from hubbub.access.invites.repository import get_invite
from hubbub.access.links.making import LONGEST, opened_link
from hubbub.access.users.changing_email import confirm_email
from hubbub.access.users.changing_password import set_password_by_link
from hubbub.access.users.cleaning import Details
from hubbub.access.users.forgetting_password import count_forgetting, send_reset
from hubbub.access.users.naming import suggested_username
from hubbub.access.users.repository import User, get_user
from hubbub.kernel.answers import answer
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.forwarding import flood_source

router = Router("/api/links", "signing-in")
resets_router = Router("/api/password-resets", "signing-in")

TRIES = 60
WINDOW = timedelta(minutes=10)


class LinkInput(Input):
    token: str = Field(max_length=LONGEST)


class PasswordInput(LinkInput):
    password: str = Field(max_length=1000)


class NewcomerInput(LinkInput):
    name: str = Field(max_length=1000)
    username: str | None = Field(None, max_length=1000)
    password: str = Field(max_length=1000)
    language: str | None = Field(None, max_length=100)
    time_zone: str | None = Field(None, max_length=100)


class ForgottenInput(Input):
    name: str = Field(max_length=1000)


@dataclass(frozen=True, slots=True)
class ShownLink:
    """What a good link is for, so that its page can ask for the right things."""

    purpose: Literal["password", "invite", "email"]
    account: str
    name: str
    username: str
    email: str
    is_first: bool
    """Whether a password is set for the first time."""


@dataclass(frozen=True, slots=True)
class SignInName:
    """With what somebody signs in from now on."""

    username: str
    email: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The same for everybody, whether there is such a user or not."""

    sent: Literal["if_known"] = "if_known"


@router.post("/look", needs=PUBLIC, response_model=ShownLink)
async def post_link_look(body: LinkInput, request: Request, database: TheDatabase) -> Response:
    """What a link is for. 404 for none of ours; 410 for one that was used, replaced, taken back
    or has run out, saying what to do."""
    await _count(database, request)
    async with opened_link(database, body.token, "password", "invite", "email") as (tx, link):
        account = (await get_account(tx)).name
        if link.invite_id is not None:
            return answer(await _invited(tx, link.invite_id, account))
        user = await get_user(tx, link.user_id or link.id)
    if user is None:
        raise NotFound("This link is not right.", code="bad_link")
    email = (user.pending_email or "") if link.purpose == "email" else user.email
    return answer(
        ShownLink(
            link.purpose, account, user.name, user.username, email, is_first=not user.has_password
        )
    )


async def _invited(tx: Transaction, invite_id: UUID, account: str) -> ShownLink:
    invite = await get_invite(tx, invite_id)
    assert invite is not None
    username = suggested_username("", invite.email) + await ending_of_usernames(tx)
    return ShownLink("invite", account, "", username, invite.email, is_first=True)


@router.post("/password", needs=PUBLIC, response_model=SignInName)
async def post_link_password(
    body: PasswordInput, request: Request, database: TheDatabase
) -> Response:
    """Set a password with a link; the user is signed out everywhere."""
    await _count(database, request)
    return answer(_sign_in_name(await set_password_by_link(database, body.token, body.password)))


@router.post("/invite", needs=PUBLIC, response_model=SignInName, status_code=201)
async def post_link_invite(
    body: NewcomerInput, request: Request, database: TheDatabase
) -> Response:
    """Accept an invitation."""
    await _count(database, request)
    details = Details(body.language, body.time_zone)
    newcomer = Newcomer(body.name, body.username, body.password, details)
    return answer(_sign_in_name(await accept_invite(database, body.token, newcomer)), 201)


@router.post("/email", needs=PUBLIC, response_model=SignInName)
async def post_link_email(body: LinkInput, request: Request, database: TheDatabase) -> Response:
    """Confirm a new address."""
    await _count(database, request)
    return answer(_sign_in_name(await confirm_email(database, body.token)))


@resets_router.post("", needs=PUBLIC, response_model=Asked, status_code=202)
async def post_password_reset(
    body: ForgottenInput, request: Request, database: TheDatabase
) -> Response:
    """Ask for a mail to set a new password, by user name or address. The answer and its time are
    the same whether there is such a user or not."""
    await count_forgetting(database, body.name, flood_source(address_of(request)))
    response = answer(Asked(), 202)
    response.background = BackgroundTask(send_reset, database, body.name)
    return response


async def _count(database: Database, request: Request) -> None:
    await count_attempt(
        database, f"link:{flood_source(address_of(request))}", most=TRIES, window=WINDOW
    )


def _sign_in_name(user: User) -> SignInName:
    return SignInName(user.username, user.email)
