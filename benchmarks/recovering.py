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

from benchmarks.carrier import accept, begin, bound, text_from, welcome
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.channels.sms.smpp.server import ServerRules, Smsc
from hubbub.kernel.postgres import EmbeddedPostgres
from tests.e2e.installation import START_LIMIT, Installation, Made, installed

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
    with installed(HUBBUB_SIMULATOR="false", HUBBUB_LOG_LEVEL="error") as installation:
        texts, pages = asyncio.run(_measure(installation, installation.make_account()))
        installation.stop()
        return Result(_alone(EmbeddedPostgres(installation.home)), median(texts), median(pages))


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
    smsc = Smsc(ServerRules(welcome, accept))
    port = await smsc.start("127.0.0.1", 0)
    headers = {"Authorization": f"Bearer {made.api_key}"}
    texts: list[float] = []
    pages: list[float] = []
    async with httpx2.AsyncClient(base_url=installation.url, headers=headers, timeout=60) as api:
        await begin(api, port)
        peer = await bound(smsc)
        for n in range(ROUNDS):
            await asyncio.to_thread(installation.await_health)
            began = time.perf_counter()
            installation.kill("postgres")
            text, page = await asyncio.gather(_text(peer, n), _page(api))
            texts.append(text - began)
            pages.append(page - began)
        found = (await api.get("/api/conversations?scope=all")).json()["items"]
        assert len(found) == ROUNDS, f"{len(found)} of {ROUNDS} texts are there"
    await smsc.stop()
    return texts, pages


async def _text(peer: Peer, n: int) -> float:
    """As a carrier does that is told to try again, or hears nothing."""
    while True:
        try:
            if await peer.deliver(text_from(f"38592{n:07d}")) == Status.OK:
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
