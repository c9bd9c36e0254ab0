"""What a text costs that is taken in with others: the same work in one transaction for 200, and in
one for each."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.filling import CARRIER, SECRETS
from hubbub.access.accounts.repository import insert_account
from hubbub.channels.sms.carriers import add_carrier
from hubbub.channels.sms.incoming import Whole, take_in_whole
from hubbub.entrypoints.composition import compose
from hubbub.features.numbers.adding import add_number
from hubbub.features.queues.creating import create_queue
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.ids import new_id
from tests.cluster import new_own_cluster
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

ROUNDS = 5
TEXTS = 1_000
"""In each round, in either way, each of somebody new."""
TOGETHER = 200
AT_ONCE = 8
"""Transactions of one text that are under way."""
NUMBER = "+385911111111"
COUNTED = "SELECT count(*)::int, count(DISTINCT person_id)::int FROM messages"


@dataclass(frozen=True, slots=True)
class Result:
    """Texts a second, the median of rounds that take turns."""

    together: float
    alone: float

    @property
    def ratio(self) -> float:
        return self.together / self.alone


@dataclass(frozen=True, slots=True)
class Account:
    """To whose number the texts come."""

    database: Database
    id: UUID
    carrier_id: UUID

    async def take(self, texts: Sequence[Whole]) -> None:
        async with self.database.transaction(self.id) as tx:
            assert not any(await take_in_whole(tx, self.carrier_id, texts))


def measure() -> Result:
    """On a server of its own. Each text must be there once, or there is no figure."""
    own = new_own_cluster()
    try:
        compose(settings_for(own.folder))
        return asyncio.run(_measure(Database(own.address, size=AT_ONCE)))
    finally:
        own.remove()


async def _measure(database: Database) -> Result:
    await database.open()
    try:
        account = await _make(database)
        rates: tuple[list[float], list[float]] = ([], [])
        for turn in range(-1, ROUNDS):
            for way, (rate, found) in enumerate(
                zip((_together, _alone), rates, strict=True), start=2 * turn + 2
            ):
                texts = [_text(way * TEXTS + n) for n in range(TEXTS)]
                began = time.perf_counter()
                await rate(account, texts)
                found.append(TEXTS / (time.perf_counter() - began))
        async with database.transaction(account.id, is_long=True) as tx:
            everything = 2 * (ROUNDS + 1) * TEXTS
            assert await tx.rows(COUNTED) == [(everything, everything)], "not each is there once"
    finally:
        await database.close()
    # The first of each have met nobody yet, and prepared nothing.
    return Result(median(rates[0][1:]), median(rates[1][1:]))


async def _make(database: Database) -> Account:
    id_ = new_id()
    async with database.transaction(id_, is_long=True) as tx:
        await insert_account(tx, "Bench", 10)
        await create_queue(tx, "Support", SYSTEM, is_default=True)
        carrier = await add_carrier(tx, CARRIER, SECRETS, SYSTEM)
        await add_number(tx, NUMBER, carrier.id, SYSTEM, "conversations")
    return Account(database, id_, carrier.id)


def _text(n: int) -> Whole:
    return Whole(f"k{n}", f"+38592{n:07d}", NUMBER, "Where is my order?")


async def _together(account: Account, texts: list[Whole]) -> None:
    for first in range(0, len(texts), TOGETHER):
        await account.take(texts[first : first + TOGETHER])


async def _alone(account: Account, texts: list[Whole]) -> None:
    waiting = list(texts)

    async def some() -> None:
        while waiting:
            await account.take([waiting.pop()])

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
