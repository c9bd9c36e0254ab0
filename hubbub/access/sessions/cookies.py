"""The cookies of a browser: its session, a sign-in half way, and by what it is known again."""

import secrets
from datetime import timedelta
from typing import cast

from starlette.requests import HTTPConnection
from starlette.responses import Response

from hubbub.access.sessions.signing_in import NewSession
from hubbub.kernel.settings import Settings

SESSION = "hubbub_session"
PENDING = "hubbub_pending"
DEVICE = "hubbub_device"
STATE = "hubbub_openid"

DEVICE_LIFE = timedelta(days=400)
"""The longest that browsers keep a cookie."""


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the browser came over https."""
    settings = cast(Settings, connection.app.state.settings)
    return settings.is_https or connection.url.scheme in ("https", "wss")


def cookie_name(connection: HTTPConnection, name: str = SESSION) -> str:
    """On https the browser itself keeps the cookie to this host."""
    return _named(name, is_secure(connection))


def session_cookie(settings: Settings) -> str:
    """What the cookie of a session is called at the address of the settings."""
    return _named(SESSION, settings.is_https)


def _named(name: str, is_https: bool) -> str:
    return f"__Host-{name}" if is_https else name


def read_cookie(connection: HTTPConnection, name: str) -> str | None:
    return connection.cookies.get(cookie_name(connection, name))


def set_cookie(
    response: Response, connection: HTTPConnection, name: str, value: str, life: timedelta
) -> None:
    """For this host alone, read by no script, and not sent along by other sites' forms."""
    response.set_cookie(
        cookie_name(connection, name),
        value,
        max_age=int(life.total_seconds()),
        httponly=True,
        secure=is_secure(connection),
        samesite="lax",
        path="/",
    )


def clear_cookie(response: Response, connection: HTTPConnection, name: str) -> None:
    response.delete_cookie(
        cookie_name(connection, name), path="/", secure=is_secure(connection), httponly=True
    )


def set_session(
    response: Response, connection: HTTPConnection, session: NewSession, device: str
) -> None:
    """The browser is signed in, and nothing of the way there is left."""
    set_cookie(response, connection, SESSION, session.token, session.life)
    set_cookie(response, connection, DEVICE, device, DEVICE_LIFE)
    clear_cookie(response, connection, PENDING)


def device_of(connection: HTTPConnection) -> str:
    """By what this browser is known again; a fresh value where it is new."""
    known = read_cookie(connection, DEVICE)
    return known if known and len(known) <= 100 else secrets.token_urlsafe(24)
