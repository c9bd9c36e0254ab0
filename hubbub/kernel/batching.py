"""Group commit: what many wait for is done together, and what one of them spoils is done again
without it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[Item, Result]):
    item: Item
    result: asyncio.Future[Result]


class Batches(Generic[Item, Result]):
    """`work` does what has come while it did the batch before, at most `most` items, in their
    order, and returns as many results. What it raises is raised to all of them, unless `is_of_one`
    says that it may be the fault of one: then each half is done by itself, down to the culprit."""

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]],
        *,
        most: int,
        is_of_one: Callable[[Exception], bool],
    ) -> None:
        self._work = work
        self._most = most
        self._is_of_one = is_of_one
        self._waiting: list[_Waiting[Item, Result]] = []
        self._task: asyncio.Task[None] | None = None

    async def add(self, item: Item) -> Result:
        """Its result, once the batch that it is in was done. Being cancelled does not take it out
        of its batch."""
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(item, result)
        self._waiting.append(waiting)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return await result

    async def _run(self) -> None:
        while self._waiting:
            batch = self._waiting[: self._most]
            del self._waiting[: self._most]
            await self._do(batch)

    async def _do(self, batch: Sequence[_Waiting[Item, Result]]) -> None:
        try:
            results = await self._work([each.item for each in batch])
        except Exception as error:
            if len(batch) > 1 and self._is_of_one(error):
                half = len(batch) // 2
                await self._do(batch[:half])
                await self._do(batch[half:])
                return
            for each in batch:
                if not each.result.done():
                    each.result.set_exception(error)
        else:
            for each, result in zip(batch, results, strict=True):
                if not each.result.done():
                    each.result.set_result(result)
