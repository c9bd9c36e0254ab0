"""The floor of hot reads and of doors: the same statement and as long an answer, the same frame to
every socket, and one insert for a request, with nothing decided, checked or composed. Run as
`python -m benchmarks.bare PORT DSN`."""

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

from hubbub.kernel.answers import encode


def app(dsn: str) -> Starlette:
    """`POST /statement` says what `GET /page` answers with; `POST /tell` is told to all sockets.

    `POST /text` is kept. `dsn` is of a role that sees all accounts, or nothing would be found.
    """
    sockets: set[WebSocket] = set()
    pool: AsyncConnectionPool[AsyncConnection] = AsyncConnectionPool(
        dsn, min_size=4, max_size=4, open=False
    )
    asked = {"statement": "SELECT 1"}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        async with pool:
            yield

    async def statement(request: Request) -> Response:
        asked.update(json.loads(await request.body()))
        return Response()

    async def page(_: Request) -> Response:
        async with pool.connection() as connection:
            found = await connection.execute(asked["statement"].encode())
            return Response(encode(await found.fetchall()), media_type="application/json")

    async def tell(request: Request) -> Response:
        frame = (await request.body()).decode()
        for socket in list(sockets):
            await socket.send_text(frame)
        return Response()

    async def live(socket: WebSocket) -> None:
        await socket.accept()
        sockets.add(socket)
        with suppress(WebSocketDisconnect):
            while True:
                await socket.receive_text()
        sockets.discard(socket)

    return Starlette(
        routes=[
            Route("/statement", statement, methods=["POST"]),
            Route("/page", page),
            Route("/text", _keeping(pool), methods=["POST"]),
            Route("/tell", tell, methods=["POST"]),
            WebSocketRoute("/live", live),
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
