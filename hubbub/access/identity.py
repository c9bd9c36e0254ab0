"""Who sent a request: by a session cookie or by a key, never by both."""

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Depends, FastAPI
from starlette.requests import HTTPConnection

from hubbub.access.actor import Actor
from hubbub.access.admission.addresses import check_address
from hubbub.access.keys.guessing import Guesses
from hubbub.access.keys.making import PREFIX
from hubbub.access.keys.using import BAD_KEY, key_of
from hubbub.access.loading import Actors
from hubbub.access.sessions.cookies import SESSION, is_secure, read_cookie
from hubbub.access.sessions.remembering import Proofs
from hubbub.access.sessions.repository import Session
from hubbub.access.sessions.signing_in import keep_alive, session_of, sessions_of
from hubbub.access.usage.noting import Uses
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Forbidden, SignedOut
from hubbub.kernel.files.files import Files
from hubbub.kernel.forwarding import parse_address
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings

Reader = Callable[[HTTPConnection, str], Awaitable["Identity"]]
"""Finds out who asks from what stands in the header `Authorization`."""

ENDED = "The session has ended. Sign in again; what you typed is kept."

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SHOWN_BY = "hubbub.shown_by"
"""Where the scope of a connection keeps the token that it came with."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who has shown who he is, and by what."""

    actor: Actor
    session: Session | None

    @property
    def session_id(self) -> UUID | None:
        return None if self.session is None else self.session.id


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


def guesses_of(connection: HTTPConnection) -> Guesses:
    return cast(Guesses, connection.app.state.guesses)


def proofs_of(connection: HTTPConnection) -> Proofs:
    return cast(Proofs, connection.app.state.proofs)


def secrets_of(connection: HTTPConnection) -> Secrets:
    return cast(Secrets, connection.app.state.secrets)


def _given(find: Callable[[HTTPConnection], Any]) -> Any:
    """What a route is given. FastAPI sends a plain function to a thread and waits for it, several
    times a request; looking into the application's state needs none."""

    async def give(connection: HTTPConnection) -> Any:
        return find(connection)

    return Depends(give)


TheDatabase = Annotated[Database, _given(database_of)]
TheSettings = Annotated[Settings, _given(settings_of)]
TheFiles = Annotated[Files, _given(files_of)]
TheUses = Annotated[Uses, _given(uses_of)]
TheSecrets = Annotated[Secrets, _given(secrets_of)]


def read_authorization(app: FastAPI, prefix: str, reader: Reader) -> None:
    """Have `Authorization` read by `reader` under these paths: the words of a foreign protocol."""
    app.state.readers = {**getattr(app.state, "readers", {}), prefix: reader}


def address_of(connection: HTTPConnection) -> str:
    """Where the request comes from: the peer, or whoever a trusted proxy says it speaks for."""
    return connection.client.host if connection.client else "unknown"


def origin_of(connection: HTTPConnection) -> str:
    """The address at which the asker has opened this installation, as far as it is believed: what
    is set up, or this machine under its name instead of its number."""
    settings = settings_of(connection)
    host = connection.headers.get("host", "")
    if settings.public_url is None and urlsplit(f"//{host}").hostname == "localhost":
        return f"{'https' if is_secure(connection) else 'http'}://{host}"
    return settings.origin


async def identify(connection: HTTPConnection) -> Identity:
    """Who asks. Raises SignedOut when nobody can be made out, Forbidden for a request that
    another site made the browser send, that comes from where it may not, or that has to wait
    until a second factor is set up."""
    return _whole(await identify_half(connection))


async def identify_half(connection: HTTPConnection) -> Identity:
    """As `identify`, also for whoever still has to set up a second factor: for exactly that."""
    token = _token_of(connection)
    if token is None:
        authorization = connection.headers["authorization"]
        return await _reader_for(connection)(connection, authorization)
    return await _by_session(connection, await session_of(database_of(connection), token))


