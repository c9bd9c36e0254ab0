"""Who sent a request: by a session cookie or by a key, never by both."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends
from starlette.requests import HTTPConnection

from hubbub.access.actor import Actor
from hubbub.access.keys.making import PREFIX, key_of
from hubbub.access.loading import Actors, load_key_actor
from hubbub.access.sessions.signing_in import session_of
from hubbub.access.usage.noting import Uses
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Forbidden, SignedOut
from hubbub.kernel.files.files import Files
from hubbub.kernel.forwarding import parse_address
from hubbub.kernel.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who has shown who he is, and by what."""

    actor: Actor
    session_id: UUID | None


def database_of(connection: HTTPConnection) -> Database:
    return cast(Database, connection.app.state.database)


def settings_of(connection: HTTPConnection) -> Settings:
    return cast(Settings, connection.app.state.settings)


def files_of(connection: HTTPConnection) -> Files:
    return cast(Files, connection.app.state.files)


def actors_of(connection: HTTPConnection) -> Actors:
    return cast(Actors, connection.app.state.actors)


def uses_of(connection: HTTPConnection) -> Uses:
    return cast(Uses, connection.app.state.uses)


TheDatabase = Annotated[Database, Depends(database_of)]
TheSettings = Annotated[Settings, Depends(settings_of)]
TheFiles = Annotated[Files, Depends(files_of)]
TheUses = Annotated[Uses, Depends(uses_of)]


def address_of(connection: HTTPConnection) -> str:
    """Where the request comes from: the peer, or whoever a trusted proxy says it speaks for."""
    return connection.client.host if connection.client else "unknown"


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the browser came over https."""
    return settings_of(connection).is_https or connection.url.scheme in ("https", "wss")


def cookie_name(connection: HTTPConnection) -> str:
    """On https the browser itself keeps the cookie to this host."""
    return "__Host-hubbub_session" if is_secure(connection) else "hubbub_session"


async def identify(connection: HTTPConnection) -> Identity:
    """Who asks. Raises SignedOut when nobody can be made out, Forbidden for a request that
    another site made the browser send."""
    authorization = connection.headers.get("authorization")
    if authorization is not None:
        return await _by_key(connection, authorization)
    token = connection.cookies.get(cookie_name(connection))
    if not token:
        raise SignedOut("Sign in to go on.")
    check_origin(connection)
    session = await session_of(database_of(connection), token)
    if session is None:
        raise SignedOut("The session has ended. Sign in again; what you typed is kept.")
    actor = await actors_of(connection).user(
        session.account_id, session.user_id, session.access_version
    )
    if actor is None:
        raise SignedOut("The session has ended. Sign in again; what you typed is kept.")
    return Identity(actor, session.id)


async def _by_key(connection: HTTPConnection, authorization: str) -> Identity:
    database = database_of(connection)
    key = _key_in(authorization)
    found = await key_of(database, key) if key.startswith(PREFIX) else None
    if found is None:
        raise SignedOut("The API key is not right, has expired, or was revoked.", code="bad_key")
    async with database.transaction(found.account_id) as tx:
        actor = await load_key_actor(tx, found.user_id, found.id, found.scopes)
    if actor is None:
        raise SignedOut("The API key is not right, has expired, or was revoked.", code="bad_key")
    return Identity(actor, None)


def _key_in(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def check_origin(connection: HTTPConnection) -> None:
    """Forbidden when a page of another site sent this. Browsers name the page's origin with
    every unsafe request and with every WebSocket."""
    is_socket = connection.scope["type"] == "websocket"
    if not is_socket and connection.scope["method"] in SAFE:
        return
    settings = settings_of(connection)
    origin = connection.headers.get("origin", "")
    if settings.public_url:
        allowed = settings.origin
    else:
        secure = connection.url.scheme in ("https", "wss")
        host = connection.headers.get("host", "")
        allowed = f"{'https' if secure else 'http'}://{host}"
    if origin.lower() != allowed.lower():
        raise Forbidden(
            "The request did not come from a page of this installation. If the address in the "
            "browser is right, HUBBUB_PUBLIC_URL is not.",
            code="cross_site",
        )


async def check_operator(connection: HTTPConnection) -> None:
    """Forbidden for everybody but who runs the installation."""
    token = settings_of(connection).metrics_token
    if token is not None:
        given = connection.headers.get("authorization", "").partition(" ")[2]
        allowed = hmac.compare_digest(given.encode(), token.get_secret_value().encode())
    else:
        # A proxy on this machine speaks for others, even one that nobody has told us to trust.
        peer = parse_address(address_of(connection))
        is_proxied = any(name.startswith("x-forwarded-") for name in connection.headers)
        allowed = peer is not None and peer.is_loopback and not is_proxied
    if not allowed:
        raise Forbidden(
            "Figures are for whoever runs Hubbub: set HUBBUB_METRICS_TOKEN, and send it as "
            "`Authorization: Bearer …`.",
            code="operator_only",
        )


CurrentIdentity = Annotated[Identity, Depends(identify)]


def current_actor(identity: CurrentIdentity) -> Actor:
    return identity.actor


CurrentActor = Annotated[Actor, Depends(current_actor)]
