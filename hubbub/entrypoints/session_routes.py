"""Signing up, in and out over HTTP, and what the desk needs to know to begin."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from typing import Literal

from fastapi import Request
from pydantic import AliasChoices, Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.accounts.repository import count_accounts
from hubbub.access.accounts.signing_up import SignUp, sign_up
from hubbub.access.actor import Actor
from hubbub.access.cursors import Cursor
from hubbub.access.gate import PUBLIC, SIGNED_IN, Router
from hubbub.access.identity import (
    CurrentActor,
    TheDatabase,
    TheSettings,
    actors_of,
    address_of,
    cookie_name,
    database_of,
    is_secure,
)
from hubbub.access.sessions.browsers import browser_of
from hubbub.access.sessions.repository import From, find_session
from hubbub.access.sessions.signing_in import (
    LIFE,
    NewSession,
    begin_session,
    sign_in,
    sign_out,
    token_hash,
)
from hubbub.access.shapes import ShownRole
from hubbub.features.agents.repository import get_agent
from hubbub.features.agents.routes import ShownAgent, show_agent
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Database
from hubbub.kernel.errors import FieldError, Forbidden, Invalid
from hubbub.kernel.forwarding import flood_source
from hubbub.kernel.ids import Id
from hubbub.kernel.positions import read_head
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import caught_mail_url, simulator_url

installation_router = Router("/api/installation", "signing-in")
accounts_router = Router("/api/accounts", "signing-in")
session_router = Router("/api/session", "signing-in")
me_router = Router("/api/me", "signing-in")


@dataclass(frozen=True, slots=True)
class Installation:
    """What somebody who is not signed in needs to know."""

    name: str
    version: str
    signup: Literal["first", "open", "closed"]
    can_sign_up: bool
    token_needed: bool
    simulator_url: str | None
    mail_url: str | None
    """Where mail is read when the simulator catches it."""


@dataclass(frozen=True, slots=True)
class MyUser:
    id: Id
    name: str
    username: str
    email: str


@dataclass(frozen=True, slots=True)
class MyAccount:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class Me:
    """Whoever is signed in, and all that he can do now; `agent` only for who may work."""

    user: MyUser
    account: MyAccount
    roles: list[ShownRole]
    permissions: list[str]
    restrictions: list[str]
    seated: bool
    viewer: bool
    access_version: int
    agent: ShownAgent | None
    live_position: str


class AccountInput(Input):
    account_name: str = Field(max_length=1000)
    name: str = Field(max_length=1000)
    email: str = Field(max_length=1000)
    username: str | None = Field(None, max_length=1000)
    password: str = Field(max_length=1000)
    token: str | None = Field(None, max_length=200)


class SessionInput(Input):
    name: str = Field(max_length=1000, validation_alias=AliasChoices("name", "email"))
    """A user name or an e-mail address."""
    password: str = Field(max_length=1000)


@installation_router.get("", needs=PUBLIC, response_model=Installation)
async def get_installation(database: TheDatabase, settings: TheSettings) -> Response:
    can_sign_up = settings.signup == "open" or (
        settings.signup == "first" and await _count(database) == 0
    )
    return answer(
        Installation(
            name="Hubbub",
            version=version("hubbub"),
            signup=settings.signup,
            can_sign_up=can_sign_up,
            token_needed=can_sign_up and _needs_token(settings),
            simulator_url=simulator_url(settings),
            mail_url=caught_mail_url(settings),
        )
    )


async def _count(database: Database) -> int:
    async with database.anonymous() as tx:
        return await count_accounts(tx)


def _needs_token(settings: Settings) -> bool:
    return settings.signup == "first" and not settings.is_loopback


def _is_token(settings: Settings, token: str) -> bool:
    wanted = settings.signup_token
    return wanted is not None and hmac.compare_digest(
        token.encode(), wanted.get_secret_value().encode()
    )


@accounts_router.post("", needs=PUBLIC, response_model=Me, status_code=201)
async def post_account(
    body: AccountInput, request: Request, database: TheDatabase, settings: TheSettings
) -> Response:
    """Begin an account; whoever does so is signed in."""
    await count_attempt(
        database, f"sign-up:{flood_source(address_of(request))}", most=20, window=timedelta(hours=1)
    )
    if settings.signup == "closed":
        raise Forbidden("Accounts are made on the command line here.", code="sign_up_closed")
    if _needs_token(settings) and not _is_token(settings, body.token or ""):
        message = "Give the token that was printed when the server started."
        raise Invalid([FieldError("token", message)])
    form = SignUp(
        body.account_name, body.name, body.email, body.password, settings.seats,
        only_first=settings.signup == "first", username=body.username,
        address=address_of(request),
    )  # fmt: skip
    account = await sign_up(database, form)
    session = await begin_session(database, account.account_id, account.user_id, _source(request))
    return await _signed_in(request, session, 201)


@session_router.post("", needs=PUBLIC, response_model=Me)
async def post_session(body: SessionInput, request: Request, database: TheDatabase) -> Response:
    """Sign in with a user name or an e-mail address, and a password."""
    session = await sign_in(database, body.name, body.password, _source(request))
    return await _signed_in(request, session, 200)


async def _signed_in(request: Request, session: NewSession, status: int) -> Response:
    actor = await actors_of(request).user(
        session.account_id, session.user_id, session.access_version
    )
    assert actor is not None
    response = answer(await _me(database_of(request), actor), status)
    response.set_cookie(
        cookie_name(request),
        session.token,
        max_age=int(LIFE.total_seconds()),
        httponly=True,
        secure=is_secure(request),
        samesite="lax",
        path="/",
    )
    return response


@session_router.delete("", needs=PUBLIC, status_code=204)
async def delete_session(request: Request, database: TheDatabase) -> Response:
    """Sign out; being signed out already is no error."""
    token = request.cookies.get(cookie_name(request))
    if token:
        async with database.anonymous() as tx:
            session = await find_session(tx, token_hash(token))
        if session is not None:
            async with database.transaction(session.account_id) as tx:
                await sign_out(tx, session, address_of(request))
    response = nothing()
    response.delete_cookie(cookie_name(request), path="/", secure=is_secure(request))
    return response


@me_router.get("", needs=SIGNED_IN, response_model=Me)
async def get_me(actor: CurrentActor, database: TheDatabase) -> Response:
    """Who is signed in, what he can do now, and where the live socket reads on from."""
    return answer(await _me(database, actor))


async def _me(database: Database, actor: Actor) -> Me:
    # The position is read first: whatever is committed later comes over the socket.
    position = await read_head(database)
    agent = None
    if actor.may(may.MANAGE):
        async with database.transaction(actor.account_id) as tx:
            agent = await get_agent(tx, actor.user_id)
    return Me(
        user=MyUser(actor.user_id, actor.name, actor.username, actor.email),
        account=MyAccount(actor.account_id, actor.account_name),
        roles=[
            ShownRole(role.id, role.name, "default" if role.default else "custom")
            for role in actor.roles
        ],
        permissions=list(actor.effective.granted_keys),
        restrictions=list(actor.effective.limiting_keys),
        seated=actor.is_seated,
        viewer=actor.effective.is_viewer,
        access_version=actor.access_version,
        agent=None if agent is None else show_agent(agent),
        live_position=Cursor(position, actor.access_version).encode(),
    )


def _source(request: Request) -> From:
    return From(address_of(request), browser_of(request.headers.get("user-agent")))
