"""No fact is lost to a slow transaction, to a restore, or to a position that is not ours."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.kernel.database import Database
from hubbub.kernel.epochs import current_epoch
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.positions import (
    LARGEST,
    Position,
    count_after,
    decode_position,
    head,
    read_account_after,
    read_after,
)
from tests.kernel.sample import Happened, change_rights, happen, new_account

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

    from hubbub.kernel.events import Recorded
    from tests.cluster import OwnCluster

WRITERS = 24
FACTS = 12
NAIVE = "SELECT seq FROM events WHERE seq > %s ORDER BY seq LIMIT 500"
NAIVE_ACCESS = "SELECT version FROM access_changes WHERE seq > %s ORDER BY seq"


@pytest.fixture
async def alone(own_cluster: OwnCluster) -> AsyncIterator[Database]:
    """A database where no other test's transaction holds the horizon back."""
    database = Database(own_cluster.address, size=WRITERS)
    await database.open()
    yield database
    await database.close()


async def read(database: Database, position: Position, limit: int = 500) -> list[Recorded]:
    found: list[Recorded] = []
    while True:
        async with database.engine() as tx:
            batch = await read_after(tx, position, limit=limit)
        assert batch is not None
        found += batch.events
        position = batch.position
        if not batch.is_full:
            return found


async def start_of(database: Database) -> Position:
    async with database.engine() as tx:
        return Position((await current_epoch(tx)).epoch, 0, 0)


async def test_slow_writers_are_not_read_past(alone: Database) -> None:
    account = await new_account(alone)
    position = await start_of(alone)
    told: list[int] = []
    told_naively: list[int] = []
    written: list[int] = []
    is_over = False

    async def write(number: int) -> None:
        for each in range(FACTS):
            async with alone.transaction(account) as tx:
                written.append(await happen(tx, each, subject=new_id()))
                # Of differing length, so that commits overtake each other.
                await asyncio.sleep(0.002 * ((number * 7 + each) % 5))

    async def follow() -> None:
        nonlocal position
        is_last = False
        while not is_last:
            is_last = is_over
            async with alone.engine() as tx:
                batch = await read_after(tx, position)
                assert batch is not None
                last = max(told_naively, default=0)
                told_naively.extend(row[0] for row in await tx.rows(NAIVE, (last,)))
            position = batch.position
            told.extend(event.seq for event in batch.events)

    following = asyncio.create_task(follow())
    await asyncio.gather(*(write(number) for number in range(WRITERS)))
    is_over = True
    await following
    assert sorted(told) == sorted(written)
    assert len(told) == WRITERS * FACTS
    # What makes this test worth its time: the simple way loses facts here.
    assert len(told_naively) < len(written)


async def test_facts_wait_for_an_older_transaction_and_come_in_order(alone: Database) -> None:
    account = await new_account(alone)
    position = await start_of(alone)
    async with alone.transaction(account) as slow:
        first = await happen(slow, 1, subject=new_id())
        async with alone.transaction(account) as quick:
            second = await happen(quick, 2, subject=new_id())
        assert await read(alone, position) == []
    assert [event.seq for event in await read(alone, position)] == [first, second]


async def test_revocations_do_not_wait_and_are_not_read_past(alone: Database) -> None:
    slowly, quickly = await new_account(alone, "a"), await new_account(alone, "b")
    async with alone.engine() as tx:
        position, mark = await head(tx)
    async with alone.transaction(slowly) as slow:
        await change_rights(slow)
        async with alone.transaction(quickly) as quick:
            await change_rights(quick)
        async with alone.engine() as tx:
            at_once = await read_after(tx, position, mark)
            again = await read_after(tx, position, at_once.mark) if at_once else None
            last = await tx.value("SELECT max(seq) FROM access_changes")
    assert at_once is not None
    assert [change.account_id for change in at_once.access] == [quickly]
    assert again is not None
    assert again.access == []
    async with alone.engine() as tx:
        after = await read_after(tx, position, again.mark)
        assert await tx.rows(NAIVE_ACCESS, (last,)) == []  # the simple way never hears of it
    assert after is not None
    assert [change.account_id for change in after.access] == [slowly]
    assert after.mark is not None
    assert after.mark.seen == {}


