"""A fact is written with its change, in order, with all that hangs on it, or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pytest

from hubbub.kernel import events
from hubbub.kernel.clock import now
from hubbub.kernel.events import MOST_DEPTH, SYSTEM, Event, Origin, Subject, on, record
from hubbub.kernel.ids import new_id
from tests.kernel.sample import Happened, Noted, happen, new_account

if TYPE_CHECKING:
    from hubbub.kernel.database import Database, Transaction

ALL = "SELECT kind, version, depth, cause, data FROM events ORDER BY seq"


@pytest.fixture
def no_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_HOOKS", {})


async def test_versions_of_one_subject_have_no_gap_under_contention(database: Database) -> None:
    account = await new_account(database)

    async def change(number: int) -> None:
        async with database.transaction(account) as tx:
            await happen(tx, number)
            await asyncio.sleep(0)
            if number % 5 == 0:
                raise ZeroDivisionError

    await asyncio.gather(*(change(number) for number in range(40)), return_exceptions=True)
    async with database.engine() as tx:
        found = await tx.rows("SELECT version FROM events ORDER BY version")
        # Read by position, so that this is also the order in which they are told.
        by_position = await tx.rows("SELECT version FROM events ORDER BY xid, seq")
    assert [row[0] for row in found] == list(range(2, 2 + 32))
    assert sorted(by_position) == found


@pytest.mark.usefixtures("no_hooks")
async def test_a_hook_runs_in_the_same_transaction_and_its_fact_names_the_cause(
    database: Database,
) -> None:
    account, about = await new_account(database), new_id()

    async def follow(tx: Transaction, event: Happened, subject: Subject, by: Origin) -> None:
        await record(tx, Noted(number=event.number + 1), Subject(about, subject.version), by)

    on(Happened, follow)
    on(Happened, follow)  # composing twice changes nothing
    async with database.transaction(account) as tx:
        seq = await happen(tx, 7)
        assert tx.has_events
    async with database.engine() as tx:
        first, second = await tx.rows(ALL)
        audit = await tx.rows("SELECT event_seq, kind, data FROM audit")
    assert first == ("test.happened", 2, 0, None, {"number": 7, "about": None})
    assert second == ("test.noted", 2, 1, seq, {"number": 8})
    assert audit == [(seq + 1, "test.noted", {"number": 8})]


@pytest.mark.usefixtures("no_hooks")
async def test_a_hook_that_fails_undoes_the_change_and_its_fact(database: Database) -> None:
    account = await new_account(database)

    async def refuse(tx: Transaction, event: Noted, subject: Subject, by: Origin) -> None:
        await tx.execute("UPDATE accounts SET name = 'hooked'")
        raise ZeroDivisionError

    async def change() -> None:
        async with database.transaction(account) as tx:
            await happen(tx)
            await record(tx, Noted(), Subject(account, 3), SYSTEM)

    on(Noted, refuse)
    with pytest.raises(ZeroDivisionError):
        await change()
    async with database.engine() as tx:
        assert await tx.value("SELECT count(*) FROM events") == 0
        assert await tx.value("SELECT count(*) FROM audit") == 0
        assert await tx.row("SELECT name, version FROM accounts") == ("Sample", 1)


@pytest.mark.usefixtures("no_hooks")
async def test_facts_that_cause_each_other_for_ever_are_stopped(database: Database) -> None:
    account = await new_account(database)

    async def again(tx: Transaction, event: Happened, subject: Subject, by: Origin) -> None:
        await record(tx, event, Subject(subject.id, subject.version + 1), by)

    on(Happened, again)
    with pytest.raises(RuntimeError, match="a loop"):
        async with database.transaction(account) as tx:
            await happen(tx)
    events._HOOKS.clear()
    async with database.transaction(account) as tx:
        await happen(tx, by=Origin("system", depth=MOST_DEPTH))
    async with database.engine() as tx:
        assert await tx.rows("SELECT depth FROM events") == [(MOST_DEPTH,)]


def test_a_fact_of_a_fact_goes_one_deeper() -> None:
    recorded = events.Recorded(
        account_id=new_id(), seq=5, xid=1, at=now(), kind="x", subject_id=new_id(), version=1,
        within_id=None, actor_kind="user", actor_id=new_id(), depth=3, data={},
    )  # fmt: skip
    assert recorded.origin() == Origin("system", None, cause=5, depth=4)


async def test_what_a_fact_holds_can_be_read_again(database: Database) -> None:
    account, about, who = await new_account(database), new_id(), new_id()
    async with database.transaction(account) as tx:
        await record(
            tx, Happened(number=2, about=about), Subject(about, 1, within=account),
            Origin("user", who),
        )  # fmt: skip
    async with database.engine() as tx:
        row = await tx.row(
            "SELECT account_id, subject_id, within_id, actor_kind, actor_id, data FROM events"
        )
    assert row == (account, about, account, "user", who, {"number": 2, "about": str(about)})


def test_two_kinds_of_fact_cannot_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_KINDS", {})

    @dataclass(frozen=True, kw_only=True)
    class First(Event):
        kind: ClassVar[str] = "test.same"

    with pytest.raises(TypeError, match=r"test\.same"):

        class Second(Event):  # pyright: ignore[reportUnusedClass]
            kind: ClassVar[str] = "test.same"

    assert events.kinds() == {"test.same": First}
