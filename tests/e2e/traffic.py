"""Texts in and answers out through whatever happens, and what must hold of them in the end."""

from __future__ import annotations

import asyncio
import secrets
import uuid
from collections import Counter
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol

import httpx2

from hubbub.channels.sms.reassembly import GAP
from tests.e2e.people import Customer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence

    from tests.e2e.people import Agent

PHONE = "+385912345678"
SETTLED = frozenset({"delivered", "unknown", "failed"})
PATIENCE = 60.0


class Reached(Protocol):
    """Where the desk and the simulated carrier are."""

    @property
    def url(self) -> str: ...
    @property
    def simulator_url(self) -> str: ...


def text_of(kind: str, index: int) -> str:
    """Every fourth of several parts, in letters that need two bytes."""
    text = f"{kind} {index} {uuid.uuid4().hex}"
    return text if index % 4 else f"{text} " + "čežnja 😀 " * 20


def new_phone() -> str:
    """For a test that shares its installation with others."""
    return f"+38591{secrets.randbelow(10**7):07d}"


@asynccontextmanager
async def phone(reached: Reached, number: str = PHONE) -> AsyncGenerator[Customer]:
    """Opened anew each time: the simulator may come back at another port."""
    customer = Customer(reached, number)
    try:
        yield customer
    finally:
        await customer.close()


async def ask(
    reached: Reached, number: str, texts: Sequence[str], pause: float = 0, by: str = PHONE
) -> None:
    """A phone whose owner presses *send* again until the carrier has the text."""
    for text in texts:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    async with phone(reached, by) as customer:
                        if text not in await customer.sent():
                            await customer.text(number, text)
                    break
                except (httpx2.HTTPError, ValueError, OSError):
                    await asyncio.sleep(0.1)
        await asyncio.sleep(pause)


async def answer(
    agents: Sequence[Agent],
    conversation_id: str,
    texts: Sequence[str],
    may_write: Callable[[], Awaitable[object]],
) -> None:
    """A desk that repeats a send with the same client id until it is answered, at each server in
    turn."""
    turn = 0
    for text in texts:
        await may_write()
        client_id = uuid.uuid4().hex
        async with asyncio.timeout(PATIENCE):
            while True:
                turn += 1
                try:
                    agent = agents[turn % len(agents)]
                    said = await agent.reply(conversation_id, text, client_id)
                    if said.status_code in (200, 201):
                        break
                    assert said.status_code == 503, said.text
                except httpx2.HTTPError:
                    pass
                await asyncio.sleep(0.1)


async def assigned(agent: Agent) -> str:
    async with asyncio.timeout(20):
        while True:
            found = await agent.conversations()
            if found:
                return found[0]["id"]
            await asyncio.sleep(0.05)


async def arrived(reached: Reached, on: str = PHONE) -> list[str]:
    async with phone(reached, on) as customer:
        return await customer.received()


async def all_settled(agent: Agent, conversation_id: str, expected: int) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    try:
        async with asyncio.timeout(90):
            while True:
                with suppress(httpx2.HTTPError):
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


def is_part_of_unknown(text: str, statuses: Mapping[str, str]) -> bool:
    """What a phone shows when the reference of a text that never became whole comes round again.
    Such a one is unknown: whoever handed it over was killed after some of its parts."""
    unknown = [each for each, status in statuses.items() if status == "unknown"]
    return GAP in text and any(all(part in each for part in text.split(GAP)) for each in unknown)


def check_texts(
    messages: Sequence[dict[str, Any]],
    asked: Sequence[str],
    answered: Sequence[str],
    on_phone: Sequence[str],
) -> Counter[str]:
    """Everything that was accepted is there once, and nothing was sent twice; the states of the
    answers."""
    inbound = Counter(m["text"] for m in messages if m["direction"] == "inbound")
    assert inbound == Counter(asked), f"{inbound - Counter(asked)} {Counter(asked) - inbound}"
    outbound = Counter(m["text"] for m in messages if m["direction"] == "outbound")
    assert outbound == Counter(answered)
    statuses = {m["text"]: m["status"] for m in messages if m["direction"] == "outbound"}
    found = Counter(text for text in on_phone if not is_part_of_unknown(text, statuses))
    assert max(found.values()) == 1, "an answer was sent twice"
    assert set(found) <= set(answered), "something arrived that nobody wrote"
    for text, status in statuses.items():
        # Unknown says: it may have arrived. All others are told exactly.
        assert status == "unknown" or found[text] == (1 if status == "delivered" else 0)
    return Counter(statuses.values())
