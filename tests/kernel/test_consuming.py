"""A reader of the log takes every fact in, in order, whatever fails on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
import pytest
from psycopg import OperationalError

from hubbub.kernel import parking
from hubbub.kernel.consuming import Consumer, consume, retry_parked
from hubbub.kernel.database import Database
from hubbub.kernel.epochs import current_epoch, open_epoch
from hubbub.kernel.events import Recorded
from hubbub.kernel.ids import new_id
from hubbub.kernel.parking import FIRST_PAUSE, MOST_PAUSE, parked_everywhere, pause_after
from hubbub.kernel.positions import (
    Batch,
    Position,
    read_account_after,
    read_after,
    read_head,
    read_overtaken,
)
from hubbub.kernel.tail import Tail
from tests.kernel.sample import Happened, happen, new_account
from tests.waiting import LIMIT, LOOK_EVERY, until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

Refuses = Callable[[Recorded], bool]
PARKED = """
SELECT (event->'data'->>'number')::int, attempts, error FROM parked_events ORDER BY event_seq
"""


def nothing(_: Recorded) -> bool:
    return False


@dataclass
class Reader:
    """A reader that notes what it takes in and can be told to refuse."""

    database: Database
    account: UUID
    refuses: Refuses = nothing
    error: Exception = field(default_factory=ZeroDivisionError)
    together: Callable[[Recorded], Hashable] | None = None
    took: list[int] = field(default_factory=list[int])
    seen: list[Recorded] = field(default_factory=list[Recorded])

    @property
    def consumer(self) -> Consumer:
        return Consumer("test", self.handle, frozenset({Happened.kind}), self.together)

    async def handle(self, event: Recorded) -> None:
        self.seen.append(event)
        if self.refuses(event):
            raise self.error
        self.took.append(event.data["number"])

    async def write(self, *numbers: int, subject: UUID) -> None:
        """One transaction of facts, the number also being the version."""
        async with self.database.transaction(self.account) as tx:
            for number in numbers:
                await happen(tx, number, subject=subject)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[None]:
        reading = asyncio.create_task(consume(self.database, Tail(self.database), self.consumer))
        try:
            yield
            assert not reading.done()
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def parked(self) -> list[tuple[int, int]]:
        """(number, attempts) of what is set aside."""
        async with self.database.engine() as tx:
            return [(row[0], row[1]) for row in await tx.rows(PARKED)]

    async def saved(self) -> Position | None:
        async with self.database.engine() as tx:
            row = await tx.row("SELECT epoch, xid, seq FROM consumers WHERE name = 'test'")
        return None if row is None else Position(*row)

    async def make_due(self) -> None:
        async with self.database.engine() as tx:
            await tx.execute("UPDATE parked_events SET retry_at = now()")


@pytest.fixture
async def reader(database: Database) -> Reader:
    return Reader(database, await new_account(database))


async def test_it_reads_on_where_it_stopped(reader: Reader) -> None:
    subject = new_id()
    await reader.write(1, 2, subject=subject)
    async with reader.reading():
        await until(lambda: reader.took == [1, 2])
        await reader.write(3, subject=subject)
        await until(lambda: reader.took == [1, 2, 3])
    await reader.write(4, subject=subject)
    async with reader.reading():
        await until(lambda: 4 in reader.took)
    assert reader.took[-1] == 4
    assert reader.took.count(1) == 1


async def test_a_fact_that_fails_holds_up_its_subject_alone(reader: Reader) -> None:
    bad, good = new_id(), new_id()
    reader.refuses = lambda event: event.subject_id == bad
    # In one batch: what follows in it waits too, and is not passed over.
    await reader.write(1, 2, 3, subject=bad)
    await reader.write(10, 11, subject=good)
    async with reader.reading():
        await until(lambda: reader.took == [10, 11])
        # And in a later one.
        await reader.write(4, subject=bad)
        await reader.write(12, subject=good)
        await until(lambda: reader.took == [10, 11, 12])
    assert await reader.parked() == [(1, 1), (2, 0), (3, 0), (4, 0)]
    assert [event.data["number"] for event in reader.seen if event.subject_id == bad] == [1]
    async with reader.database.engine() as tx:
        (found,) = await parked_everywhere(tx)
    assert (found.consumer, found.count, found.attempts) == ("test", 4, 1)


async def test_what_one_look_answers_is_looked_at_once_a_batch(reader: Reader) -> None:
    def tens(event: Recorded) -> int | None:
        return event.data["number"] // 10 or None

    reader.together = tens
    reader.refuses = lambda event: event.data["number"] == 21
    for number in (10, 11, 3, 21, 12, 4, 22, 23):
        await reader.write(number, subject=new_id())
    async with reader.reading():
        await until(lambda: reader.took == [10, 3, 4, 22])
        assert [event.data["number"] for event in reader.seen] == [10, 3, 21, 4, 22]
        await reader.write(13, subject=new_id())
        await until(lambda: 13 in reader.took)
    # What failed is tried again, whatever the next one of its kind found.
    assert await reader.parked() == [(21, 1)]


async def test_what_waited_is_taken_in_order_when_the_first_succeeds(reader: Reader) -> None:
    bad = new_id()
    reader.refuses = lambda event: event.data["number"] == 1
    await reader.write(1, 2, 3, subject=bad)
    async with reader.reading():
        await until(lambda: len(reader.seen) == 1)
        await reader.write(4, subject=bad)
        await reader.write(99, subject=new_id())
        await until(lambda: reader.took == [99])
        reader.refuses = nothing
        await reader.make_due()
        assert await retry_parked(reader.database, reader.consumer) == 4
        await reader.write(5, subject=bad)
        await until(lambda: reader.took == [99, 1, 2, 3, 4, 5])
    assert await reader.parked() == []
    # What comes back from the table is the fact that it was.
    first, again = reader.seen[0], reader.seen[2]
    assert again == first
    assert isinstance(again.at, datetime)


async def test_a_retry_waits_until_it_is_due(reader: Reader) -> None:
    reader.refuses = lambda _: True
    await reader.write(1, subject=new_id())
    async with reader.reading():
        await until(lambda: len(reader.seen) == 1)
        await reader.write(2, subject=new_id())
        await until(lambda: len(reader.seen) == 2)
    async with reader.database.engine() as tx:
        await tx.execute("UPDATE parked_events SET retry_at = now() + interval '1 hour'")
    assert await retry_parked(reader.database, reader.consumer) == 0
    assert len(reader.seen) == 2
    await reader.make_due()
    async with reader.database.engine() as tx:
        began = await tx.value("SELECT clock_timestamp()")
    assert await retry_parked(reader.database, reader.consumer) == 0
    async with reader.database.engine() as tx:
        row = await tx.row("SELECT attempts, retry_at FROM parked_events ORDER BY event_seq")
    assert row is not None
    assert row[0] == 2
    assert row[1] >= began + pause_after(2)


async def test_one_that_cannot_be_read_holds_up_its_subject_alone(reader: Reader) -> None:
    strange, other = new_id(), new_id()
    reader.refuses = lambda _: True
    await reader.write(1, subject=strange)
    await reader.write(2, subject=other)
    async with reader.reading():
        await until(lambda: len(reader.seen) == 2)
    async with reader.database.engine() as tx:
        # As another version may have written it.
        await tx.execute(
            "UPDATE parked_events SET event = event - 'xid' WHERE subject_id = %s", (strange,)
        )
    await reader.make_due()
    reader.refuses = nothing
    assert await retry_parked(reader.database, reader.consumer) == 1
    async with reader.database.engine() as tx:
        left = "SELECT attempts, error, retry_at > now() FROM parked_events"
        assert await tx.rows(left) == [(2, "ValidationError", True)]


def test_the_pause_doubles_up_to_a_bound() -> None:
    assert [pause_after(n) / FIRST_PAUSE for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert pause_after(100) == MOST_PAUSE


async def test_after_a_crash_in_the_middle_of_a_batch_nothing_is_missing(reader: Reader) -> None:
    bad, good = new_id(), new_id()
    stuck = asyncio.Event()

    async def handle(event: Recorded) -> None:
        await Reader.handle(reader, event)
        if event.data["number"] == 11:
            stuck.set()
            await asyncio.Event().wait()

    reader.refuses = lambda event: event.subject_id == bad
    # One transaction, or a test beside this one could have the log cut between two.
    async with reader.database.transaction(reader.account) as tx:
        for number, subject in ((1, bad), (2, bad), (10, good), (11, good), (12, good)):
            await happen(tx, number, subject=subject)
    crashing = Consumer("test", handle, reader.consumer.kinds)
    reading = asyncio.create_task(consume(reader.database, Tail(reader.database), crashing))
    await asyncio.wait_for(stuck.wait(), 20)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    assert await reader.saved() is None
    before = await reader.parked()
    async with reader.reading():
        await until(lambda: 12 in reader.took)
    assert reader.took == [10, 11, 10, 11, 12]
    # Read again, what is set aside is not counted as tried again.
    assert await reader.parked() == before == [(1, 1), (2, 0)]


async def test_a_failure_that_cannot_be_stored_moves_nothing_on(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> None:
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(parking.Parking, "park", gone)
    reader.refuses = lambda _: True
    await reader.write(1, subject=new_id())
    with pytest.raises(OperationalError):
        await consume(reader.database, Tail(reader.database), reader.consumer)
    assert await reader.saved() is None


async def test_an_error_with_a_nul_can_be_stored(reader: Reader) -> None:
    reader.refuses, reader.error = (lambda _: True), ValueError("bad \0 text")
    await reader.write(1, subject=new_id())
    async with reader.reading():
        await until(lambda: len(reader.seen) == 1)
        await reader.write(2, subject=new_id())
        await until(lambda: len(reader.seen) == 2)
    assert [row[0] for row in await reader.parked()][:1] == [1]


async def swapped(reader: Reader, subject: UUID) -> None:
    """A subject changed first by the transaction that began last."""
    async with reader.database.transaction(reader.account) as first:
        await first.value("SELECT pg_current_xact_id()")
        await reader.write(1, subject=subject)
        await happen(first, 2, subject=subject)


async def test_the_order_of_one_subject_is_kept_when_transactions_cross(reader: Reader) -> None:
    await swapped(reader, new_id())
    async with reader.reading():
        await until(lambda: len(reader.took) == 2)
    assert reader.took == [1, 2]


async def test_a_batch_that_is_cut_between_them_takes_the_earlier_one_along(
    reader: Reader,
) -> None:
    subject = new_id()
    await swapped(reader, subject)
    batch = await _first_batch(reader.database)
    async with reader.database.engine() as tx:
        along = await read_overtaken(tx, batch, reader.consumer.kinds)
        other = await read_overtaken(tx, batch, frozenset({"another"}))
    assert [event.version for event in batch.events] == [2]
    assert [event.version for event in along] == [1]
    assert other == []


async def test_facts_of_before_a_restore_are_not_taken_along_or_missed(reader: Reader) -> None:
    """In another cluster transaction ids start again, so that theirs lie above all new ones."""
    subject = new_id()
    await reader.write(1, subject=subject)
    with psycopg.connect(reader.database.address.owner) as owner:
        owner.execute("UPDATE events SET xid = '99999999999'")
        owner.execute("UPDATE event_epochs SET system = 'another'")
        open_epoch(owner)
    position = await read_head(reader.database)
    await reader.write(2, subject=subject)
    batch = await _first_batch(reader.database)
    assert [event.version for event in batch.events] == [2]
    async with reader.database.engine() as tx:
        assert await read_overtaken(tx, batch, reader.consumer.kinds) == []
    missed = await read_account_after(reader.database, reader.account, position, 10)
    assert missed is not None
    assert [event.version for event in missed] == [2]


async def _first_batch(database: Database) -> Batch:
    """Of one fact, as soon as no transaction of another test in this cluster is older than it."""
    async with asyncio.timeout(LIMIT):
        while True:
            async with database.engine() as tx:
                epoch = await current_epoch(tx)
                batch = await read_after(tx, Position(epoch.epoch, 0, 0), limit=1)
            assert batch is not None
            if batch.events:
                return batch
            await asyncio.sleep(LOOK_EVERY)
