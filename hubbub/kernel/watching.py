"""Counts and times every request by its route, and gives it an id that its log lines carry."""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hubbub.kernel.ids import new_id
from hubbub.kernel.telemetry import REQUEST_SECONDS, REQUESTS, UNDER_WAY

log = structlog.get_logger()

ELSEWHERE = "elsewhere"
"""The route of whatever no route answers, so that nobody can make up labels."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Watched:
    """Around everything but what finds out who is asking."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request_id = new_id().hex
        with structlog.contextvars.bound_contextvars(request=request_id):
            if scope["type"] == "websocket":
                await self._app(scope, receive, send)
            else:
                await self._watch(scope, receive, send, request_id)

    async def _watch(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", []).append((b"x-request-id", request_id.encode()))
            await send(message)

        UNDER_WAY.inc()
        try:
            await self._app(scope, receive, noting)
        finally:
            UNDER_WAY.dec()
            _note(scope, status, time.perf_counter() - began)


def _note(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", ELSEWHERE)
    method = scope["method"] if scope["method"] in METHODS else "OTHER"
    REQUESTS.labels(method, route, str(status)).inc()
    REQUEST_SECONDS.labels(route).observe(seconds)
    # Without the address that was asked for: it may name a person.
    log.debug("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
