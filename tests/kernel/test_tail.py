"""The tail ends when it is told to, whatever comes at the same moment, and reads once for all who
stand at the same place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.ids import new_id
from hubbub.kernel.positions import Position
from hubbub.kernel.tail import Tail, _rest
from tests.kernel.sample import happen, new_account

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hubbub.kernel.database import Database, Transaction

READERS = 5


async def test_a_wake_at_the_moment_of_the_end_does_not_keep_it_alive() -> None:
    due = asyncio.Event()
    resting = asyncio.create_task(_rest(due))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    due.set()
    resting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await resting


async def test_readers_at_one_place_are_told_by_one_reading(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, tail = await new_account(database), Tail(database)
    position, _ = await tail.head()
    readings = 0
    look_over = database.look_over

    async def counted(find: Callable[[Transaction], Awaitable[object]]) -> object:
        nonlocal readings
        readings += 1
        return await look_over(find)

    monkeypatch.setattr(database, "look_over", counted)
    found = await asyncio.gather(*(tail._try_read(position, None) for _ in range(READERS)))
    assert readings == 1
    assert [batch is found[0] for batch in found] == [True] * READERS
    async with database.transaction(account) as tx:
        written = [await happen(tx, subject=new_id()) for _ in range(2)]
    told = (_told(tail, place, 2) for place in [position] * READERS)
    assert await asyncio.gather(*told) == [written] * READERS


async def test_readers_at_different_places_are_told_different_things(database: Database) -> None:
    account, tail = await new_account(database), Tail(database)
    early, _ = await tail.head()
    written: list[int] = []
    late = early
    for _ in range(2):
        async with database.transaction(account) as tx:
            written.append(await happen(tx, subject=new_id()))
        if late is early:
            late = (await anext(tail.batches(early))).position
    both = await asyncio.gather(_told(tail, early, 2), _told(tail, late, 1))
    assert both == [written, written[1:]]


async def _told(tail: Tail, position: Position, many: int) -> list[int]:
    """The numbers of the first facts after a position."""
    found: list[int] = []
    async for batch in tail.batches(position):
        found += [event.seq for event in batch.events]
        if len(found) >= many:
            return found
    raise AssertionError("the log never ends")
