"""Keeps submits under a carrier's throughput limit and backs off when it says throttled."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Final

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0


def jittered(attempt: int, first: float, longest: float) -> float:
    """Seconds to wait before attempt number `attempt` (1, 2, …): doubling, half of it random, so
    that many connections that broke together do not come back together."""
    whole = min(longest, first * 2 ** min(attempt - 1, 16))
    return whole * random.uniform(0.5, 1.0)  # noqa: S311


class Pace:
    """Gives turns evenly spaced, `per_second` of them (None: no limit), in the order asked."""

    def __init__(
        self,
        per_second: float | None,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._clock = clock or asyncio.get_running_loop().time
        self._sleep = sleep
        self._next = 0.0
        self._paused_until = 0.0
        self._throttled_in_a_row = 0

    async def turn(self) -> None:
        """Returns when the next submit may leave."""
        now = self._clock()
        turn = max(now, self._next)
        self._next = turn + self._gap
        while (wait := max(turn, self._paused_until) - self._clock()) > 0:
            await self._sleep(wait)

    def throttled(self) -> None:
        """The carrier refused a submit as too fast: all of them pause, longer each time."""
        self._throttled_in_a_row += 1
        pause = jittered(self._throttled_in_a_row, _FIRST_PAUSE, _LONGEST_PAUSE)
        self._paused_until = max(self._paused_until, self._clock() + pause)

    def accepted(self) -> None:
        """The carrier took a submit: the next pause is a short one again."""
        self._throttled_in_a_row = 0
