"""How frames leave for one socket: at once or not at all, and never further than was told."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from starlette.websockets import WebSocketState

from hubbub.access.cursors import Cursor
from hubbub.access.identity import Identity
from hubbub.kernel.positions import Position
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.frames import GoneFrame

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

BEFORE, AFTER = Position(1, 10, 1), Position(1, 20, 1)


class Narrow:
    """A socket that takes some frames and then blocks, as one does that nobody reads."""

    application_state = WebSocketState.CONNECTED

    def __init__(self, takes: int) -> None:
        self.takes = takes
        self.taken: list[dict[str, Any]] = []

    async def send_text(self, text: str) -> None:
        if len(self.taken) == self.takes:
            await asyncio.Event().wait()
        self.taken.append(json.loads(text))


def client_on(socket: Narrow) -> Client:
    actor = SimpleNamespace(access_version=3, account_id=UUID(int=1), user_id=UUID(int=2))
    return Client(cast("WebSocket", socket), Identity(cast("Any", actor), None))


def three() -> list[GoneFrame]:
    return [GoneFrame(UUID(int=n), "") for n in range(3)]


async def test_only_the_last_frame_says_that_all_was_told() -> None:
    socket = Narrow(takes=3)
    client_on(socket).tell(three(), BEFORE, AFTER)
    before, after = Cursor(BEFORE, 3).encode(), Cursor(AFTER, 3).encode()
    assert [frame["position"] for frame in socket.taken] == [before, before, after]


async def test_a_break_between_two_frames_loses_none() -> None:
    for takes in range(3):
        socket = Narrow(takes)
        client = client_on(socket)
        client.tell(three(), BEFORE, AFTER)
        assert client.is_dropped
        assert len(socket.taken) == takes
        assert all(frame["position"] == Cursor(BEFORE, 3).encode() for frame in socket.taken)


async def test_nothing_more_is_written_once_it_is_dropped() -> None:
    socket = Narrow(takes=1)
    client = client_on(socket)
    client.tell(three(), BEFORE, AFTER)
    socket.takes = 100
    client.tell(three(), BEFORE, AFTER)
    assert len(socket.taken) == 1
