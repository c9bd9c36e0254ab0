"""Writing first at the wire: API, SMPP out, the phone, the answer, the same conversation."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from tests.e2e.people import Agent, Customer
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from tests.e2e.installation import Installation


async def begun(agent: Agent, **values: Any) -> str:
    """The conversation."""
    body = {"client_id": uuid.uuid4().hex, "text": "Your parcel is here. 📦", **values}
    for status in (201, 200):
        answer = await agent.api.post("/api/conversations", json=body)
        assert answer.status_code == status, answer.text
    return answer.json()["conversation_id"]


async def test_what_we_write_reaches_the_phone_and_its_answer_the_same_conversation(
    installation: Installation,
) -> None:
    agent, customer = Agent(installation), Customer(installation, "+385912345670")
    await agent.sign_up()
    number = await agent.number()
    await connected(customer, number)
    available = (await agent.api.get("/api/senders/available")).json()["items"]
    assert [each["value"] for each in available] == [number]
    async with agent.live() as live:
        to = {"phone": customer.phone}
        id_ = await begun(agent, sender_id=available[0]["id"], to=to)
        frame = await live.until(
            lambda f: f["type"] == "conversation" and f["conversation"]["id"] == id_
        )
        assert frame["conversation"]["person"]["phone"] == customer.phone
        await live.until(lambda f: "delivered" in _states(f))
        assert await customer.received() == ["Your parcel is here. 📦"]
        await customer.text(number, "Thank you")
        frame = await live.until(
            lambda f: f["type"] == "conversation" and f["conversation"]["inbound_count"] == 1
        )
        assert frame["conversation"]["id"] == id_
    assert [each["text"] for each in await agent.messages(id_)] == [
        "Your parcel is here. 📦", "Thank you",
    ]  # fmt: skip
    await agent.close()
    await customer.close()


async def test_the_phone_shows_a_name_and_an_answer_to_our_number_joins(
    installation: Installation,
) -> None:
    agent, customer = Agent(installation), Customer(installation, "+385912345671")
    await agent.sign_up()
    number = await agent.number()
    await connected(customer, number)
    carrier = (await agent.api.get("/api/carriers")).json()["items"][0]["id"]
    named = {"name": "My Shop", "carrier_id": carrier}
    sender = (await agent.api.post("/api/senders/names", json=named)).json()
    assert sender["carrier_ready"] is True
    async with agent.live() as live:
        id_ = await begun(agent, sender_id=sender["id"], to={"phone": customer.phone})
        frame = await live.until(
            lambda f: f["type"] == "conversation" and f["conversation"]["id"] == id_
        )
        assert frame["conversation"]["takes_answers"] is False
        await live.until(lambda f: "delivered" in _states(f))
        assert await customer.senders() == ["My Shop"]
        await customer.text(number, "Who is this?")
        frame = await live.until(
            lambda f: f["type"] == "conversation" and f["conversation"]["inbound_count"] == 1
        )
        assert (frame["conversation"]["id"], frame["conversation"]["takes_answers"]) == (id_, True)
    await agent.close()
    await customer.close()


def _states(frame: dict[str, Any]) -> set[str]:
    items = frame.get("items", [])
    return {item["status"] for item in items if item["type"] == "message"}
