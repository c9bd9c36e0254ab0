"""Tasks end although a cancellation was lost."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from hubbub.kernel.ending import end

if TYPE_CHECKING:
    import pytest


async def test_who_forgets_a_cancellation_hears_of_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hubbub.kernel.ending.AGAIN", 0.01)

    async def forgetful() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    async def failing() -> None:
        raise ZeroDivisionError

    tasks = [asyncio.create_task(forgetful()), asyncio.create_task(failing())]
    await asyncio.sleep(0)
    await asyncio.wait_for(end(tasks), 20)
    assert tasks[0].cancelled()
    assert isinstance(tasks[1].exception(), ZeroDivisionError)
