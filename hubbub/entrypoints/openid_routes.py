"""Signing in with OpenID Connect over HTTP: which buttons there are, there, and back again."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import structlog
from fastapi import Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from hubbub.access.admission.repository import get_sign_in_settings
from hubbub.access.factors.second_step import factors_asked
from hubbub.access.gate import PUBLIC, Router
from hubbub.access.identity import (
    TheDatabase,
    TheSecrets,
    address_of,
    database_of,
)
from hubbub.access.openid.discovering import ProviderBroken
from hubbub.access.openid.going import (
    LIFE,
    Returned,
    SignInRefused,
    come_back,
    depart,
)
from hubbub.access.openid.linking import find_user
from hubbub.access.openid.repository import account_to_sign_in_to, all_providers
from hubbub.access.openid.routes import providers_of, redirect_uri
from hubbub.access.sessions.cookies import (
    STATE,
    clear_cookie,
    read_cookie,
    set_cookie,
    set_session,
)
from hubbub.access.sessions.repository import Arrival
from hubbub.access.sessions.signing_in import Proved
from hubbub.entrypoints.arriving import new_session, remember_first_step
from hubbub.kernel.answers import answer
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import Problem, Unavailable
from hubbub.kernel.forwarding import flood_source
from hubbub.kernel.ids import Id

log = structlog.get_logger()

ways_router = Router("/api/sign-in", "signing-in")

HOME = "/desk/"
SIGN_IN = "/desk/sign-in"
LOOKS, WINDOW = 100, timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ProviderButton:
    id: Id
    label: str


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody of this account signs in; without an account, with a password or passkey."""

    account: str | None
    passwords: bool
    providers: list[ProviderButton]


@dataclass(frozen=True, slots=True)
class Place:
    location: str


class WaysInput(Input):
    account: str | None = Field(None, max_length=100)
    email: str | None = Field(None, max_length=254)


class DepartureInput(Input):
    provider_id: UUID
    next: str | None = Field(None, max_length=2000)


@ways_router.post("/ways", needs=PUBLIC, response_model=Ways)
async def post_ways(body: WaysInput, request: Request, database: TheDatabase) -> Response:
    """The buttons to show once the account is known: by its short name, or by the address."""
    key = f"sign-in-ways:{flood_source(address_of(request))}"
    await count_attempt(database, key, most=LOOKS, window=WINDOW)
    email = (body.email or "").strip() or None
    async with database.anonymous() as tx:
        account = await account_to_sign_in_to(tx, body.account, email)
    if account is None:
        return answer(Ways(None, True, []))
    async with database.transaction(account.account_id) as tx:
        providers = [each for each in await all_providers(tx) if each.is_enabled]
        settings = await get_sign_in_settings(tx)
    if not providers:
        # An account without providers looks like no account at all.
        return answer(Ways(None, True, []))
    buttons = [ProviderButton(each.id, each.label) for each in providers]
    return answer(Ways(account.name, settings.allows_passwords, buttons))


@ways_router.post("/openid", needs=PUBLIC, response_model=Place)
async def post_departure(
    body: DepartureInput,
    request: Request,
    database: TheDatabase,
) -> Response:
    """Where the browser goes to sign in with this provider."""
    key = f"openid:{flood_source(address_of(request))}"
    await count_attempt(database, key, most=LOOKS, window=WINDOW)
    try:
        leaving = await depart(
            database, providers_of(request), body.provider_id, redirect_uri(request),
            _safe(body.next),
        )  # fmt: skip
    except ProviderBroken as error:
        raise Unavailable(str(error), code="provider_broken") from error
    response = answer(Place(leaving.location))
    set_cookie(response, request, STATE, leaving.browser, LIFE)
    return response


def _safe(following: str | None) -> str | None:
    """A place in this desk, or none: a link must not be able to lead elsewhere."""
    if following is None or not following.startswith(HOME) or "\\" in following:
        return None
    return following if following.isprintable() and "//" not in following else None


@ways_router.get("/openid/callback", needs=PUBLIC, include_in_schema=False)
async def get_callback(request: Request, database: TheDatabase, secrets: TheSecrets) -> Response:
    """Comes back from the provider: into the desk, to the second step, or to what went wrong."""
    try:
        known = await come_back(database, providers_of(request), secrets, _returned(request))
        who = await find_user(database, known, address_of(request))
        response = await _enter(request, who, known.next)
    except SignInRefused as refused:
        log.info("openid.refused", code=refused.code, reason=str(refused))
        response = _to(SIGN_IN, problem=refused.code)
    except Problem as problem:
        log.info("openid.refused", code=problem.code)
        response = _to(SIGN_IN, problem=problem.code)
    clear_cookie(response, request, STATE)
    return response


def _returned(request: Request) -> Returned:
    """What stands in the address, as far as it is of a sensible length."""
    given = {name: value for name, value in request.query_params.items() if len(value) <= 4000}
    browser = read_cookie(request, STATE)
    return Returned(
        given.get("state", ""), given.get("code"), given.get("error"), given.get("iss"), browser
    )


async def _enter(request: Request, who: Proved, following: str | None) -> Response:
    factors = await factors_asked(database_of(request), who)
    if factors.any:
        response = _to(SIGN_IN, step="second", **({"next": following} if following else {}))
        await remember_first_step(request, response, who, "openid", following)
        return response
    session, device = await new_session(request, who, Arrival("openid"))
    response = _to(following or HOME)
    set_session(response, request, session, device)
    return response


def _to(place: str, **query: str) -> Response:
    location = f"{place}?{urlencode(query)}" if query else place
    return RedirectResponse(location, status_code=303, headers={"Cache-Control": "no-store"})
