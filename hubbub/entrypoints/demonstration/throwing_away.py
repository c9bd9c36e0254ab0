"""Fills a demo in the server that was asked for it, and takes it away when that fails."""

import asyncio
from typing import Final
from uuid import UUID

import httpx2
import structlog
from fastapi import FastAPI

from hubbub.access.accounts.deleting import delete_demo
from hubbub.access.demos.repository import demo_moved, demo_ready
from hubbub.access.sessions.cookies import session_cookie
from hubbub.access.sessions.signing_in import begin_session
from hubbub.entrypoints.demonstration.filling import Demonstration
from hubbub.entrypoints.demonstration.making import MadeDemo
from hubbub.entrypoints.forgetting import forget_simulated
from hubbub.kernel.database import Database
from hubbub.kernel.ending import end
from hubbub.kernel.files.files import Files
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports

log = structlog.get_logger()

WHOLE_SECONDS: Final = 120.0


class DemoFillers:
    """The demos that this process fills. One whose process ends is cleared by a worker, since it
    does not move any more."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, made: MadeDemo) -> None:
        """Fill it in the background."""
        task = asyncio.create_task(self._fill_or_delete(made), name="demo")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        await end(list(self._tasks))

    async def _fill_or_delete(self, made: MadeDemo) -> None:
        try:
            async with asyncio.timeout(WHOLE_SECONDS):
                await self._fill(made)
        except Exception:
            log.exception("demo.not_filled", account=made.account_id.hex)
            settings: Settings = self._app.state.settings
            await delete_demo(self._database, made.account_id, self._files)
            await forget_simulated(settings, made.account_id)

    async def _fill(self, made: MadeDemo) -> None:
        settings: Settings = self._app.state.settings
        ports = simulator_ports(settings.home)
        if ports is None:
            raise LookupError("the simulator is not running")

        async def told(done: int, total: int) -> None:
            async with self._database.transaction(made.account_id) as tx:
                await demo_moved(tx, done, total)

        async def come_in(desk: httpx2.AsyncClient, user_id: UUID) -> None:
            session = await begin_session(self._database, made.account_id, user_id)
            desk.headers["Cookie"] = f"{session_cookie(settings)}={session.token}"

        # Not over the network: a proxy or a certificate may be in between.
        played = Demonstration(
            settings.origin, f"http://127.0.0.1:{ports.http}", made.key, made.cast,
            httpx2.ASGITransport(app=self._app), told, come_in,
        )  # fmt: skip
        try:
            await played.fill()
            await played.throw_key_away(made.key_id)
        finally:
            await played.close()
        async with self._database.transaction(made.account_id) as tx:
            await demo_ready(tx, played.people)
        log.info("demo.ready", account=made.account_id.hex)

    @property
    def _database(self) -> Database:
        return self._app.state.database

    @property
    def _files(self) -> Files:
        return self._app.state.files
