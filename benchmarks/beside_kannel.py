"""Texts that a carrier brings, taken in by us and by Kannel's bearerbox with its file store."""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import httpx2
import psycopg

from benchmarks.carrier import accept, begin, bound, text_from, welcome
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.channels.sms.smpp.server import Peer, ServerRules, Smsc
from hubbub.channels.sms.smpp.session import Limits
from hubbub.kernel.postgres import EmbeddedPostgres
from tests.e2e.installation import Installation, installed
from tests.e2e.ports import free_port
from tests.kannel import BOXES, CONFIGURATION
from tooling.kannel import is_there

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

ROUNDS = 5
TEXTS = 3_000
WINDOW = 200


@dataclass(frozen=True, slots=True)
class Result:
    """Texts a second that were answered with OK, the median of rounds that take turns."""

    ours: float
    kannel: float

    @property
    def ratio(self) -> float:
        return self.ours / self.kannel


def measure() -> Result | None:
    """Ours must all be in the database, each once, or there is no figure; None without Kannel."""
    if not is_there():
        return None
    with installed(HUBBUB_SIMULATOR="false", HUBBUB_LOG_LEVEL="error") as installation:
        return asyncio.run(_measure(installation))


async def _measure(installation: Installation) -> Result:
    made = installation.make_account()
    headers = {"Authorization": f"Bearer {made.api_key}"}
    rules = ServerRules(welcome, accept, limits=Limits(window=WINDOW))
    ours, theirs = Smsc(rules), Smsc(rules)
    rates: tuple[list[float], list[float]] = ([], [])
    async with httpx2.AsyncClient(base_url=installation.url, headers=headers, timeout=60) as api:
        await begin(api, await ours.start("127.0.0.1", 0), window=WINDOW, per_second=1000)
        async with _kannel(await theirs.start("127.0.0.1", 0)):
            peers = await bound(ours), await bound(theirs)
            for n in range(-1, ROUNDS):
                for peer, found in zip(peers, rates, strict=True):
                    found.append(await _rate(peer, n + 1))
    await ours.stop()
    await theirs.stop()
    _check(installation)
    # The first of each has met nobody yet, and prepared nothing.
    return Result(median(rates[0][1:]), median(rates[1][1:]))


async def _rate(peer: Peer, turn: int) -> float:
    async def deliver(phone: str) -> None:
        status = await peer.deliver(text_from(phone))
        assert status == Status.OK, status

    began = time.perf_counter()
    phones = (f"38592{turn}{n:06d}" for n in range(TEXTS))
    await asyncio.gather(*(deliver(phone) for phone in phones))
    return TEXTS / (time.perf_counter() - began)


def _check(installation: Installation) -> None:
    dsn = EmbeddedPostgres(installation.home).dsn(role="hubbub_engine")
    with psycopg.connect(dsn) as connection:
        row = connection.execute(
            "SELECT count(*)::int, count(DISTINCT person_id)::int FROM messages"
        )
        assert row.fetchone() == ((ROUNDS + 1) * TEXTS,) * 2, "not every text is there once"


@asynccontextmanager
async def _kannel(port: int) -> AsyncGenerator[None]:
    """Its gateway alone: what came in waits in the store for a program that never asks for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "dlr").mkdir()
        text = CONFIGURATION.format(
            admin=free_port(), box=free_port(), send=free_port(), hook=free_port(), folder=folder,
            smpp=port, system_id="bench", password="bench",
        )  # fmt: skip
        (folder / "kannel.conf").write_text(text)
        process = await asyncio.create_subprocess_exec(
            BOXES[0], "-v", "4", str(folder / "kannel.conf"), cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield
        finally:
            process.kill()
            await process.wait()
