"""Programs that a measure has beside it, each in a process of its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx2

from tests.e2e.installation import START_LIMIT
from tests.e2e.ports import free_port
from tests.waiting import until_now

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator


@dataclass(frozen=True, slots=True)
class Bare:
    """Where `benchmarks.bare` serves, and as what process."""

    url: str
    pid: int


@contextmanager
def beside(module: str, *words: str) -> Generator[int]:
    """`python -m module words`, running; its process id."""
    process = subprocess.Popen([sys.executable, "-m", module, *words])
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


@asynccontextmanager
async def bare_server(dsn: str) -> AsyncGenerator[Bare]:
    """`benchmarks.bare` on this database, when it answers."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with beside("benchmarks.bare", str(port), dsn) as pid:
        await asyncio.to_thread(until_now, lambda: answers(f"{url}/page"), START_LIMIT)
        yield Bare(url, pid)


def answers(url: str) -> bool:
    """Whether somebody is there, whatever he says."""
    try:
        return httpx2.get(url, timeout=2).status_code < 600
    except httpx2.HTTPError:
        return False
