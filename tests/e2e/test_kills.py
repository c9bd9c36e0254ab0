"""SIGKILL in the middle of traffic: what was accepted is there once, nothing is sent twice."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests.e2e.people import Agent, Customer
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.e2e.installation import Installation

TEXTS = 50
KILLS_AFTER = (3, 12)
"""Answers on the phone when the first and the second SIGKILL come."""
MOST_UNDER_WAY = 20
"""Twice the window: as many parts the worker has in hand."""
MOST_AHEAD = 30
"""As many answers are written before they arrive, so that both kills find the desk at work: more
than a kill can lose, fewer than are left at the second."""
SETTLED = frozenset({"delivered", "unknown", "failed"})


@pytest.mark.parametrize("part", ["serve", "worker", "simulator", "postgres", "everything"])
async def test_nothing_is_lost_and_nothing_twice(fragile: Installation, part: str) -> None:
    agent = Agent(fragile)
    await agent.sign_up()
    await agent.take_work()
    number = await agent.number()
    async with phone(fragile) as customer:
        await connected(customer, number)
        await customer.text(number, "hello")
    conversation_id = await _assigned(agent)

    asked = [_text("question", index) for index in range(TEXTS)]
    answered = [_text("answer", index) for index in range(TEXTS)]
    progress = Progress()
    writing = asyncio.create_task(_ask(fragile, number, asked))
    replying = asyncio.create_task(_answer(agent, conversation_id, answered, progress))
    for arrivals in KILLS_AFTER:
        await _have_arrived(fragile, arrivals, progress)
        assert not replying.done(), "the traffic was over before the kill"
        _kill(fragile, part)
    progress.allow(TEXTS)
    await asyncio.gather(writing, replying)
    fragile.await_health()

    messages = await _all_settled(agent, conversation_id, len(asked) + len(answered) + 1)
    inbound = Counter(m["text"] for m in messages if m["direction"] == "inbound")
    assert inbound == Counter([*asked, "hello"])
    outbound = Counter(m["text"] for m in messages if m["direction"] == "outbound")
    assert outbound == Counter(answered)
    statuses = {m["text"]: m["status"] for m in messages if m["direction"] == "outbound"}
    arrived = Counter(await _arrived(fragile))
    assert max(arrived.values()) == 1, "an answer was sent twice"
    assert set(arrived) <= set(answered), "something arrived that nobody wrote"
    for text, status in statuses.items():
        # Unknown says: it may have arrived. All others are told exactly.
        assert status == "unknown" or arrived[text] == (1 if status == "delivered" else 0)
    # What was under way at a kill may be unknown, the rest may not.
    assert Counter(statuses.values())["unknown"] <= MOST_UNDER_WAY * len(KILLS_AFTER)
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


def _text(kind: str, index: int) -> str:
    """Every fourth of several parts, in letters that need two bytes."""
    text = f"{kind} {index} {uuid.uuid4().hex}"
    return text if index % 4 else f"{text} " + "čežnja 😀 " * 20


def _kill(installation: Installation, part: str) -> None:
    if part == "everything":
        installation.kill_all()
        installation.start()
    else:
        installation.kill(part)


async def _assigned(agent: Agent) -> str:
    async with asyncio.timeout(20):
        while True:
            found = await agent.conversations()
            if found:
                return found[0]["id"]
            await asyncio.sleep(0.05)


async def _ask(installation: Installation, number: str, texts: list[str]) -> None:
    """A phone whose owner presses *send* again until the carrier has the text."""
    for text in texts:
        async with asyncio.timeout(60):
            while True:
                try:
                    async with phone(installation) as customer:
                        if text not in await customer.sent():
                            await customer.text(number, text)
                    break
                except (httpx2.HTTPError, ValueError, OSError):
                    await asyncio.sleep(0.1)


async def _answer(agent: Agent, conversation_id: str, texts: list[str], progress: Progress) -> None:
    """A desk that repeats a send with the same client id until it is answered."""
    for text in texts:
        await progress.may_come.acquire()
        client_id = uuid.uuid4().hex
        async with asyncio.timeout(60):
            while True:
                try:
                    answer = await agent.reply(conversation_id, text, client_id)
                    if answer.status_code in (200, 201):
                        break
                    assert answer.status_code == 503, answer.text
                except httpx2.HTTPError:
                    pass
                await asyncio.sleep(0.1)


async def _arrived(installation: Installation) -> list[str]:
    async with phone(installation) as customer:
        return await customer.received()


async def _have_arrived(installation: Installation, count: int, progress: Progress) -> None:
    async with asyncio.timeout(60):
        while True:
            # The simulator itself may be coming back from its kill.
            with suppress(httpx2.HTTPError, ValueError, OSError):
                progress.see(len(await _arrived(installation)))
                if progress.arrived >= count:
                    return
            await asyncio.sleep(0.01)


@asynccontextmanager
async def phone(installation: Installation) -> AsyncGenerator[Customer]:
    """Opened anew each time: the simulator may come back at another port."""
    customer = Customer(installation, "+385912345678")
    try:
        yield customer
    finally:
        await customer.close()


async def _all_settled(agent: Agent, conversation_id: str, expected: int) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    try:
        async with asyncio.timeout(90):
            while True:
                messages = await agent.messages(conversation_id)
                waiting = [
                    m for m in messages
                    if m["direction"] == "outbound" and m["status"] not in SETTLED
                ]  # fmt: skip
                if len(messages) >= expected and not waiting:
                    return messages
                await asyncio.sleep(0.2)
    except TimeoutError:
        states = Counter((m["direction"], m["status"]) for m in messages)
        raise AssertionError(f"not settled: {states}") from None
