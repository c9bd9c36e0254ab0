"""The carrier that measures over SMPP begin with: its texts, and a number that leads them to
Conversations."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Address, Message, Status

if TYPE_CHECKING:
    import httpx2

    from hubbub.channels.sms.smpp.server import Peer, Smsc

NUMBER = "+385911111111"


async def welcome(*_: object) -> int:
    """Whoever binds is let in."""
    return Status.OK


async def accept(*_: object) -> Answer:
    """Whatever is sent is taken."""
    return Answer()


async def begin(api: httpx2.AsyncClient, port: int, **limits: int) -> None:
    """Have it added at this port, with the number."""
    body = {
        "name": "Bench", "host": "127.0.0.1", "port": port, "system_id": "bench",
        "password": "bench", **limits,
    }  # fmt: skip
    carrier = await api.post("/api/carriers", json=body)
    assert carrier.status_code == 201, carrier.text
    number = {"number": NUMBER, "carrier_id": carrier.json()["id"]}
    assert (await api.post("/api/numbers", json=number)).status_code == 201
    everything = {"action": "conversations", "version": 0}
    assert (await api.put("/api/inbound-defaults", json=everything)).status_code == 200


async def bound(smsc: Smsc) -> Peer:
    """The first that has bound; the worker does when it has seen the carrier."""
    while not smsc.peers:  # noqa: ASYNC110 - it comes by itself
        await asyncio.sleep(0.05)
    return smsc.peers[0]


def text_from(phone: str, words: bytes = b"Where is my order?") -> Message:
    """A text to the number; `phone` without a +."""
    source, ours = Address(phone, 1, 1), Address(NUMBER.removeprefix("+"), 1, 1)
    return Message(source, ours, words)
