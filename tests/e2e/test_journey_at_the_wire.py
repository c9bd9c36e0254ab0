"""The main job at the wire: SMPP in, the agent's socket, the API, SMPP out, the receipt."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.e2e.people import Agent, Customer

if TYPE_CHECKING:
    from tests.e2e.installation import Installation

QUESTION = "Where is my order? " + "Žutič Ωμέγα 訂單 📦 " * 20
ANSWER = "It left an hour ago. " + "Schöne Grüße 🚚 " * 20


async def connected(customer: Customer, number: str) -> None:
    async with asyncio.timeout(20):
        while not await customer.knows(number):  # noqa: ASYNC110 - another process decides when
            await asyncio.sleep(0.05)


async def test_a_text_reaches_the_agent_and_the_answer_the_phone(
    installation: Installation,
) -> None:
    agent, customer = Agent(installation), Customer(installation, "+385912345678")
    await agent.sign_up()
    await agent.take_work()
    number = await agent.number()
    await connected(customer, number)
    async with agent.live() as live:
        await customer.text(number, QUESTION)
        frame = await live.until(lambda f: f["type"] == "conversation" and _is_mine(f))
        conversation = frame["conversation"]
        assert conversation["person"]["phone"] == customer.phone
        assert "reply" in conversation["can"]
        assert [m["text"] for m in await agent.messages(conversation["id"])] == [QUESTION]

        answered = await agent.reply(conversation["id"], ANSWER)
        assert answered.status_code == 201
        assert answered.json()["status"] == "queued"
        message_id = answered.json()["id"]
        frame = await live.until(lambda f: _status(f, message_id) == "delivered")
    assert await customer.received() == [ANSWER]
    messages = await agent.messages(conversation["id"])
    assert [(m["direction"], m["status"]) for m in messages] == [
        ("inbound", "received"),
        ("outbound", "delivered"),
    ]
    await agent.close()
    await customer.close()


def _is_mine(frame: dict[str, Any]) -> bool:
    return frame["conversation"]["assignee"] is not None


def _status(frame: dict[str, Any], message_id: str) -> str | None:
    for item in frame.get("items", []):
        if item["type"] == "message" and item["id"] == message_id:
            return item["status"]
    return None
