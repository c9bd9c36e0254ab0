"""Each part goes to the carrier once, and what nobody knows is never sent again by itself."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from psycopg import OperationalError

from hubbub.channels.sms.decoding import InboundPart
from hubbub.channels.sms.outgoing import MOST_TRIES
from hubbub.channels.sms.queueing_repository import add_parts
from hubbub.channels.sms.reassembly import complete_text
from hubbub.channels.sms.smpp.messages import understand
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.channels.sms.submitting import Submitting
from hubbub.entrypoints.reaching import as_environment
from hubbub.features.messages.reporting import queue_again
from hubbub.features.messages.repository import get_message
from hubbub.kernel.events import SYSTEM
from tests.channels.sms import office as offices
from tests.channels.sms.smpp.wire import eventually
from tests.world import settings_for

if TYPE_CHECKING:
    from uuid import UUID

    from tests.channels.sms.office import Office

LONG = "x" * 400
"""Three parts."""
PARTS = "SELECT state, count(*)::int FROM sms_parts GROUP BY state"


async def test_a_text_of_ten_thousand_characters(office: Office) -> None:
    text = "".join(f"{index:04} Đačka čežnja 😀 " for index in range(500))[:10_000]
    await office.connect()
    message = await office.write(text)
    async with office.worker():
        await office.until_status(message, "sent")
        assert complete_text(_parts(office)) == text
        ids = [f"id{number}" for number in range(1, len(office.carrier.submits) + 1)]
        for each in ids[:-1]:
            assert await office.deliver(office.receipt(each)) == Status.OK
        assert await office.status(message) == "sent"
        assert await office.deliver(office.receipt(ids[-1])) == Status.OK
        assert await office.status(message) == "delivered"
    changes = await office.rows(
        "SELECT data->>'after' FROM events WHERE kind = 'message.status_changed' ORDER BY seq"
    )
    assert [row[0] for row in changes] == ["sending", "sent", "delivered"]
    assert len(office.carrier.submits) == len({each.data for each in office.carrier.submits})


async def test_the_parts_of_neighbours_are_told_apart_on_a_phone(office: Office) -> None:
    for n in range(30):
        await office.write(f"{n} {LONG}")
    together = [await office.write(f"{n} {LONG}", is_queued=False) for n in range(30)]
    async with office.world.database.transaction(office.ours.id) as tx:
        assert await add_parts(tx, [(each, 1) for each in together]) == 3 * len(together)
    rows = await office.rows(
        "SELECT count(DISTINCT reference)::int FROM sms_parts GROUP BY message_id"
    )
    assert rows == [(1,)] * 60
    rows = await office.rows("SELECT DISTINCT reference::int FROM sms_parts")
    assert len(rows) == 60
    await office.connect()
    async with office.worker():
        await office.until_status(together[-1], "sent")
        await eventually(lambda: len(office.carrier.submits) == 180)
    parts = [understand(each) for each in office.carrier.submits]
    used = {each.concatenation.reference for each in parts
            if isinstance(each, InboundPart) and each.concatenation}  # fmt: skip
    assert used == {row[0] for row in rows}


async def test_parts_of_an_earlier_release_have_a_reference_as_well(office: Office) -> None:
    message = await office.write(LONG)
    await office.rows("UPDATE sms_parts SET reference = NULL RETURNING 1")
    await office.connect()
    async with office.worker():
        await office.until_status(message, "sent")
        assert complete_text(_parts(office)) == LONG


async def test_texts_leave_in_the_order_they_were_written(office: Office) -> None:
    await office.connect(window=1)
    written = [f"text {index}" for index in range(12)]
    for text in written:
        await office.write(text)
    async with office.worker():
        await office.until_rows(PARTS, ("sent", 12))
    assert [each.data.decode() for each in office.carrier.submits] == written


async def test_a_throttled_part_waits_and_goes_once(office: Office) -> None:
    office.carrier.statuses = [Status.THROTTLED]
    await office.connect()
    message = await office.write("Hello")
    async with office.worker():
        await office.until_status(message, "sent")
    assert [each.data for each in office.carrier.submits] == [b"Hello", b"Hello"]


async def test_a_carrier_that_is_in_trouble_is_asked_again_later(office: Office) -> None:
    office.carrier.statuses = [Status.SYSTEM_ERROR]
    await office.connect()
    message = await office.write("Hello")
    async with office.worker():
        await office.until_rows("SELECT state, tries FROM sms_parts", ("queued", 1))
        await office.until_status(message, "sent")
    assert await office.rows("SELECT tries FROM sms_parts") == [(2,)]


async def test_but_not_for_ever(office: Office) -> None:
    office.carrier.statuses = [Status.SYSTEM_ERROR]
    await office.connect()
    message = await office.write("Hello")
    await office.rows("UPDATE sms_parts SET tries = %s", MOST_TRIES - 1)
    async with office.worker():
        await office.until_status(message, "failed")
    assert await _failure(office, message) == (
        "smpp:8", "The carrier refused the message. [ESME_RSYSERR (0x08)]",
    )  # fmt: skip


async def test_a_part_that_is_refused_fails_its_message(office: Office) -> None:
    office.carrier.statuses = [Status.INVALID_DESTINATION]
    await office.connect()
    message = await office.write("Hello")
    async with office.worker():
        await office.until_status(message, "failed")
    assert (await _failure(office, message))[0] == "smpp:11"
    assert len(office.carrier.submits) == 1


async def test_a_carrier_that_does_not_answer_leaves_it_unknown(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.be_quick(monkeypatch, response_timeout=0.2)
    office.carrier.answers.clear()
    await office.connect(window=2)
    messages = [await office.write(f"text {index}") for index in range(5)]
    async with office.worker():
        for message in messages:
            await office.until_status(message, "unknown")
        # Only when it answers after all is more known; nothing is sent again for it.
        office.carrier.answers.set()
        for message in messages:
            await office.until_status(message, "sent")
    sent = sorted(each.data for each in office.carrier.submits)
    assert sent == [f"text {index}".encode() for index in range(5)]


async def test_a_connection_that_breaks_before_the_answer(office: Office) -> None:
    office.carrier.answers.clear()
    await office.connect()
    message = await office.write("Hello")
    async with office.worker():
        await office.until_status(message, "sending")
        await eventually(lambda: bool(office.carrier.waiting))
        office.carrier.peers[-1].session.end("The carrier went away.")
        await office.until_status(message, "unknown")
        office.carrier.answers.set()
        second = await office.write("Another one")
        await office.until_status(second, "sent")
    assert await office.status(message) == "unknown"
    assert [each.data for each in office.carrier.submits].count(b"Hello") == 1


async def test_a_worker_that_is_killed_before_the_answer(office: Office) -> None:
    office.carrier.answers.clear()
    await office.connect()
    message = await office.write("Hello")
    with _worker_process(office) as process:
        await eventually(lambda: bool(office.carrier.waiting))
        process.kill()
    office.carrier.answers.set()
    await office.rows("UPDATE leases SET until = NULL WHERE name LIKE 'carrier:%%'")
    async with office.worker():
        await office.until_status(message, "unknown")
        second = await office.write("Another one")
        await office.until_status(second, "sent")
    assert [each.data for each in office.carrier.submits].count(b"Hello") == 1
    failure = ("no_answer", "The carrier did not answer; it may have been sent.")
    assert await _failure(office, message) == failure


async def test_only_somebody_who_wants_it_sends_an_unknown_one_again(office: Office) -> None:
    await office.connect()
    message = await office.write("Hello")
    await office.rows("UPDATE sms_parts SET state = 'submitting'")
    async with office.worker():
        await office.until_status(message, "unknown")
        async with office.world.database.transaction(office.ours.id) as tx:
            found = await get_message(tx, message)
            assert found is not None
            await queue_again(tx, found, SYSTEM)
        await office.until_status(message, "sent")
    assert [each.data for each in office.carrier.submits] == [b"Hello"]


async def test_taken_in_a_commit_of_which_nobody_heard(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.connect()
    message = await office.write("Hello")
    _lose_takes(monkeypatch, 1)
    async with office.worker():
        await office.until_status(message, "sent")
    assert [each.data for each in office.carrier.submits] == [b"Hello"]
    assert await office.rows("SELECT tries FROM sms_parts") == [(1,)]


async def test_what_never_left_is_no_try(office: Office) -> None:
    """A connection that comes and goes must not use up the patience with a text."""
    await office.connect(per_second=1)
    messages = [await office.write(f"text {index}") for index in range(4)]
    async with office.worker():
        for _ in range(3):
            await office.bound()
            await office.until_rows(
                "SELECT count(*) > 0 FROM sms_parts WHERE state = 'submitting'", (True,)
            )
            before = office.carrier.peers[-1]
            before.session.end("The carrier went away.")
            await eventually(lambda gone=before: gone not in office.carrier.peers)
        await office.connect()
        for message in messages:
            await office.until_status(message, "sent")
    tries = await office.rows("SELECT DISTINCT tries FROM sms_parts")
    assert tries == [(1,)]


async def test_handing_over_does_not_wait_for_the_pace(office: Office) -> None:
    await office.connect(per_second=1, window=100)
    for index in range(60):
        await office.write(f"text {index}")
    async with asyncio.timeout(30), office.worker():
        await office.until_rows("SELECT count(*) > 0 FROM sms_parts WHERE state = 'sent'", (True,))
    # The worker has ended, long before a minute was over, and has left nothing in between.
    assert {row[0] for row in await office.rows(PARTS)} == {"sent", "queued"}


async def test_a_receiver_says_that_it_cannot_send(office: Office) -> None:
    await office.connect(bind="receiver")
    message = await office.write("Hello")
    async with office.worker():
        await office.until_status(message, "failed")
    assert "receiver only" in (await _failure(office, message))[1]


@pytest.mark.parametrize("phone", ["not a number at all", "+12345678901234567", "Ž"])
async def test_a_number_that_is_none(office: Office, phone: str) -> None:
    await office.connect()
    message = await office.write("Hello", phone)
    async with office.worker():
        await office.until_status(message, "failed")
    assert office.carrier.submits == []


@pytest.mark.parametrize(
    ("phone", "ton", "value"), [("+385912345678", 1, "385912345678"), ("60606", 3, "60606")]
)
async def test_numbers_and_short_codes(office: Office, phone: str, ton: int, value: str) -> None:
    await office.connect()
    message = await office.write("Hello", phone)
    async with office.worker():
        await office.until_status(message, "sent")
    to = office.carrier.submits[0].destination
    assert (to.ton, to.value) == (ton, value)


async def test_who_has_lost_the_lease_takes_nothing(office: Office) -> None:
    await office.write("Hello")
    former = Submitting(office.world.database, office.ours.carrier, await office.lease(), 10)
    await office.lease()
    assert await former._take(10) == ([], pytest.approx(0, abs=60))
    assert await office.rows(PARTS) == [("queued", 1)]


def _parts(office: Office) -> list[InboundPart]:
    found = [understand(each) for each in office.carrier.submits]
    return [each for each in found if isinstance(each, InboundPart)]


async def _failure(office: Office, message: UUID) -> tuple[str, str]:
    rows = await office.rows(
        "SELECT failure_code, failure_detail FROM messages WHERE id = %s", message
    )
    return rows[0][0], rows[0][1]


class _worker_process:  # noqa: N801 - reads as what it does
    """`hubbub worker`, which can be killed as nothing within this process can."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __enter__(self) -> subprocess.Popen[bytes]:
        settings = settings_for(self._office.home)
        assert settings.secret_key is not None
        environment = {
            **os.environ,
            **as_environment(self._office.address, owner=True),
            "HUBBUB_HOME": str(self._office.home),
            "HUBBUB_SECRET_KEY": settings.secret_key.get_secret_value(),
            "HUBBUB_CARRIER_NETWORKS": "127.0.0.0/8",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hubbub", "worker"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


def _lose_takes(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Parts are taken, and the connection breaks before we hear of it."""
    taking = Submitting._take
    left = [count]

    async def take(self: Submitting, room: int) -> object:
        found = await taking(self, room)
        if found[0] and left[0]:
            left[0] -= 1
            raise OperationalError("the connection was lost")
        return found

    monkeypatch.setattr(Submitting, "_take", take)
