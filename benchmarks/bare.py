"""The floor of what a server does: the same statement and as long an answer, the same frame to
every socket, one insert for a request, with nothing decided, checked or composed. Run as
`python -m benchmarks.bare PORT DSN`."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import uvicorn
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from benchmarks.stripped import show
from hubbub.kernel.answers import encode


class Sockets:
    """All are told whatever there is."""

    def __init__(self) -> None:
        self._open: set[WebSocket] = set()

    async def tell(self, frame: str) -> None:
        for socket in list(self._open):
            await socket.send_text(frame)

    async def serve(self, socket: WebSocket) -> None:
        await socket.accept()
        self._open.add(socket)
        with suppress(WebSocketDisconnect):
            while True:
                await socket.receive_text()
        self._open.discard(socket)


def app(dsn: str) -> Starlette:
    """`POST /statement` says what `GET /page` answers with; `POST /tell` is told to all sockets,
    and so is what `benchmarks.stripped` takes in; `POST /text` is kept.

    `dsn` is of a role that sees all accounts, or nothing would be found.
    """
    sockets = Sockets()
    pool: AsyncConnectionPool[AsyncConnection] = AsyncConnectionPool(
        dsn, min_size=4, max_size=4, open=False
    )
    asked = {"statement": "SELECT 1"}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        async with pool:
            showing = asyncio.create_task(show(dsn, sockets.tell))
            yield
            showing.cancel()

    async def statement(request: Request) -> Response:
        asked.update(json.loads(await request.body()))
        return Response()

    async def page(_: Request) -> Response:
        async with pool.connection() as connection:
            found = await connection.execute(asked["statement"].encode())
            return Response(encode(await found.fetchall()), media_type="application/json")

    async def tell(request: Request) -> Response:
        await sockets.tell((await request.body()).decode())
        return Response()

    return Starlette(
        routes=[
            Route("/statement", statement, methods=["POST"]),
            Route("/page", page),
            Route("/text", _keeping(pool), methods=["POST"]),
            Route("/tell", tell, methods=["POST"]),
            WebSocketRoute("/live", sockets.serve),
        ],
        lifespan=lifespan,
    )


def _keeping(
    pool: AsyncConnectionPool[AsyncConnection],
) -> Callable[[Request], Awaitable[Response]]:
    async def text(request: Request) -> Response:
        body = await request.body()
        async with pool.connection() as connection:
            await connection.execute("INSERT INTO bare_texts (body) VALUES (%s)", (body,))
        return Response(b"{}")

    return text


if __name__ == "__main__":
    uvicorn.run(app(sys.argv[2]), port=int(sys.argv[1]), log_level="warning", loop="uvloop")
