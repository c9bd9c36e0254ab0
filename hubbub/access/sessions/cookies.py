"""The cookies of a browser: its session, a sign-in half way, and by what it is known again."""

import secrets
from datetime import timedelta

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


def cookie_name(settings: Settings, name: str = SESSION) -> str:
    """On https the browser itself keeps the cookie to this host."""
    return f"__Host-{name}" if settings.is_https else name


def read_cookie(connection: HTTPConnection, settings: Settings, name: str) -> str | None:
    return connection.cookies.get(cookie_name(settings, name))


def set_cookie(
    response: Response, settings: Settings, name: str, value: str, life: timedelta
) -> None:
    """For this host alone, read by no script, and not sent along by other sites' forms."""
    response.set_cookie(
        cookie_name(settings, name),
        value,
        max_age=int(life.total_seconds()),
        httponly=True,
        secure=settings.is_https,
        samesite="lax",
        path="/",
    )


def clear_cookie(response: Response, settings: Settings, name: str) -> None:
    response.delete_cookie(
        cookie_name(settings, name), path="/", secure=settings.is_https, httponly=True
    )


def set_session(response: Response, settings: Settings, session: NewSession, device: str) -> None:
    """The browser is signed in, and nothing of the way there is left."""
    set_cookie(response, settings, SESSION, session.token, session.life)
    set_cookie(response, settings, DEVICE, device, DEVICE_LIFE)
    clear_cookie(response, settings, PENDING)


def device_of(connection: HTTPConnection, settings: Settings) -> str:
    """By what this browser is known again; a fresh value where it is new."""
    known = read_cookie(connection, settings, DEVICE)
    return known if known and len(known) <= 100 else secrets.token_urlsafe(24)
