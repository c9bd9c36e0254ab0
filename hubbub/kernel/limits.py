"""Bounds what a request may bring and how long it may take to, before anything of it is kept."""

import asyncio
import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hubbub.kernel.errors import Problem, TooLarge, TooSlow
from hubbub.kernel.problems import respond_to

MOST_BYTES = 1_000_000
MOST_SECONDS = 30.0
"""For the whole body; a proxy in front of Hubbub may well be stricter."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The limits of some paths alone."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    most: int
    seconds: float

    def holds_for(self, scope: Scope) -> bool:
        return scope["method"] in self.methods and self.path.fullmatch(scope["path"]) is not None


class BodyLimit:
    """Refuses bodies over the limit, whatever length they claim, and those that do not come.
    `bounds` are for what has limits of its own."""

    def __init__(
        self,
        app: ASGIApp,
        most: int = MOST_BYTES,
        seconds: float = MOST_SECONDS,
        *,
        bounds: Sequence[Bound] = (),
    ) -> None:
        self._app = app
        self._most = most
        self._seconds = seconds
        self._bounds = bounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if "\0" in scope["path"] or b"%00" in scope.get("query_string", b""):
            problem = Problem("The address holds a NUL character, which nothing can store.")
            await respond_to(scope, problem.body())(scope, receive, send)
            return
        most, seconds = self._limits_of(scope)
        claimed = dict(scope["headers"]).get(b"content-length", b"0")
        if claimed.isdigit() and int(claimed) > most:
            await respond_to(scope, _too_large(most).body())(scope, receive, send)
            return
        body = _Body(receive, send, most, seconds)
        # The application may also have made something of it; then it is not heard.
        with contextlib.suppress(_Refused):
            await self._app(scope, body.receive, body.send)
        if body.problem is not None and not body.is_answered:
            refusal = respond_to(scope, body.problem.body(), {"Connection": "close"})
            await refusal(scope, receive, send)

    def _limits_of(self, scope: Scope) -> tuple[int, float]:
        own = next((each for each in self._bounds if each.holds_for(scope)), None)
        return (self._most, self._seconds) if own is None else (own.most, own.seconds)


class _Refused(Exception):
    """Ends the reading of a body."""


class _Body:
    """One request's body, counted as it comes."""

    def __init__(self, receive: Receive, send: Send, most: int, seconds: float) -> None:
        self._receive, self._send, self._most = receive, send, most
        self._deadline = asyncio.get_running_loop().time() + seconds
        self._seen = 0
        self._is_complete = False
        self.problem: Problem | None = None
        self.is_answered = False

    async def receive(self) -> Message:
        if self._is_complete:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            self.problem = TooSlow("The request did not come to its end in time. Send it again.")
            raise _Refused from None
        if message["type"] == "http.request":
            self._seen += len(message.get("body", b""))
            self._is_complete = not message.get("more_body", False)
            if self._seen > self._most:
                self.problem = _too_large(self._most)
                raise _Refused
        return message

    async def send(self, message: Message) -> None:
        if self.problem is None:
            self.is_answered = True
        if self.is_answered:
            await self._send(message)


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"A request may bring at most {most:,} bytes. Send less at once.")
