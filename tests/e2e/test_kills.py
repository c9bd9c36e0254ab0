"""SIGKILL in the middle of traffic: what was accepted is there once, nothing is sent twice."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.e2e import traffic
from tests.e2e.people import Agent
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from tests.e2e.installation import Installation

TEXTS = 50
KILLS_AFTER = (3, 12)
"""Answers on the phone when the first and the second SIGKILL come."""
MOST_UNDER_WAY = 20
"""Twice the window: as many parts the worker has in hand."""
MOST_AHEAD = 30
"""As many answers are written before they arrive, so that both kills find the desk at work: more
than a kill can lose, fewer than are left at the second."""


@pytest.mark.parametrize("part", ["serve", "worker", "simulator", "postgres", "everything"])
async def test_nothing_is_lost_and_nothing_twice(fragile: Installation, part: str) -> None:
    agent = Agent(fragile)
    await agent.sign_up()
    await agent.take_work()
    number, phone = await agent.number(), traffic.new_phone()
    async with traffic.phone(fragile, phone) as customer:
        await connected(customer, number)
        await customer.text(number, "hello")
    conversation_id = await traffic.assigned(agent)

    asked = [traffic.text_of("question", index) for index in range(TEXTS)]
    answered = [traffic.text_of("answer", index) for index in range(TEXTS)]
    progress = Progress()
    writing = asyncio.create_task(traffic.ask(fragile, number, asked, by=phone))
    replying = asyncio.create_task(
        traffic.answer([agent], conversation_id, answered, progress.may_come.acquire)
    )
    for arrivals in KILLS_AFTER:
        await _have_arrived(fragile, phone, arrivals, progress)
        assert not replying.done(), "the traffic was over before the kill"
        _kill(fragile, part)
    progress.allow(TEXTS)
    await asyncio.gather(writing, replying)
    fragile.await_health()

    messages = await traffic.all_settled(agent, conversation_id, len(asked) + len(answered) + 1)
    on_phone = await traffic.arrived(fragile, phone)
    states = traffic.check_texts(messages, [*asked, "hello"], answered, on_phone)
    # What was under way at a kill may be unknown, the rest may not.
    assert states["unknown"] <= MOST_UNDER_WAY * len(KILLS_AFTER)
    await agent.close()


@dataclass
class Progress:
    """How far the answers are, seen from the phone; one may be written for each that may come."""

    arrived: int = 0
    may_come: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AHEAD))

    def see(self, arrived: int) -> None:
        self.allow(arrived - self.arrived)
        self.arrived = arrived

    def allow(self, more: int) -> None:
        for _ in range(more):
            self.may_come.release()


def _kill(installation: Installation, part: str) -> None:
    if part == "everything":
        installation.kill_all()
        installation.start()
    else:
        installation.kill(part)


async def _have_arrived(
    installation: Installation, phone: str, count: int, progress: Progress
) -> None:
    async with asyncio.timeout(60):
        while True:
            # The simulator itself may be coming back from its kill.
            with suppress(httpx2.HTTPError, ValueError, OSError):
                progress.see(len(await traffic.arrived(installation, phone)))
                if progress.arrived >= count:
                    return
            await asyncio.sleep(0.01)