async def identify_again(
    connections: Sequence[HTTPConnection],
) -> list[Identity | SignedOut | Forbidden]:
    """As `identify` for each of these, who belong to one account, asking the database as if they
    were one; what it would raise stands in the place of who is refused."""
    tokens = [_token_of(connection) for connection in connections]
    asked = [token for token in tokens if token is not None]
    sessions = await sessions_of(database_of(connections[0]), asked) if asked else {}
    if sessions:
        version = max(session.access_version for session in sessions.values())
        account_id = next(iter(sessions.values())).account_id
        users = (session.user_id for session in sessions.values())
        await actors_of(connections[0]).prepare(account_id, users, version)
    found: list[Identity | SignedOut | Forbidden] = []
    for connection, token in zip(connections, tokens, strict=True):
        try:
            half = (
                await _of_key(connection, _key_in(connection.headers["authorization"]))
                if token is None
                else await _by_session(connection, sessions.get(token))
            )
            found.append(_whole(half))
        except (SignedOut, Forbidden) as refused:
            found.append(refused)
    return found


def _whole(identity: Identity) -> Identity:
    if identity.session is not None and identity.session.must_set_up:
        raise Forbidden(
            "Your account asks for a second step at sign-in. Set it up first; everything else "
            "opens after that.",
            code="second_factor_needed",
        )
    return identity


def _token_of(connection: HTTPConnection) -> str | None:
    """The token of its session; None where it comes with a key."""
    # What a socket was opened with stays the same, however often it is asked.
    if SHOWN_BY not in connection.scope:
        connection.scope[SHOWN_BY] = _read_token(connection)
    return connection.scope[SHOWN_BY]


def _read_token(connection: HTTPConnection) -> str | None:
    if "authorization" in connection.headers:
        return None
    token = read_cookie(connection, SESSION)
    if not token:
        raise SignedOut("Sign in to go on.")
    check_origin(connection)
    return token


async def _by_session(connection: HTTPConnection, session: Session | None) -> Identity:
    if session is None:
        raise SignedOut(ENDED)
    check_address(address_of(connection), session.networks, session.user_networks)
    # An open desk holds its socket by itself; only requests show that somebody is there.
    if connection.scope["type"] != "websocket":
        await keep_alive(database_of(connection), session)
    actor = await actors_of(connection).user(
        session.account_id, session.user_id, session.access_version
    )
    if actor is None:
        raise SignedOut(ENDED)
    return Identity(replace(actor, address=address_of(connection)), session)


def _reader_for(connection: HTTPConnection) -> Reader:
    readers: Mapping[str, Reader] = getattr(connection.app.state, "readers", {})
    path = connection.scope["path"]
    return next((readers[each] for each in readers if path.startswith(each)), _read_key)


async def _read_key(connection: HTTPConnection, authorization: str) -> Identity:
    return await by_key(connection, _key_in(authorization))


def _key_in(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    return read_basic(value)[1] if scheme.lower() == "basic" else ""


def read_basic(value: str) -> tuple[str, str]:
    """The name and the password; both are empty where there are none."""
    try:
        name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password


async def by_key(connection: HTTPConnection, key: str) -> Identity:
    """Whoever this key is of. SignedOut for one that is none or has ended; whoever shows many of
    these is slowed down."""
    try:
        return await _of_key(connection, key)
    except SignedOut:
        await guesses_of(connection).wrong(address_of(connection))
        raise


async def _of_key(connection: HTTPConnection, key: str) -> Identity:
    database, address = database_of(connection), address_of(connection)
    found = await key_of(database, key, address) if key.startswith(PREFIX) else None
    holder = None if found is None else await actors_of(connection).key(found)
    if holder is None:
        raise SignedOut(BAD_KEY, code="bad_key")
    check_address(address, *holder.networks)
    return Identity(replace(holder.actor, address=address), None)


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
HalfIdentity = Annotated[Identity, Depends(identify_half)]


async def current_actor(identity: CurrentIdentity) -> Actor:
    return identity.actor


CurrentActor = Annotated[Actor, Depends(current_actor)]
