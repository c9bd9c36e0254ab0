"""OAuth tokens on this wire: client credentials, from a form or an address (RFC 6749, 4.4)."""

from datetime import timedelta
from urllib.parse import parse_qsl
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.gate import PUBLIC, Router
from hubbub.access.identity import TheDatabase, address_of, by_key, read_basic
from hubbub.access.keys.making import PREFIX
from hubbub.access.sessions.signing_in import Proved
from hubbub.access.tokens.making import token_for_key, token_for_person
from hubbub.access.tokens.proving import prove_program
from hubbub.compat.vendor.account.wire import OAUTH
from hubbub.compat.vendor.wire import HIDDEN, wrong
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Problem, SignedOut

router = Router(OAUTH, "compat")

GRANT = "client_credentials"
NEEDED = ("client_id", "client_secret", "grant_type")


@router.post("", needs=PUBLIC, **HIDDEN)
async def wire_post_token(request: Request, database: TheDatabase) -> Response:
    """For a user name and its password, or for the id of an API key and the key."""
    given = await _given(request)
    for name in NEEDED:
        if not given.get(name):
            raise wrong(name, f"Send {name}, in the body as a form or in the address.")
    if given["grant_type"].strip() != GRANT:
        raise Problem(f"Send grant_type={GRANT}; there is no other.", code="unsupported_grant_type")
    token, life = await _token(request, database, given["client_id"], given["client_secret"])
    # In whole seconds, and never longer than it holds.
    seconds = int(life.total_seconds())
    return answer({"access_token": token, "expires_in": seconds, "token_type": "Bearer"})


async def _token(
    request: Request, database: Database, client_id: str, secret: str
) -> tuple[str, timedelta]:
    address = address_of(request)
    if not secret.startswith(PREFIX):
        who = await prove_program(request, client_id, secret)
        session = await token_for_person(database, who, address)
        return session.token, session.life
    actor = (await by_key(request, secret)).actor
    if actor.key_id is None or not _is_id(client_id, actor.key_id):
        raise SignedOut("The client_id of an API key is its id.", code="invalid_client")
    maker = Proved(actor.account_id, actor.user_id)
    made = await token_for_key(database, maker, actor.key_id, address)
    return made.token, made.life


async def _given(request: Request) -> dict[str, str]:
    """From the address, the form and the header, the latter before the former."""
    found = dict(request.query_params)
    body = (await request.body()).decode("utf-8", errors="replace")
    found |= dict(parse_qsl(body, keep_blank_values=False))
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        found["client_id"], found["client_secret"] = read_basic(value.strip())
    if any("\0" in value for value in found.values()):
        raise Problem("A text holds a NUL character, which nothing can store. Take it out.")
    return found


def _is_id(text: str, key_id: UUID) -> bool:
    try:
        return UUID(text.strip()) == key_id
    except ValueError:
        return False
