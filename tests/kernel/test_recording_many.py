"""Many facts at once are the same facts as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.kernel import events
from hubbub.kernel.events import MOST_DEPTH, SYSTEM, Origin, Subject, on, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.recording_many import Told, record_many, together
from tests.kernel.sample import Happened, Noted, new_account

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubbub.kernel.database import Database, Transaction

ALL = """
SELECT kind, subject_id, version, within_id, actor_kind, actor_id, cause, depth, data
FROM events ORDER BY seq
"""
AUDIT = "SELECT kind, subject_id, actor_kind, actor_id, data FROM audit ORDER BY seq"


@pytest.fixture(autouse=True)
def no_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_HOOKS", {})


async def test_they_are_written_as_one_by_one(database: Database) -> None:
    account, within, who = await new_account(database), new_id(), new_id()
    facts = [
        (Noted(number=number), Subject(new_id(), number + 2, within if number else None))
        for number in range(5)
    ]
    by = Origin("user", who, cause=7, depth=2)
    async with database.transaction(account) as tx:
        await record_many(tx, facts, by)
        assert tx.has_events
    async with database.transaction(account) as tx:
        for event, subject in facts:
            await record(tx, event, subject, by)
    async with database.engine() as tx:
        rows, audit = await tx.rows(ALL), await tx.rows(AUDIT)
        told = await tx.rows("SELECT seq FROM events ORDER BY seq")
        noted = await tx.rows("SELECT event_seq FROM audit ORDER BY seq")
    assert rows[:5] == rows[5:]
    assert audit[:5] == audit[5:]
    assert told == noted


async def test_hooks_run_together_where_they_can(database: Database) -> None:
    account = await new_account(database)
    one: list[int] = []
    many: list[list[int]] = []

    async def first(tx: Transaction, event: Noted, subject: Subject, by: Origin) -> None:
        one.append(event.number)

    async def second(tx: Transaction, event: Noted, subject: Subject, by: Origin) -> None:
        raise AssertionError("it has a way for many")

    async def second_for_many(tx: Transaction, told: Sequence[Told]) -> None:
        many.append([each.following.depth for each in told])

    on(Noted, first)
    on(Noted, second)
    together(second, second_for_many)
    facts = [(Noted(number=number), Subject(new_id(), 1)) for number in range(3)]
    async with database.transaction(account) as tx:
        await record_many(tx, facts, SYSTEM)
        await record_many(tx, [], SYSTEM)
    assert one == [0, 1, 2]
    assert many == [[1, 1, 1]]


async def test_one_subject_twice_is_a_mistake(database: Database) -> None:
    account, about = await new_account(database), new_id()
    twice = [(Noted(), Subject(about, 1)), (Noted(), Subject(about, 2))]
    with pytest.raises(ValueError, match="different subjects"):
        async with database.transaction(account) as tx:
            await record_many(tx, twice, SYSTEM)


async def test_a_loop_is_stopped(database: Database) -> None:
    account = await new_account(database)
    facts = [(Happened(number=1), Subject(new_id(), 1))]
    with pytest.raises(RuntimeError, match="a loop"):
        async with database.transaction(account) as tx:
            await record_many(tx, facts, Origin("system", depth=MOST_DEPTH + 1))
