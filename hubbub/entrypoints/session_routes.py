"""Signing up, in and out over HTTP."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from typing import Any, Literal

from fastapi import Request
from pydantic import AliasChoices, Field
from starlette.responses import Response

from hubbub.access.accounts.repository import count_accounts
from hubbub.access.accounts.signing_up import SignUp, sign_up
from hubbub.access.demos.beginning import offers_demos
from hubbub.access.gate import PUBLIC, SETTING_UP, Router
from hubbub.access.identity import HalfIdentity, TheDatabase, TheSettings, address_of
from hubbub.access.sessions.cookies import PENDING, SESSION, clear_cookie
from hubbub.access.sessions.repository import Arrival
from hubbub.access.sessions.signing_in import Proved, prove_password
from hubbub.entrypoints.arriving import SecondStep, arrive, leave
from hubbub.entrypoints.me import Me, show_me
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Database
from hubbub.kernel.errors import FieldError, Forbidden, Invalid
from hubbub.kernel.forwarding import flood_source
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import caught_mail_url, simulator_url

installation_router = Router("/api/installation", "signing-in")
accounts_router = Router("/api/accounts", "signing-in")
session_router = Router("/api/session", "signing-in")
me_router = Router("/api/me", "signing-in")

HALF_WAY: dict[int | str, dict[str, Any]] = {202: {"model": SecondStep}}


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
    offers_demo: bool


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
            offers_demo=offers_demos(settings),
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
    who = Proved(account.account_id, account.user_id)
    return await arrive(request, who, Arrival(), 201)


@session_router.post("", needs=PUBLIC, response_model=Me, responses=HALF_WAY)
async def post_session(body: SessionInput, request: Request, database: TheDatabase) -> Response:
    """Sign in with a user name or an e-mail address, and a password; 202 when a second step is
    asked for."""
    who = await prove_password(database, body.name, body.password, address_of(request))
    return await arrive(request, who, Arrival())


@session_router.delete("", needs=PUBLIC, status_code=204)
async def delete_session(request: Request) -> Response:
    """Sign out; being signed out already is no error."""
    await leave(request)
    response = nothing()
    clear_cookie(response, request, SESSION)
    clear_cookie(response, request, PENDING)
    return response


@me_router.get("", needs=SETTING_UP, response_model=Me)
async def get_me(identity: HalfIdentity, database: TheDatabase) -> Response:
    """Who is signed in, what he can do now, and where the live socket reads on from."""
    must_set_up = identity.session is not None and identity.session.must_set_up
    return answer(await show_me(database, identity.actor, must_set_up))
