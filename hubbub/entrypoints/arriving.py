"""The end of every way in: a session and its cookies, or the second step first."""

from dataclasses import dataclass, replace
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.factors.repository import Factors
from hubbub.access.factors.second_step import LIFE, begin_second_step, factors_asked
from hubbub.access.identity import ENDED, actors_of, address_of, database_of
from hubbub.access.sessions.browsers import browser_of
from hubbub.access.sessions.cookies import (
    PENDING,
    SESSION,
    device_of,
    read_cookie,
    set_cookie,
    set_session,
)
from hubbub.access.sessions.repository import Arrival, From
from hubbub.access.sessions.signing_in import (
    NewSession,
    Proved,
    begin_session,
    check_admission,
    session_of,
    sign_out,
)
from hubbub.entrypoints.me import show_me
from hubbub.kernel.answers import answer
from hubbub.kernel.errors import SignedOut

Way = Literal["code", "recovery_code", "passkey"]


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What is still asked for; the first step is remembered in a cookie for ten minutes."""

    second_step: list[Way]


async def arrive(request: Request, who: Proved, by: Arrival, status: int = 200) -> Response:
    """The answer to a first step that was right: who he now is, or 202 and what else is asked."""
    await check_admission(database_of(request), who, address_of(request))
    if not by.has_second_factor:
        factors = await factors_asked(database_of(request), who)
        if factors.any:
            response = answer(SecondStep(ways_of(factors)), 202)
            await remember_first_step(request, response, who, by.method)
            return response
    return await enter(request, who, by, status)


async def enter(request: Request, who: Proved, by: Arrival, status: int = 200) -> Response:
    """A session, and who he now is."""
    session, device = await new_session(request, who, by)
    actor = await actors_of(request).user(
        session.account_id, session.user_id, session.access_version
    )
    begun = await session_of(database_of(request), session.token)
    if actor is None or begun is None:
        # Ended again in this very moment, by whoever may.
        raise SignedOut(ENDED)
    me = await show_me(database_of(request), actor, begun.must_set_up)
    response = answer(me, status)
    set_session(response, request, session, device)
    return response


async def new_session(request: Request, who: Proved, by: Arrival) -> tuple[NewSession, str]:
    """A session under a fresh token; the one that this browser had before is over."""
    await check_admission(database_of(request), who, address_of(request))
    await leave(request)
    device = device_of(request)
    source = From(address_of(request), browser_of(request.headers.get("user-agent")))
    by = replace(by, source=source, password=who.password)
    session = await begin_session(database_of(request), who.account_id, who.user_id, by, device)
    return session, device


async def leave(request: Request) -> None:
    """End the session that the browser has; having none is no error."""
    token = read_cookie(request, SESSION)
    session = await session_of(database_of(request), token) if token else None
    if session is not None:
        async with database_of(request).transaction(session.account_id) as tx:
            await sign_out(tx, session, address_of(request))


async def remember_first_step(
    request: Request, response: Response, who: Proved, method: str, following: str | None = None
) -> None:
    token = await begin_second_step(database_of(request), who, method, following)
    set_cookie(response, request, PENDING, token, LIFE)


def ways_of(factors: Factors) -> list[Way]:
    """The nearest first."""
    ways: list[Way] = []
    if factors.passkeys:
        ways.append("passkey")
    if factors.has_codes:
        ways.append("code")
    if factors.recovery_codes:
        ways.append("recovery_code")
    return ways
