"""The tail ends when it is told to, whatever comes at the same moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.tail import Tail

if TYPE_CHECKING:
    from hubbub.kernel.database import Database


async def test_a_wake_at_the_moment_of_the_end_does_not_keep_it_alive(database: Database) -> None:
    tail = Tail(database)
    resting = asyncio.create_task(tail._rest())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tail.poke()
    resting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await resting
