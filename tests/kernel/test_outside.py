"""Work that reaches beyond the database has fair shares."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hubbub.kernel.outside import AT_ONCE, PER_ACCOUNT, run_outside
from hubbub.kernel.timers import Timer, schedule
from tests.kernel.sample import new_account
from tests.waiting import until

if TYPE_CHECKING:
    from hubbub.kernel.database import Database

KIND = "sample"
LONG_AGO, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)


async def test_the_slow_servers_of_one_account_delay_nobody_else(database: Database) -> None:
    slow, other = await new_account(database), await new_account(database)
    for account, count, due in ((slow, 3 * AT_ONCE, LONG_AGO), (other, 20, LATER)):
        async with database.transaction(account) as tx:
            for _ in range(count):
                await schedule(tx, KIND, due)
    begun, done = 0, 0

    async def work(timer: Timer) -> None:
        nonlocal begun, done
        if timer.account_id == slow:
            begun += 1
            await asyncio.Event().wait()
        done += 1

    running = asyncio.create_task(run_outside(database, {KIND: work}, pause=0.01))
    try:
        await until(lambda: done == 20)
        assert begun == PER_ACCOUNT
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
