"""The live socket: who may open it, how it begins, and what it may say."""

import asyncio
import contextlib
from typing import cast

import msgspec
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from hubbub.access.gate import SIGNED_IN, Router
from hubbub.access.identity import database_of, identify
from hubbub.kernel.answers import answer, encode
from hubbub.kernel.errors import Problem, SignedOut
from hubbub.reactions.realtime.clients import SIGNED_OUT, Client
from hubbub.reactions.realtime.frames import Frames, Pong, SignedOutFrame
from hubbub.reactions.realtime.hub import Hub
from hubbub.reactions.realtime.resuming import resume
from hubbub.reactions.realtime.rights import look_again

router = Router("/api/live", "live")

REFUSED = 4403
NOT_UNDERSTOOD = 4400
START_SECONDS = 10


class Start(msgspec.Struct, tag_field="type", tag="start"):
    """The first thing a client says."""

    position: str | None = None


class Ping(msgspec.Struct, tag_field="type", tag="ping"):
    """Asks for a pong."""


_decoder = msgspec.json.Decoder(Start | Ping)


@router.get("/frames", needs=SIGNED_IN, response_model=Frames)
async def get_frames() -> Response:
    """Documents what the socket at `/api/live` sends; it has nothing to tell by itself."""
    return answer(Frames([]))


@router.socket("", needs=SIGNED_IN)
async def live(socket: WebSocket) -> None:
    """Everything that changes and that the asker may see, as it is committed."""
    hub = cast(Hub, socket.app.state.hub)
    try:
        identity = await identify(socket)
    except Problem as problem:
        await socket.accept()
        if isinstance(problem, SignedOut):
            await socket.send_text(encode(SignedOutFrame()).decode())
        await socket.close(SIGNED_OUT if isinstance(problem, SignedOut) else REFUSED)
        return
    await socket.accept()
    client = Client(socket, identity)
    try:
        async with asyncio.timeout(START_SECONDS):
            start = await _hear(socket)
        if not isinstance(start, Start):
            raise msgspec.ValidationError("the first message must be a start")
        client.missed = []
        hub.clients.add(client)
        # The rights may have changed between asking and being in the hub.
        await look_again([client], hub.position)
        await resume(database_of(socket), hub, client, start.position)
        await _serve(client)
    except (TimeoutError, msgspec.MsgspecError, UnicodeDecodeError):
        await _close(socket, NOT_UNDERSTOOD)
    except (WebSocketDisconnect, RuntimeError):
        pass
    finally:
        hub.clients.remove(client)


async def _serve(client: Client) -> None:
    listening = asyncio.create_task(_listen(client))
    try:
        await asyncio.wait({listening, client.closing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        listening.cancel()
        result = (await asyncio.gather(listening, return_exceptions=True))[0]
    if client.closing.done():
        await _close(client.socket, client.closing.result())
    elif isinstance(result, Exception):
        raise result


async def _listen(client: Client) -> None:
    while True:
        if isinstance(await _hear(client.socket), Ping):
            client.send(Pong())


async def _hear(socket: WebSocket) -> Start | Ping:
    return _decoder.decode(await socket.receive_text())


async def _close(socket: WebSocket, code: int) -> None:
    with contextlib.suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
        async with asyncio.timeout(5):
            await socket.close(code)
