"""Whatever somebody says on a live socket, it is closed with a code of ours or goes on."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

NOT_UNDERSTOOD = 4400
LARGE = base64.urlsafe_b64encode(b".".join([b"9" * 19] * 3)).decode()


@pytest.mark.parametrize(
    "said",
    [
        b"\x00\xff", b'{"type": "start"}', "", "null", "[]", "[" * 20_000, '{"type": "start"',
        '{"type": "stop"}', '{"type": "start", "position": 7}',
        '{"type": "start", "position": "\\ud800"}', '{"type": "ping"}',
    ],
    ids=lambda said: ascii(said)[:40],
)  # fmt: skip
async def test_what_is_no_beginning_closes_the_socket(
    said: str | bytes, world: World, server: Api
) -> None:
    async with server.socket(world.ours.agent) as opened:
        await opened.send(said)
        async with asyncio.timeout(20):
            await opened.wait_closed()
        assert opened.close_code == NOT_UNDERSTOOD


async def test_a_position_of_nobody_loads_everything_afresh(world: World, server: Api) -> None:
    for position in ("", "x", f"{LARGE}.1", f"{LARGE}.{'9' * 19}", "AAAA.-1", "a\0b", "é" * 5000):
        async with server.socket(world.ours.agent) as opened:
            await opened.send(json.dumps({"type": "start", "position": position}))
            async with asyncio.timeout(20):
                assert json.loads(await opened.recv())["type"] == "reset"
