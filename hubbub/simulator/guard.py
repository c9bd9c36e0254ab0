"""Keeps other sites and other machines' names out of the page, and bodies small."""

import re
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hubbub.kernel.answers import answer
from hubbub.kernel.errors import Problem

_MOST_BODY: Final = 256 * 1024
_SAFE: Final = frozenset({"GET", "HEAD"})
_NAMES: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_FRAMED: Final = re.compile(r"/simulator/api/mails/\d+/html")
_FRAMED_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""The HTML of a mail is hostile like everything from outside: no scripts, nothing loaded."""


class Misdirected(Problem):
    """The request was meant for another host, or comes from another site."""

    status = 403
    code = "not_from_here"
    title = "The simulator answers this machine only"


class TooLarge(Problem):
    """The body is over the limit."""

    status = 413
    code = "too_large"
    title = "The request is too large"


class Guard:
    """ASGI around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, or passes on with headers that lock the page down."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_locked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
                if _FRAMED.fullmatch(scope["path"]):
                    headers = MutableHeaders(scope=message)
                    headers["Content-Security-Policy"] = _FRAMED_POLICY
            await send(message)

        refusal = _refusal(scope)
        if refusal:
            await answer(refusal.body(), refusal.status)(scope, receive, send_locked)
            return
        await self._app(scope, receive, send_locked)


def _refusal(scope: Scope) -> Problem | None:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    # A foreign name that resolves to this machine would make its page our own origin.
    if _host_name(host) not in _NAMES:
        return Misdirected("Open the simulator as http://127.0.0.1 with its port.")
    if scope["method"] in _SAFE:
        return None
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return Misdirected("This request comes from another site.")
    has_body = "transfer-encoding" in headers or scope["method"] != "DELETE"
    length = headers.get("content-length", "" if has_body else "0")
    if not length.isdigit():
        return TooLarge("Send the body with its length.")
    if int(length) > _MOST_BODY:
        return TooLarge(f"A body has at most {_MOST_BODY} bytes.")
    return None


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
