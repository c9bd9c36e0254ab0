"""Works of a process that run until it ends: side by side, each with what it needs to go on."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from hubbub.kernel.consuming import Consumer, consume, retry_parked
from hubbub.kernel.database import Database
from hubbub.kernel.ending import end
from hubbub.kernel.tail import Tail

RETRY_SECONDS = 2.0


async def together(*works: Coroutine[Any, Any, object]) -> None:
    """Run until one fails or all are cancelled; then end the others before going on."""
    tasks = [asyncio.create_task(each) for each in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        await end(tasks)


async def follow(database: Database, tail: Tail, consumer: Consumer) -> None:
    """Read the log, and try again what the reader failed on."""
    await together(consume(database, tail, consumer), _retry(database, consumer))


async def _retry(database: Database, consumer: Consumer) -> None:
    while True:
        await asyncio.sleep(RETRY_SECONDS)
        await retry_parked(database, consumer)
