"""Told to end, a server answers what is under way, says goodbye to sockets, and is gone in time."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx2
import pytest
import uvicorn

from hubbub.entrypoints.api import create_app
from hubbub.entrypoints.serving import DRAIN_SECONDS, configure
from hubbub.entrypoints.supervisor import END_LIMIT
from tests.api import Api, Live
from tests.waiting import until
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from tests.world import World

FORM = {"email": "nobody@example.com", "password": "wrong"}


@dataclass(frozen=True)
class Ending:
    """A server that a test ends itself."""

    api: Api
    server: uvicorn.Server
    serving: asyncio.Task[None]

    def end(self) -> None:
        """What SIGTERM does."""
        self.server.should_exit = True


@asynccontextmanager
async def serving(world: World, home: Path) -> AsyncGenerator[Ending]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = create_app(settings_for(home), world.database.address)
    server = uvicorn.Server(configure(app))
    task = asyncio.create_task(server._serve([listener]))
    async with httpx2.AsyncClient(base_url=origin, timeout=30, trust_env=False) as http:
        await until(lambda: server.started)
        yield Ending(Api(app, http, origin), server, task)
        server.should_exit = True
        async with asyncio.timeout(DRAIN_SECONDS * 2):
            await task


async def test_a_request_under_way_is_answered_and_no_new_one_taken(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> None:
        begun.set()
        await go_on.wait()

    monkeypatch.setattr("hubbub.access.sessions.signing_in.find_sign_in", slow)
    async with serving(world, tmp_path) as ending:
        request = asyncio.create_task(ending.api.send(None, "POST", "/api/session", FORM))
        await begun.wait()
        ending.end()
        await until(lambda: not ending.server.servers[0].is_serving())
        with pytest.raises(httpx2.ConnectError):
            await ending.api.send(None, "GET", "/health")
        assert not ending.serving.done()
        go_on.set()
        assert (await request).status_code == 401
        await asyncio.wait_for(ending.serving, DRAIN_SECONDS)


async def test_sockets_are_told_that_it_ends_and_not_that_they_are_signed_out(
    world: World, tmp_path: Path
) -> None:
    async with serving(world, tmp_path) as ending, ending.api.socket(world.ours.founder) as opened:
        await opened.send('{"type": "start"}')
        await Live(opened).until("ready")
        ending.end()
        await asyncio.wait_for(opened.wait_closed(), DRAIN_SECONDS)
        # Going away, or restarting: the desk comes back to both.
        assert opened.close_code in (1001, 1012)


async def test_what_never_ends_does_not_keep_it(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def never(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr("hubbub.access.sessions.signing_in.find_sign_in", never)
    monkeypatch.setattr("hubbub.entrypoints.serving.DRAIN_SECONDS", 1)
    async with serving(world, tmp_path) as ending:
        request = asyncio.create_task(ending.api.send(None, "POST", "/api/session", FORM))
        await begun.wait()
        ending.end()
        await until(ending.serving.done)
        await asyncio.gather(request, return_exceptions=True)


def test_the_supervisor_waits_longer_than_the_server_drains() -> None:
    assert DRAIN_SECONDS < END_LIMIT
