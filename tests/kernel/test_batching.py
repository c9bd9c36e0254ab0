"""Many that wait for one another's work: together, in order, and none spoilt by another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.batching import Batches

if TYPE_CHECKING:
    from collections.abc import Sequence


class Desk:
    """Does what it is given, and notes what it was given at once."""

    def __init__(self, most: int = 100) -> None:
        self.done: list[list[int]] = []
        self.broken: set[int] = set()
        self.gate = asyncio.Event()
        self.gate.set()
        self.error: Exception = ValueError("broken")
        self.batches = Batches(
            self.work, most=most, is_of_one=lambda error: isinstance(error, ValueError)
        )

    async def work(self, items: Sequence[int]) -> list[str]:
        await self.gate.wait()
        if self.broken & set(items):
            raise self.error
        self.done.append(list(items))
        return [str(item) for item in items]


async def add_all(desk: Desk, items: range) -> list[str | BaseException]:
    adding = (desk.batches.add(item) for item in items)
    return await asyncio.gather(*adding, return_exceptions=True)


async def test_what_comes_meanwhile_is_done_together() -> None:
    desk = Desk()
    desk.gate.clear()
    first = asyncio.create_task(desk.batches.add(0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    rest = asyncio.create_task(add_all(desk, range(1, 6)))
    await asyncio.sleep(0)
    desk.gate.set()
    assert await first == "0"
    assert await rest == ["1", "2", "3", "4", "5"]
    assert desk.done == [[0], [1, 2, 3, 4, 5]]


async def test_no_batch_is_too_large_and_none_is_forgotten() -> None:
    desk = Desk(most=4)
    assert await add_all(desk, range(10)) == [str(n) for n in range(10)]
    assert desk.done == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


@pytest.mark.parametrize("broken", [{0}, {9}, {3, 4}, set(range(10))])
async def test_only_the_culprits_fail(broken: set[int]) -> None:
    desk = Desk()
    desk.broken = broken
    results = await add_all(desk, range(10))
    assert {n for n in range(10) if isinstance(results[n], ValueError)} == broken
    assert [n for batch in desk.done for n in batch] == [n for n in range(10) if n not in broken]


async def test_what_is_nobodys_fault_fails_for_all_at_once() -> None:
    desk = Desk()
    desk.broken, desk.error = {3}, ConnectionError("away")
    results = await add_all(desk, range(10))
    assert all(isinstance(each, ConnectionError) for each in results)
    assert desk.done == []
    desk.broken = set()
    assert await add_all(desk, range(2)) == ["0", "1"]


async def test_whoever_gives_up_waiting_does_not_disturb_the_others() -> None:
    desk = Desk()
    desk.gate.clear()
    impatient = asyncio.create_task(desk.batches.add(1))
    patient = asyncio.create_task(desk.batches.add(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.wait([impatient])
    desk.gate.set()
    assert await patient == "2"
    assert desk.done == [[1, 2]]
