"""A running simulator with an account of ours on it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hubbub.channels.sms.decoding import InboundPart
from hubbub.channels.sms.reassembly import complete_text
from hubbub.channels.sms.receipts import Receipt
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.simulated import password_for, simulator_key
from hubbub.channels.sms.smpp.client import Connection, Submitted
from hubbub.channels.sms.smpp.endpoint import Endpoint
from hubbub.channels.sms.smpp.messages import messages_of, understand
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Message, Status
from hubbub.kernel.simulating import SimulatorPorts
from hubbub.simulator.running import Simulator
from tests.channels.sms.smpp.wire import QUICK, connected

NUMBER = "+4420000001"
PHONE = "+12025550100"


@dataclass
class Desk:
    """Our side of the carrier: what came in, and the answer it gets."""

    parts: list[InboundPart] = field(default_factory=list[InboundPart])
    receipts: list[Receipt] = field(default_factory=list[Receipt])
    statuses: list[int] = field(default_factory=list[int])

    async def on_deliver(self, message: Message) -> Answer:
        status = self.statuses.pop(0) if self.statuses else Status.OK
        understood = understand(message)
        if isinstance(understood, Receipt):
            self.receipts += [understood] if status == Status.OK else []
        elif understood:
            self.parts += [understood] if status == Status.OK else []
        return Answer(status)

    @property
    def text(self) -> str | None:
        return complete_text(self.parts)


@dataclass
class World:
    """The simulator, its ports, and a client of its HTTP side."""

    home: Path
    simulator: Simulator
    ports: SimulatorPorts
    http: httpx2.AsyncClient

    def endpoint(self, system_id: str = "us") -> Endpoint:
        password = password_for(simulator_key(self.home), system_id)
        return Endpoint(
            "127.0.0.1",
            self.ports.smpp,
            system_id,
            password,
            limits=QUICK,
            first_retry=0.02,
            longest_retry=0.1,
        )

    async def own(self, *numbers: str, system_id: str = "us") -> httpx2.Response:
        password = password_for(simulator_key(self.home), system_id)
        return await self.http.put(
            f"/simulator/api/inventory/{system_id}",
            json={"numbers": list(numbers)},
            headers={"X-Simulator-Password": password},
        )

    async def turn(self, **knobs: object) -> None:
        answer = await self.http.put("/simulator/api/knobs", json={"delay": 0} | knobs)
        assert answer.status_code == 200, answer.text

    async def text(self, text: str, phone: str = PHONE, number: str = NUMBER) -> httpx2.Response:
        body = {"from": phone, "to": number, "text": text}
        return await self.http.post("/simulator/api/texts", json=body)

    async def thread(self, phone: str = PHONE) -> list[dict[str, Any]]:
        answer = await self.http.get(f"/simulator/api/phones/{phone}")
        return answer.json()["texts"] if answer.status_code == 200 else []

    async def states(self, phone: str = PHONE) -> list[str]:
        return [text["state"] for text in await self.thread(phone)]

    async def until_states(self, *states: str, phone: str = PHONE) -> None:
        async with asyncio.timeout(10):
            while await self.states(phone) != list(states):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def desk(self, desk: Desk) -> AsyncGenerator[Connection]:
        async with connected(self.endpoint(), desk.on_deliver) as connection:
            async with asyncio.timeout(10):
                await connection.bound()
            yield connection


async def reply(connection: Connection, text: str, phone: str = PHONE) -> list[Submitted]:
    segments = split_into_segments(text, reference=11)
    return await connection.submit_all(messages_of(segments, NUMBER, phone, wants_receipt=True))


@asynccontextmanager
async def simulator_in(home: Path) -> AsyncGenerator[World]:
    simulator = Simulator(home)
    ports = await simulator.start()
    base = f"http://127.0.0.1:{ports.http}"
    try:
        async with httpx2.AsyncClient(base_url=base) as http:
            world = World(home, simulator, ports, http)
            try:
                yield world
            finally:
                # A test may have begun another one in its place.
                await world.simulator.stop()
    finally:
        await simulator.stop()


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    async with simulator_in(tmp_path) as world:
        assert (await world.own(NUMBER)).status_code == 204
        await world.turn()
        yield world