async def test_many_revocations_come_in_parts_and_each_once(alone: Database) -> None:
    account = await new_account(alone)
    async with alone.engine() as tx:
        position, mark = await head(tx)
    for _ in range(7):
        async with alone.transaction(account) as tx:
            await change_rights(tx, new_id())
    versions: list[int] = []
    is_full = True
    while is_full:
        async with alone.engine() as tx:
            batch = await read_after(tx, position, mark, limit=3)
        assert batch is not None
        assert batch.mark is not None
        versions += [change.version for change in batch.access]
        mark, is_full = batch.mark, batch.is_full
    assert versions == list(range(2, 9))


async def test_a_batch_ends_where_the_next_begins(alone: Database) -> None:
    account, about = await new_account(alone), new_id()
    async with alone.transaction(account) as tx:
        for number in range(10):
            await happen(tx, number, subject=about)
    assert [each.data["number"] for each in await read(alone, await start_of(alone), 3)] == list(
        range(10)
    )


async def test_the_head_is_after_everything_and_before_what_comes(alone: Database) -> None:
    account = await new_account(alone)
    async with alone.transaction(account) as tx:
        await happen(tx)
    async with alone.engine() as tx:
        position, _ = await head(tx)
    assert await read(alone, position) == []
    async with alone.transaction(account) as tx:
        seq = await happen(tx)
    assert [event.seq for event in await read(alone, position)] == [seq]
    async with alone.engine() as tx:
        assert await count_after(tx, position, 10) == 1
        assert await count_after(tx, Position(position.epoch, 0, 0), 1) == 1


async def test_a_client_is_told_what_its_account_missed_and_nothing_else(alone: Database) -> None:
    ours, theirs = await new_account(alone), await new_account(alone)
    async with alone.engine() as tx:
        position, _ = await head(tx)
    for account in (ours, theirs):
        async with alone.transaction(account) as tx:
            await happen(tx)
    missed = await read_account_after(alone, ours, position, 10)
    ahead = Position(position.epoch, position.xid + 10**6, 0)
    assert await read_account_after(alone, ours, ahead, 10) is None
    async with alone.engine() as tx:
        assert await read_after(tx, ahead) is None
    assert missed is not None
    assert [event.account_id for event in missed] == [ours]


@given(st.integers(1, 2**31), st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_a_position_comes_back_as_it_was(epoch: int, xid: int, seq: int) -> None:
    position = Position(epoch, xid, seq)
    assert decode_position(position.encode()) == position


@given(st.text())
def test_anything_else_is_no_position(text: str) -> None:
    found = decode_position(text)
    assert found is None or found.encode().rstrip("=") == text.rstrip("=")


@pytest.mark.parametrize(
    "inside",
    ["1.2", "1.2.3.4", "-1.2.3", "1.-2.3", "1.2.x", " 1.2.3", "1_0.2.3", f"1.{2**63}.3",
     f"1.2.{2**63}", "1.2." + "9" * 5000, "\0.1.2", ""],
)  # fmt: skip
def test_numbers_that_no_log_has_are_no_position(inside: str) -> None:
    from base64 import urlsafe_b64encode

    assert decode_position(urlsafe_b64encode(inside.encode()).decode()) is None


async def test_every_position_that_is_let_in_can_be_asked_for(database: Database) -> None:
    account: UUID = await new_account(database)
    largest = Position(2**31, LARGEST, LARGEST)
    assert await read_account_after(database, account, largest, 10) is None
    assert await read_account_after(database, account, Position(1, 0, LARGEST), 10) == []


async def test_facts_of_one_transaction_keep_their_order(database: Database) -> None:
    account, about = await new_account(database), new_id()
    async with database.transaction(account) as tx:
        for number in range(3):
            await record(tx, Happened(number=number), Subject(about, number), SYSTEM)
    found = await read_account_after(database, account, Position(0, 0, 0), 10)
    assert found is not None
    assert [event.version for event in found] == [0, 1, 2]
