"""Bounds what a request may bring, before anything of it is kept in memory."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hubbub.kernel.errors import TooLarge
from hubbub.kernel.problems import respond

MOST_BYTES = 1_000_000


class BodyLimit:
    """Refuses bodies over the limit, whatever length they claim."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        claimed = dict(scope["headers"]).get(b"content-length", b"0")
        if claimed.isdigit() and int(claimed) > self._most:
            await respond(_problem(self._most).body())(scope, receive, send)
            return
        await self._app(scope, _counted(receive, self._most), send)


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                raise _problem(most)
        return message

    return counted


def _problem(most: int) -> TooLarge:
    return TooLarge(f"A request may bring at most {most:,} bytes. Send less at once.")
