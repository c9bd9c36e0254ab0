"""Sockets in a storm: what a screen shows after however many breaks is what it would fetch."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException

from tests.deeds import PHONES, Deeds
from tests.reactions.realtime.screen import Screen, assert_in_step
from tests.storm import seed, storm
from tests.waiting import LIMIT, until

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

BREAKS = 12


class Stubborn(Screen):
    """Comes back whenever its connection is gone, as the desk does."""

    breaks = 0

    @property
    def is_connected(self) -> bool:
        return self._socket is not None and self.close_code is None

    async def stay(self) -> None:
        """Until cancelled."""
        while True:
            with suppress(OSError, EOFError, WebSocketException):
                await self.connect()
                await until(lambda: self.close_code is not None, 60)
            await self.drop()
            self.breaks += 1


async def test_a_screen_is_in_step_after_any_number_of_breaks(world: World, server: Api) -> None:
    number = seed()
    draw = Random(number)
    deeds = Deeds(world, server, world.ours)
    ids = [await deeds.text_in(phone) for phone in PHONES[:3]]
    port = urlsplit(server.origin).port
    assert port is not None
    async with storm(port, number, lives=(700, 2_500)) as between:
        through = replace(server, origin=f"http://127.0.0.1:{between.port}")
        people = (world.ours.supervisor, world.ours.agent, world.ours.colleague)
        screens = [Stubborn(through, person) for person in people]
        for screen in screens:
            await screen.load()
        staying = [asyncio.create_task(screen.stay()) for screen in screens]
        deadline = time.monotonic() + LIMIT
        while sum(screen.breaks for screen in screens) < BREAKS:
            await deeds.some_deed(draw, ids)
            await asyncio.sleep(draw.random() / 100)
            assert time.monotonic() < deadline, "no storm"
        between.most = 0
        await until(lambda: all(screen.is_connected for screen in screens))
        await until_in_step(server, screens)
        for task in staying:
            task.cancel()
        await asyncio.gather(*staying, return_exceptions=True)
        for screen in screens:
            await screen.drop()


async def until_in_step(server: Api, screens: list[Stubborn]) -> None:
    """A connection that is half open yet has to break before the next one can tell."""
    for _ in range(40):
        with suppress(AssertionError):
            await assert_in_step(server, *screens)
            return
        await asyncio.sleep(0.1)
    await assert_in_step(server, *screens)
