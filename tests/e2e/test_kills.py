"""SIGKILL in the middle of traffic: what was accepted is there once, nothing is sent twice."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests.e2e.people import Agent, Customer
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.e2e.installation import Installation

TEXTS = 40
SETTLED = frozenset({"delivered", "unknown", "failed"})


@pytest.mark.parametrize("part", ["serve", "worker", "simulator", "postgres"])
async def test_nothing_is_lost_and_nothing_twice(fragile: Installation, part: str) -> None:
    agent = Agent(fragile)
    await agent.sign_up()
    await agent.take_work()
    number = await agent.number()
    async with phone(fragile) as customer:
        await connected(customer, number)
        await customer.text(number, "hello")
    conversation_id = await _assigned(agent)

    asked = [f"question {index} {uuid.uuid4().hex}" for index in range(TEXTS)]
    answered = [f"answer {index} {uuid.uuid4().hex}" for index in range(TEXTS)]
    writing = asyncio.create_task(_ask(fragile, number, asked))
    replying = asyncio.create_task(_answer(agent, conversation_id, answered))
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        while len(await _arrived(fragile)) < 3:  # noqa: ASYNC110 - traffic runs both ways
            await asyncio.sleep(0.01)
    fragile.kill(part)
    await asyncio.gather(writing, replying)
    fragile.await_health()

    messages = await _all_settled(agent, conversation_id, len(asked) + len(answered) + 1)
    inbound = Counter(m["text"] for m in messages if m["direction"] == "inbound")
    assert inbound == Counter([*asked, "hello"])
    outbound = {m["text"]: m["status"] for m in messages if m["direction"] == "outbound"}
    assert sorted(outbound) == sorted(answered)
    arrived = Counter(await _arrived(fragile))
    assert max(arrived.values()) == 1, "an answer was sent twice"
    for text, status in outbound.items():
        # Unknown says: it may have arrived. All others are told exactly.
        assert status == "unknown" or arrived[text] == (1 if status == "delivered" else 0)
    await agent.close()


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


async def _answer(agent: Agent, conversation_id: str, texts: list[str]) -> None:
    """A desk that repeats a send with the same client id until it is answered."""
    for text in texts:
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
