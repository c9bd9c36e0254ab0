"""How frames leave for one socket: at once or not at all, and never further than was told."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from starlette.websockets import WebSocketState

from hubbub.access.cursors import Cursor
from hubbub.access.identity import Identity
from hubbub.features.conversations.shapes import Author, ShownChange
from hubbub.kernel.answers import encode
from hubbub.kernel.positions import Position
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.frames import (
    AvatarFrame,
    ConversationFrame,
    GoneFrame,
    Written,
    write,
)

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


def three() -> list[Written]:
    return [write(GoneFrame(UUID(int=n), "")) for n in range(3)]


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


def test_a_frame_is_the_same_with_its_position_put_in_later() -> None:
    for name in ("", '"position":""', "\\", "\N{ROCKET}"):
        item = ShownChange(
            "change", "1", UUID(int=1), 1, "topic", Author("agent", UUID(int=2), name), None, None,
            datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        for frame in (GoneFrame(UUID(int=1), ""), AvatarFrame(UUID(int=2), name, "")):
            expected = encode(replace(frame, position="abc=.3")).decode()
            assert write(frame).at("abc=.3") == expected
        told = ConversationFrame(cast("Any", {"topic": name}), [item], "")
        assert write(told).at("abc=.3") == encode(replace(told, position="abc=.3")).decode()
