"""A browser that stops reading is dropped and keeps nobody waiting; it resumes by its position."""

from __future__ import annotations

import asyncio
import base64
import json
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.deeds import PHONES, Deeds
from tests.reactions.realtime.screen import Screen, assert_in_step, settle, watching
from tests.waiting import LIMIT, until

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World

MASK = b"\0\0\0\0"
"""A mask that changes nothing, as RFC 6455 wants one from every client."""


def stuck_socket(api: Api, person: Person, position: str) -> socket.socket:
    """A live socket on bare TCP that says where to start, and of which nobody reads a frame."""
    address = urlsplit(api.origin)
    raw = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.connect((address.hostname, address.port))
    headers = {
        "Host": address.netloc, "Upgrade": "websocket", "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(), "Sec-WebSocket-Version": "13",
        **api.headers(person),
    }  # fmt: skip
    lines = [f"{name}: {value}" for name, value in headers.items()]
    raw.sendall("\r\n".join(["GET /api/live HTTP/1.1", *lines, "", ""]).encode())
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += raw.recv(1)
    start = json.dumps({"type": "start", "position": position}).encode()
    assert len(start) < 126
    raw.sendall(bytes([0x81, 0x80 | len(start)]) + MASK + start)
    return raw


def heard_in_the_end(raw: socket.socket) -> int:
    """How many messages were on their way when the server hung up, which it must."""
    heard = b""
    while data := raw.recv(1 << 20):
        heard += data
    return heard.count(b'"type":"message"')


async def test_one_who_never_reads_delays_nobody_and_resumes(world: World, server: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, server, ours)
    hub = server.app.state.hub
    async with watching(server, ours.agent) as [reader]:
        position = reader.position
        assert position is not None
        stuck = await asyncio.to_thread(stuck_socket, server, ours.colleague, position)
        with stuck:
            await until(lambda: len(hub.clients) == 2)
            sent = 0
            while len(hub.clients) == 2:
                # More than the kernel keeps for one socket; the bound is there to end a failure.
                assert sent < 600, "the socket that nobody reads is still there"
                for phone in PHONES:
                    await deeds.text_in(phone, "x" * 30_000 + f" {sent}")
                    sent += 1
                await settle(server, reader)
            texts = [
                item["text"].rpartition(" ")[2]
                for frame in reader.heard
                if frame["type"] == "conversation"
                for item in frame["items"]
                if item["type"] == "message"
            ]
            assert sorted(map(int, texts)) == list(range(sent))
            assert [client.user_id for client in hub.clients.all()] == [ours.agent.user_id]
            stuck.settimeout(LIMIT)
            assert await asyncio.to_thread(heard_in_the_end, stuck) < sent
        again = Screen(server, ours.colleague)
        await again.load()
        again.position = position
        await again.connect()
        await assert_in_step(server, reader, again)
        assert again.heard[0]["type"] == "ready"
        await again.drop()
