"""The second step of signing in, and signing in with a passkey alone, over HTTP."""

from typing import Any

from fastapi import Request
from pydantic import Field
from starlette.responses import Response

from hubbub.access.factors.passkeys import offer_sign_in, read_sign_in, relying_party
from hubbub.access.factors.second_step import (
    Pending,
    factors_asked,
    finish_by_code,
    finish_by_passkey,
    finish_by_recovery_code,
    offer_passkey,
    pending_of,
)
from hubbub.access.factors.shapes import PasskeyOptions
from hubbub.access.gate import PUBLIC, Router
from hubbub.access.identity import TheDatabase, TheSecrets, address_of
from hubbub.access.sessions.cookies import PENDING, clear_cookie, read_cookie
from hubbub.access.sessions.repository import Arrival
from hubbub.access.sessions.signing_in import Proved
from hubbub.entrypoints.arriving import SecondStep, enter, ways_of
from hubbub.entrypoints.me import Me
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Database
from hubbub.kernel.errors import FieldError, Invalid

second_step_router = Router("/api/session/second-step", "signing-in")
passkey_router = Router("/api/session/passkey", "signing-in")

SIGN_IN = "passkey-sign-in"


class StepInput(Input):
    """Exactly one of the three."""

    code: str | None = Field(None, max_length=20)
    recovery_code: str | None = Field(None, max_length=60)
    passkey: dict[str, Any] | None = None


class PasskeyInput(Input):
    passkey: dict[str, Any]


async def _pending(request: Request, database: Database) -> Pending:
    return await pending_of(database, read_cookie(request, PENDING))


@second_step_router.get("", needs=PUBLIC, response_model=SecondStep)
async def get_second_step(request: Request, database: TheDatabase) -> Response:
    """What is still asked for, when the first step was done elsewhere and the page comes back."""
    pending = await _pending(request, database)
    ways = ways_of(await factors_asked(database, pending.who))
    return answer(SecondStep(ways))


@second_step_router.post("", needs=PUBLIC, response_model=Me)
async def post_second_step(
    body: StepInput,
    request: Request,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    """Finish signing in with a code, a recovery code or a passkey."""
    pending = await _pending(request, database)
    given = [each for each in (body.code, body.recovery_code, body.passkey) if each is not None]
    if len(given) != 1:
        raise Invalid([FieldError("code", "Give a code, a recovery code or a passkey.")])
    if body.passkey is not None:
        await finish_by_passkey(database, pending, relying_party(request), body.passkey)
    elif body.recovery_code is not None:
        await finish_by_recovery_code(database, pending, body.recovery_code, address_of(request))
    else:
        await finish_by_code(database, secrets, pending, body.code or "")
    return await enter(request, pending.who, Arrival(pending.method, has_second_factor=True))


@second_step_router.delete("", needs=PUBLIC, status_code=204)
async def delete_second_step(request: Request) -> Response:
    """Begin again as somebody else."""
    response = nothing()
    clear_cookie(response, request, PENDING)
    return response


@second_step_router.post("/challenge", needs=PUBLIC, response_model=PasskeyOptions)
async def post_second_step_challenge(request: Request, database: TheDatabase) -> Response:
    """What a passkey signs as second step."""
    pending = await _pending(request, database)
    return answer(PasskeyOptions(await offer_passkey(database, pending, relying_party(request))))


@passkey_router.post("/challenge", needs=PUBLIC, response_model=PasskeyOptions)
async def post_passkey_challenge(request: Request, database: TheDatabase) -> Response:
    """What a passkey signs to sign in alone; the browser finds out whose it is."""
    options = await offer_sign_in(database, SIGN_IN, {}, relying_party(request))
    return answer(PasskeyOptions(options))


@passkey_router.post("", needs=PUBLIC, response_model=Me)
async def post_passkey(body: PasskeyInput, request: Request, database: TheDatabase) -> Response:
    """Sign in with a passkey, which is both steps in one."""
    found, _ = await read_sign_in(database, SIGN_IN, relying_party(request), body.passkey)
    who = Proved(found.account_id, found.user_id)
    return await enter(request, who, Arrival("passkey", has_second_factor=True))
