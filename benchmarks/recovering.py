"""From SIGKILL of the database to the next text that is kept, beside the database alone."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import httpx2

from benchmarks.inbound import NUMBER
from hubbub.channels.sms.smpp.outcomes import Answer, UnansweredError
from hubbub.channels.sms.smpp.pdus import Address, Message, Status
from hubbub.channels.sms.smpp.server import ServerRules, Smsc
from hubbub.kernel.postgres import EmbeddedPostgres
from tests.e2e.installation import START_LIMIT, Installation, Made
from tests.waiting import until_now

if TYPE_CHECKING:
    from hubbub.channels.sms.smpp.server import Peer

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds, the median of rounds."""

    alone: float
    """The server of the same data by itself: killed, started, takes connections."""
    text: float
    """Until a text that came at the kill was answered with OK."""
    page: float
    """Until an agent was shown his list."""


def measure() -> Result:
    """The text must be there, or there is no figure."""
    installation = Installation(HUBBUB_SIMULATOR="false", HUBBUB_LOG_LEVEL="error")
    try:
        installation.start()
        texts, pages = asyncio.run(_measure(installation, installation.make_account()))
        installation.stop()
        return Result(_alone(EmbeddedPostgres(installation.home)), median(texts), median(pages))
    finally:
        installation.remove()


def _alone(server: EmbeddedPostgres) -> float:
    server.start()
    times: list[float] = []
    for _ in range(ROUNDS):
        pid = server.pid
        assert pid is not None
        began = time.perf_counter()
        os.kill(pid, signal.SIGKILL)
        server.wait(START_LIMIT)
        server.start()
        times.append(time.perf_counter() - began)
    server.stop()
    return median(times)


async def _measure(installation: Installation, made: Made) -> tuple[list[float], list[float]]:
    smsc = Smsc(ServerRules(_welcome, _accept))
    port = await smsc.start("127.0.0.1", 0)
    headers = {"Authorization": f"Bearer {made.api_key}"}
    texts: list[float] = []
    pages: list[float] = []
    async with httpx2.AsyncClient(base_url=installation.url, headers=headers, timeout=60) as api:
        await _set_up(api, port)
        while not smsc.peers:  # noqa: ASYNC110 - the worker binds when it has seen the carrier
            await asyncio.sleep(0.05)
        for n in range(ROUNDS):
            await asyncio.to_thread(until_now, lambda: _is_healthy(installation), START_LIMIT)
            began = time.perf_counter()
            installation.kill("postgres")
            text, page = await asyncio.gather(_text(smsc.peers[0], n), _page(api))
            texts.append(text - began)
            pages.append(page - began)
        found = (await api.get("/api/conversations?scope=all")).json()["items"]
        assert len(found) == ROUNDS, f"{len(found)} of {ROUNDS} texts are there"
    await smsc.stop()
    return texts, pages


async def _set_up(api: httpx2.AsyncClient, port: int) -> None:
    body = {
        "name": "Bench", "host": "127.0.0.1", "port": port, "system_id": "bench",
        "password": "bench",
    }  # fmt: skip
    carrier = await api.post("/api/carriers", json=body)
    assert carrier.status_code == 201, carrier.text
    number = {"number": NUMBER, "carrier_id": carrier.json()["id"]}
    assert (await api.post("/api/numbers", json=number)).status_code == 201
    everything = {"action": "conversations", "version": 0}
    assert (await api.put("/api/inbound-defaults", json=everything)).status_code == 200


async def _welcome(*_: object) -> int:
    return Status.OK


async def _accept(*_: object) -> Answer:
    return Answer()


def _is_healthy(installation: Installation) -> bool:
    try:
        return httpx2.get(f"{installation.url}/health", timeout=2).status_code == 200
    except httpx2.HTTPError:
        return False


async def _text(peer: Peer, n: int) -> float:
    """As a carrier does that is told to try again, or hears nothing."""
    source, ours = Address(f"38592{n:07d}", 1, 1), Address(NUMBER.removeprefix("+"), 1, 1)
    while True:
        try:
            if await peer.deliver(Message(source, ours, b"Are you there?")) == Status.OK:
                return time.perf_counter()
        except UnansweredError:
            pass
        await asyncio.sleep(0.02)


async def _page(api: httpx2.AsyncClient) -> float:
    while True:
        try:
            if (await api.get("/api/conversations?scope=all")).status_code == 200:
                return time.perf_counter()
        except httpx2.HTTPError:
            pass
        await asyncio.sleep(0.02)
