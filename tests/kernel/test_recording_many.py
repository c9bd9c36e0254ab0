"""Many facts at once are the same facts as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.kernel import events
from hubbub.kernel.events import MOST_DEPTH, SYSTEM, Origin, Subject, on, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.recording_many import Fact, Told, record_all, together
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
    about = new_id()
    by = Origin("user", who, cause=7, depth=2)
    facts = [
        Fact(Noted(number=number), Subject(new_id(), number + 2, within if number else None), by)
        for number in range(4)
    ]
    facts += [
        Fact(Happened(number=8), Subject(about, 5), SYSTEM),
        Fact(Noted(number=9), Subject(about, 6), Origin("user", who, address="198.51.100.7")),
    ]
    async with database.transaction(account) as tx:
        await record_all(tx, facts)
        assert tx.has_events
    async with database.transaction(account) as tx:
        for fact in facts:
            await record(tx, fact.event, fact.subject, fact.by)
    async with database.engine() as tx:
        rows, audit = await tx.rows(ALL), await tx.rows(AUDIT)
        told = await tx.rows("SELECT seq FROM events WHERE kind = %s ORDER BY seq", (Noted.kind,))
        noted = await tx.rows("SELECT event_seq FROM audit ORDER BY seq")
    assert rows[:6] == rows[6:]
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
    facts = [Fact(Noted(number=number), Subject(new_id(), 1), SYSTEM) for number in range(3)]
    async with database.transaction(account) as tx:
        await record_all(tx, facts)
        await record_all(tx, [])
    assert one == [0, 1, 2]
    assert many == [[1, 1, 1]]


async def test_one_version_twice_is_a_mistake(database: Database) -> None:
    account, about = await new_account(database), new_id()
    twice = [Fact(Noted(), Subject(about, 1), SYSTEM), Fact(Happened(), Subject(about, 1), SYSTEM)]
    with pytest.raises(ValueError, match="the same version"):
        async with database.transaction(account) as tx:
            await record_all(tx, twice)


async def test_a_loop_is_stopped(database: Database) -> None:
    account = await new_account(database)
    by = Origin("system", depth=MOST_DEPTH + 1)
    with pytest.raises(RuntimeError, match="a loop"):
        async with database.transaction(account) as tx:
            await record_all(tx, [Fact(Happened(number=1), Subject(new_id(), 1), by)])
