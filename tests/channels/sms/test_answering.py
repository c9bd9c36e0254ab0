"""A carrier hears OK after the commit and never before, and repeats without doubling."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
import structlog
from psycopg import OperationalError

from hubbub.channels.sms.answering import Answering
from hubbub.channels.sms.smpp.outcomes import Fate, UnansweredError
from hubbub.channels.sms.smpp.pdus import Address, Message, Status
from hubbub.kernel.database import Database
from tests.channels.sms import office as offices
from tests.channels.sms.smpp.wire import eventually
from tests.world import World, build

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path
    from uuid import UUID

    from hubbub.kernel.database import Transaction
    from tests.channels.sms.office import Office
    from tests.cluster import OwnCluster

RECEIPTED_MESSAGE_ID = 0x001E


@pytest.fixture
async def alone(
    own_cluster: OwnCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """An office whose database may be killed."""
    offices.be_quick(monkeypatch)
    made = await build(own_cluster.address, tmp_path)
    database = Database(own_cluster.address, size=2)
    await database.open()
    world = World(made.ours, made.theirs, database)
    async with offices.office(world, own_cluster.address, tmp_path) as office:
        yield office
    await database.close()


async def test_no_answer_while_the_database_is_stopped(
    alone: Office, own_cluster: OwnCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hubbub.kernel.database.POOL_SECONDS", 0.3)
    await alone.connect()
    with structlog.testing.capture_logs() as logged:
        async with alone.worker():
            await alone.bound()
            # Its processes end before it does; killed, it would leave some that still commit.
            os.kill(own_cluster.server.pid or 0, signal.SIGQUIT)
            assert own_cluster.server.wait(10)
            delivering = asyncio.create_task(alone.deliver(alone.text("Where is my order?")))
            await eventually(lambda: delivering.done() or _count(logged, "sms.answer_waits") >= 2)
            assert not delivering.done(), "it was answered without a database"
            own_cluster.server.start()
            assert await delivering == Status.OK
            assert await alone.texts() == ["Where is my order?"]


async def test_a_full_disk_is_refused_and_the_text_is_taken_later(
    office: Office,
) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        with _full_disk(office):
            assert await office.deliver(office.text("Hello")) == Status.TEMPORARY_ERROR
            assert await office.texts() == []
        assert await office.deliver(office.text("Hello")) == Status.OK
    assert await office.texts() == ["Hello"]


async def test_above_what_a_day_may_bring_the_carrier_keeps_the_text(office: Office) -> None:
    most = "INSERT INTO quotas (account_id, received_a_day) VALUES (%s, 1)"
    await office.world.sql(office.ours, most, office.ours.id)
    await office.connect()
    async with office.worker():
        await office.bound()
        assert await office.deliver(office.text("First")) == Status.OK
        assert await office.deliver(office.text("Second")) == Status.TEMPORARY_ERROR
        more = "UPDATE quotas SET received_a_day = 2 WHERE account_id = %s"
        await office.world.sql(office.ours, more, office.ours.id)
        assert await office.deliver(office.text("Second")) == Status.OK
    assert await office.texts() == ["First", "Second"]


async def test_a_customer_who_writes_the_same_twice_is_heard_twice(office: Office) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        both = await asyncio.gather(*(office.deliver(office.text("ok")) for _ in range(2)))
        assert [*both, await office.deliver(office.text("ok"))] == [Status.OK] * 3
    assert await office.texts() == ["ok", "ok", "ok"]


async def test_the_same_text_on_a_later_connection_is_another_one(office: Office) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        assert await office.deliver(office.text("ok")) == Status.OK
        # Our sign of life behind the answer is answered: the carrier has it.
        await office.until_rows("SELECT 1 FROM sms_answers")
        await _reconnect(office)
        assert await office.deliver(office.text("ok")) == Status.OK
    assert await office.texts() == ["ok", "ok"]


async def test_what_is_repeated_on_the_next_connection_is_there_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.be_quick(monkeypatch, confirm_after=60)
    await office.connect()
    async with office.worker():
        await office.bound()
        assert await office.deliver(office.text("ok")) == Status.OK
        # Written, but nothing says that the carrier has read it.
        await _reconnect(office)
        assert await office.deliver(office.text("ok")) == Status.OK
        assert await office.texts() == ["ok"]
        # A doubt is forgiven once.
        assert await office.deliver(office.text("ok")) == Status.OK
    assert await office.texts() == ["ok", "ok"]


async def test_repeated_while_the_first_still_waits(office: Office) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        async with _stuck(office):
            first = asyncio.create_task(office.deliver(office.text("ok")))
            await office.until_rows(offices.WAITING, (1,))
            await _reconnect(office)
            with pytest.raises(UnansweredError):
                await first
            again = asyncio.create_task(office.deliver(office.text("ok")))
            await asyncio.sleep(0)
        assert await again == Status.OK
    assert await office.texts() == ["ok"]


async def test_a_commit_of_which_nobody_heard(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.connect()
    answering = Answering(office.world.database, office.ours.carrier, await office.lease())
    _lose_commits(monkeypatch, 1)
    answer = await answering.deliver(office.text("Hello"))
    assert answer.status == Status.OK
    assert await office.texts() == ["Hello"]


async def test_a_commit_of_which_nobody_heard_and_a_carrier_that_repeats(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hubbub.channels.sms.answering.PATIENCE", 0)
    answering = Answering(office.world.database, office.ours.carrier, await office.lease())
    _lose_commits(monkeypatch, 1)
    with pytest.raises(OperationalError):
        await answering.deliver(office.text("Hello"))
    assert (await answering.deliver(office.text("Hello"))).status == Status.OK
    assert await office.texts() == ["Hello"]


async def test_repeated_to_the_next_owner(office: Office) -> None:
    first = Answering(office.world.database, office.ours.carrier, await office.lease())
    assert (await first.deliver(office.text("ok"))).status == Status.OK
    second = Answering(office.world.database, office.ours.carrier, await office.lease())
    assert (await second.deliver(office.text("ok"))).status == Status.OK
    assert await office.texts() == ["ok"]
    assert (await second.deliver(office.text("ok"))).status == Status.OK
    assert await office.texts() == ["ok", "ok"]


async def test_who_has_lost_the_lease_keeps_nothing(office: Office) -> None:
    former = Answering(office.world.database, office.ours.carrier, await office.lease())
    await office.lease()
    answer = await former.deliver(office.text("Hello"))
    assert answer.status == Status.TEMPORARY_ERROR
    assert await office.texts() == []


async def test_after_its_end_nothing_is_kept(office: Office) -> None:
    answering = Answering(office.world.database, office.ours.carrier, await office.lease())
    async with _stuck(office):
        waiting = asyncio.create_task(answering.deliver(office.text("Hello")))
        await office.until_rows(offices.WAITING, (1,))
        ending = asyncio.create_task(answering.end())
        await asyncio.sleep(0)
        assert not ending.done(), "it did not wait for what is under way"
    assert (await waiting).status == Status.TEMPORARY_ERROR
    await ending
    assert await office.texts() == []


async def test_the_carriers_own_id_says_that_it_is_the_same(office: Office) -> None:
    answering = Answering(office.world.database, office.ours.carrier, await office.lease())
    named = office.text("ok", tlvs={RECEIPTED_MESSAGE_ID: b"mo-1\0"})
    other = office.text("ok", tlvs={RECEIPTED_MESSAGE_ID: b"mo-2\0"})
    for message in (named, named, other):
        answer = await answering.deliver(message)
        assert answer.status == Status.OK
        assert answer.on_fate
        answer.on_fate(Fate.CONFIRMED)
    await answering.flush()
    assert await office.texts() == ["ok", "ok"]


async def test_doubts_end_when_the_carrier_has_been_there_for_long(office: Office) -> None:
    former = Answering(office.world.database, office.ours.carrier, await office.lease())
    await former.deliver(office.text("ok"))
    owner = Answering(office.world.database, office.ours.carrier, await office.lease())
    for seconds, left in ((None, 1), (3599, 1), (3600, 0)):
        await office.rows("UPDATE sms_answers SET received_at = now() - interval '2 hours'")
        bound_for = None if seconds is None else timedelta(seconds=seconds)
        async with office.world.database.transaction(office.ours.id) as tx:
            await owner.forget(tx, bound_for)
        assert len(await office.rows("SELECT 1 FROM sms_answers")) == left


async def test_what_can_never_be_stored_is_kept_aside_and_not_quoted(office: Office) -> None:
    await office.connect()
    _as_owner(office, "ALTER TABLE messages ADD CONSTRAINT no CHECK (text <> 'secret words')")
    with structlog.testing.capture_logs() as logged:
        async with office.worker():
            await office.bound()
            answer = await office.deliver(office.text("secret words"))
            assert answer == Status.PERMANENT_ERROR
            assert await office.deliver(office.text("Hello")) == Status.OK
    assert await office.texts() == ["Hello"]
    kept = await office.rows("SELECT reason, bytes FROM rejected_inbound")
    assert kept == [("CheckViolation no", b"secret words")]
    # The database's own words, in a traceback, would quote the whole row.
    assert not any("exc_info" in each for each in logged)
    assert "secret" not in str(logged)
    assert offices.PHONE.removeprefix("+") not in str(logged)


async def test_many_at_once_are_kept_in_their_order_and_few_transactions(office: Office) -> None:
    answering = Answering(office.world.database, office.ours.carrier, await office.lease())
    phones = [f"3859112233{number:02}" for number in range(7)]
    texts = [office.text(f"Text {number}", phones[number % 7]) for number in range(150)]
    answers = await asyncio.gather(*map(answering.deliver, texts))
    assert {answer.status for answer in answers} == {Status.OK}
    rows = await office.rows(
        """SELECT p.phone, array_agg(m.text ORDER BY k.position)
        FROM conversation_messages k JOIN messages m ON m.id = k.message_id
        JOIN people p ON p.id = m.person_id GROUP BY p.phone ORDER BY p.phone"""
    )
    assert rows == [
        (f"+{phone}", [f"Text {number}" for number in range(place, 150, 7)])
        for place, phone in enumerate(phones)
    ]
    [(transactions,)] = await office.rows(
        "SELECT count(DISTINCT xid)::int FROM events WHERE kind = 'conversation.message_added'"
    )
    assert transactions <= 3


async def test_one_that_can_never_be_stored_spoils_no_other(office: Office) -> None:
    answering = Answering(office.world.database, office.ours.carrier, await office.lease())
    _as_owner(office, "ALTER TABLE messages ADD CONSTRAINT no CHECK (text NOT LIKE 'bad%')")
    texts = [f"{'bad' if number in (0, 5, 6, 19) else 'good'} {number}" for number in range(20)]
    stranger = Message(Address("385912345678", 1, 1), Address("4477", 1, 1), b"Hello")
    messages = [*map(office.text, texts), stranger]
    answers = await asyncio.gather(*map(answering.deliver, messages))
    refused = [place for place, each in enumerate(answers) if each.status != Status.OK]
    assert refused == [0, 5, 6, 19, 20]
    assert await office.texts() == sorted(each for each in texts if each.startswith("good"))
    kept = await office.rows("SELECT bytes FROM rejected_inbound")
    assert sorted(bytes(row[0]) for row in kept) == [
        b"Hello",
        b"bad 0",
        b"bad 19",
        b"bad 5",
        b"bad 6",
    ]


async def test_a_number_that_is_not_ours_is_refused(office: Office) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        stranger = Message(Address("385912345678", 1, 1), Address("4477", 1, 1), b"Hello")
        assert await office.deliver(stranger) == Status.INVALID_DESTINATION
    assert await office.rows("SELECT reason FROM rejected_inbound") == [("not a number of ours",)]


def _count(logged: list[structlog.typing.EventDict], event: str) -> int:
    return sum(1 for each in logged if each["event"] == event)


async def _reconnect(office: Office) -> None:
    """The connection breaks, and ours comes back by itself."""
    before = office.carrier.peers[-1]
    before.session.end("The carrier went away.")
    await eventually(lambda: office.carrier.peers != [] and office.carrier.peers[-1] is not before)


def _as_owner(office: Office, statement: str) -> None:
    with psycopg.connect(office.address.owner, autocommit=True) as connection:
        connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]


class _full_disk:  # noqa: N801 - reads as what it does
    """What PostgreSQL says when it cannot write, said by a trigger."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __enter__(self) -> None:
        _as_owner(
            self._office,
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON messages EXECUTE FUNCTION full_disk();
            """,
        )

    def __exit__(self, *_: object) -> None:
        _as_owner(self._office, "DROP FUNCTION full_disk CASCADE")


@asynccontextmanager
async def _stuck(office: Office) -> AsyncGenerator[None]:
    """Nobody can store a message meanwhile."""
    connection = await psycopg.AsyncConnection.connect(office.address.owner)
    await connection.execute("LOCK TABLE messages IN EXCLUSIVE MODE")
    try:
        yield
    finally:
        await connection.close()


def _lose_commits(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Commits are made, and the connection breaks before we hear of it."""
    real = Database.transaction
    left = [count]

    @asynccontextmanager
    async def transaction(self: Database, account_id: UUID) -> AsyncGenerator[Transaction]:
        async with real(self, account_id) as tx:
            yield tx
        if left[0]:
            left[0] -= 1
            raise OperationalError("the connection was lost")

    monkeypatch.setattr(Database, "transaction", transaction)
