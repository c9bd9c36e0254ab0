"""Sessions of programs on this wire."""

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.gate import PUBLIC, SETTING_UP, Router
from hubbub.access.identity import HalfIdentity, TheDatabase, address_of
from hubbub.access.sessions.signing_in import sign_out
from hubbub.access.tokens.making import begin_program_session
from hubbub.access.tokens.proving import prove_program
from hubbub.compat.vendor.account.wire import SESSION
from hubbub.compat.vendor.wire import HIDDEN, WireInput
from hubbub.kernel.answers import answer
from hubbub.kernel.errors import Forbidden

router = Router(SESSION, "compat")


class _Credentials(WireInput):
    username: str = Field(max_length=1000)
    password: str = Field(max_length=5000)
    unsafe: bool = False


@router.post("", needs=PUBLIC, **HIDDEN)
async def wire_post_session(
    body: _Credentials, request: Request, database: TheDatabase
) -> Response:
    """A token that lapses after an hour without use; it holds for this address alone, unless it
    is to be `unsafe`."""
    address = address_of(request)
    who = await prove_program(request, body.username, body.password)
    session = await begin_program_session(database, who, address, is_bound=not body.unsafe)
    return answer({"token": session.token})


@router.delete("", needs=SETTING_UP, **HIDDEN)
async def wire_delete_session(
    request: Request, identity: HalfIdentity, database: TheDatabase
) -> Response:
    session = identity.session
    if session is None or session.kind != "program":
        raise Forbidden("Send the token of the session itself, as `Authorization: IBSSO …`.")
    async with database.transaction(session.account_id) as tx:
        await sign_out(tx, session, address_of(request))
    return Response(status_code=200, headers={"Cache-Control": "no-store"})
