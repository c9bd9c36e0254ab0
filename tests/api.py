"""The server under test: the whole application, called in this process or over real sockets."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from hubbub.entrypoints.api import create_app
from hubbub.entrypoints.serving import configure
from tests.world import Person, settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI
    from starlette.routing import BaseRoute

    from hubbub.kernel.database import DatabaseAddress
    from hubbub.kernel.settings import Settings

# httpx2 looks for it with every request to an application in this process, which costs as much as
# a tenth of the request where it is not installed.
sys.modules.setdefault("sniffio", None)  # pyright: ignore[reportArgumentType]

IN_PROCESS = "http://127.0.0.1:8080"
ROUTES: list[BaseRoute] = []
"""Those of the first application, once there is one."""

Asker = Person | str | None
"""Somebody with a session, an API key, or nobody."""


@dataclass(frozen=True, slots=True)
class Api:
    """Sends requests as whoever is wanted; `origin` is where the desk's page would be from."""

    app: FastAPI
    http: httpx2.AsyncClient
    origin: str

    def headers(self, asker: Asker) -> dict[str, str]:
        if asker is None:
            return {"Origin": self.origin}
        if isinstance(asker, str):
            return {"Authorization": f"Bearer {asker}"}
        return {"Origin": self.origin, "Cookie": f"hubbub_session={asker.token}"}

    async def send(
        self, asker: Asker, method: str, path: str, body: object = None, **options: Any
    ) -> httpx2.Response:
        """One request; `body` goes as JSON unless it is bytes."""
        headers = {**self.headers(asker), **options.pop("headers", {})}
        if isinstance(body, bytes):
            headers.setdefault("Content-Type", "application/json")
            options["content"] = body
        elif body is not None:
            options["json"] = body
        return await self.http.request(method, path, headers=headers, **options)

    async def get(self, asker: Asker, path: str, **options: Any) -> Any:
        """The JSON of a GET that must succeed."""
        response = await self.send(asker, "GET", path, **options)
        assert response.status_code == 200, response.text
        return response.json()

    async def put(self, asker: Asker, path: str, body: object) -> Any:
        """The JSON of a PUT that must succeed; None where it answers with nothing."""
        response = await self.send(asker, "PUT", path, body)
        assert response.status_code in (200, 204), response.text
        return response.json() if response.content else None

    async def post(self, asker: Asker, path: str, body: object) -> Any:
        """The JSON of a POST that must succeed."""
        response = await self.send(asker, "POST", path, body)
        assert response.status_code in (200, 201), response.text
        return response.json()

    @asynccontextmanager
    async def live(self, asker: Asker, position: str | None = None) -> AsyncGenerator[Live]:
        """A live socket that has said where to start from."""
        async with self.socket(asker) as opened:
            await opened.send(json.dumps({"type": "start", "position": position}))
            yield Live(opened)

    def socket(self, asker: Asker) -> connect:
        """A live socket that has said nothing yet; for a real server only."""
        headers = self.headers(asker)
        origin = headers.pop("Origin", None)
        return connect(
            self.origin.replace("http", "ws", 1) + "/api/live",
            additional_headers=headers,
            origin=None if origin is None else Origin(origin),
            proxy=None,
            # A machine that is busy with other tests answers pings late.
            ping_interval=None,
            # A client that holds frames back for a test that looks later would answer no ping.
            max_queue=None,
        )


@dataclass(frozen=True, slots=True)
class Live:
    """What a client hears; `frame` waits with a bound."""

    socket: ClientConnection

    async def frame(self, limit: float = 20.0) -> dict[str, Any]:
        async with asyncio.timeout(limit):
            return json.loads(await self.socket.recv())

    async def until(self, kind: str) -> list[dict[str, Any]]:
        """All frames up to the first of this kind, which is the last one given."""
        found = [await self.frame()]
        while found[-1]["type"] != kind:
            found.append(await self.frame())
        return found


def application(settings: Settings, address: DatabaseAddress) -> FastAPI:
    """One of its own in everything but the routes: FastAPI works each out of its endpoint when it
    is first asked for, which takes up to half a second and comes to the same in every test."""
    app = create_app(settings, address)
    ROUTES.extend([] if ROUTES else app.router.routes)
    app.router.routes = ROUTES
    return app


@asynccontextmanager
async def in_process(
    address: DatabaseAddress, home: Path, *, tells_errors: bool = True, **values: object
) -> AsyncGenerator[Api]:
    """The application without sockets. With `tells_errors`, one of ours ends the test."""
    app = application(settings_for(home, **values), address)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=tells_errors)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url=IN_PROCESS) as http,
    ):
        yield Api(app, http, IN_PROCESS)


@asynccontextmanager
async def on_sockets(address: DatabaseAddress, home: Path, **values: object) -> AsyncGenerator[Api]:
    """The application on a free port, with uvicorn set up as the server sets it up."""
    app = application(settings_for(home, **values), address)
    # Named, or asyncio does not see that it is TCP and every answer waits 40 ms to be acknowledged.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = configure(app)
    config.timeout_graceful_shutdown = 1
    server = uvicorn.Server(config)
    # Not `serve`, which would take the signals away from pytest.
    serving = asyncio.create_task(server._serve([listener]))
    try:
        while not server.started:
            assert not serving.done(), "the server did not start"
            await asyncio.sleep(0.01)
        async with httpx2.AsyncClient(base_url=origin, timeout=30, trust_env=False) as http:
            yield Api(app, http, origin)
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await serving
