"""Receipts come late, early, twice, in any order and spelling, and say the truth in the end."""

from __future__ import annotations

import asyncio
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms.applying_receipts import From, note_receipts
from hubbub.channels.sms.outgoing import note_submitted
from hubbub.channels.sms.outgoing_repository import PartId
from hubbub.channels.sms.receipts import Receipt, read_receipt
from hubbub.channels.sms.smpp.pdus import Status
from tests.channels.sms import office as offices
from tests.channels.sms.smpp.wire import eventually

if TYPE_CHECKING:
    from uuid import UUID

    from tests.channels.sms.office import Office

LONG = "x" * 400
"""Three parts."""


async def accepted(office: Office, message: UUID, *ids: str, first: int = 1) -> None:
    """The carrier takes the parts and gives them these ids."""
    for number, carrier_message_id in enumerate(ids, start=first):
        async with office.world.database.transaction(office.ours.id) as tx:
            part = PartId(message, 1, number)
            await note_submitted(tx, office.ours.carrier, part, carrier_message_id)


async def reported(
    office: Office, carrier_message_id: str, state: str = "DELIVRD", phone: str = offices.PHONE
) -> None:
    receipt = read_receipt(f"id:{carrier_message_id} stat:{state} err:042".encode(), {})
    assert isinstance(receipt, Receipt)
    async with office.world.database.transaction(office.ours.id) as tx:
        await note_receipts(tx, office.ours.carrier, [From(receipt, phone)])


async def shown(office: Office) -> list[str]:
    """The states that a message went through on the screen."""
    rows = await office.rows(
        "SELECT data->>'after' FROM events WHERE kind = 'message.status_changed' ORDER BY seq"
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize("order", list(permutations(["a", "b", "c"])))
async def test_a_message_is_delivered_when_all_its_parts_are(
    office: Office, order: tuple[str, ...]
) -> None:
    message = await office.write(LONG)
    await accepted(office, message, "a", "b", "c")
    for each in order:
        assert await office.status(message) == "sent"
        await reported(office, each)
    assert await office.status(message) == "delivered"
    assert (await shown(office)).count("delivered") == 1


async def test_a_receipt_may_be_faster_than_the_answer(office: Office) -> None:
    message = await office.write("Hello")
    await reported(office, "early")
    assert await office.status(message) == "queued"
    await accepted(office, message, "early")
    assert await office.status(message) == "delivered"
    assert await office.rows("SELECT 1 FROM sms_receipts") == []


async def test_a_receipt_on_the_wire_before_the_answer(office: Office) -> None:
    office.carrier.answers.clear()
    await office.connect()
    message = await office.write("Hello")
    async with office.worker():
        await eventually(lambda: bool(office.carrier.waiting))
        assert await office.deliver(office.receipt("id1")) == Status.OK
        office.carrier.answers.set()
        await office.until_status(message, "delivered")


async def test_two_parts_reported_at_once_settle_the_message(office: Office) -> None:
    message = await office.write(LONG)
    await accepted(office, message, "a", "b", "c")
    await reported(office, "a")
    receipt = read_receipt(b"id:b stat:DELIVRD", {})
    assert receipt is not None
    async with office.world.database.transaction(office.ours.id) as tx:
        await note_receipts(tx, office.ours.carrier, [From(receipt, offices.PHONE)])
        second = asyncio.create_task(reported(office, "c"))
        await eventually_waits(office, second)
    await second
    assert await office.status(message) == "delivered"


async def test_many_receipts_at_once_are_applied_in_their_order(office: Office) -> None:
    first, second = await office.write(LONG), await office.write("Hello")
    await accepted(office, first, "a", "b", "c")
    await accepted(office, second, "d")
    words = (
        ("a", "DELIVRD"), ("d", "ENROUTE"), ("b", "DELIVRD"), ("early", "UNDELIV"),
        ("a", "UNDELIV"), ("c", "DELIVRD"), ("d", "EXPIRED"), ("d", "ACCEPTD"),
    )  # fmt: skip
    found = [read_receipt(f"id:{id_} stat:{word}".encode(), {}) for id_, word in words]
    async with office.world.database.transaction(office.ours.id) as tx:
        arrived = [From(each, offices.PHONE) for each in found if each is not None]
        await note_receipts(tx, office.ours.carrier, arrived)
    assert await office.status(first) == "delivered"
    assert await office.status(second) == "failed"
    assert await office.rows("SELECT carrier_message_id, state FROM sms_receipts") == [
        ("early", "failed")
    ]


async def eventually_waits(office: Office, task: asyncio.Task[None]) -> None:
    """It goes on only when somebody else's transaction is over, or it did not wait for it."""
    async with asyncio.timeout(20):
        while not task.done() and await office.rows(offices.WAITING) == [(0,)]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_receipt_that_comes_twice_changes_nothing_more(office: Office) -> None:
    message = await office.write("Hello")
    await accepted(office, message, "a")
    for _ in range(2):
        await reported(office, "a")
    assert await shown(office) == ["sent", "delivered"]


@pytest.mark.parametrize("late", ["ENROUTE", "UNKNOWN", "EXPIRED", "UNDELIV", "ACCEPTD"])
async def test_what_is_delivered_stays_delivered(office: Office, late: str) -> None:
    message = await office.write(LONG)
    await accepted(office, message, "a", "b", "c")
    await reported(office, "a")
    await reported(office, "a", late)
    await reported(office, "b")
    await reported(office, "c")
    assert await office.status(message) == "delivered"


@pytest.mark.parametrize("first", ["ENROUTE", "ACCEPTD", "UNKNOWN", "BANANA"])
async def test_an_intermediate_receipt_says_nothing_yet(office: Office, first: str) -> None:
    message = await office.write("Hello")
    await reported(office, "a", first)
    await accepted(office, message, "a")
    await reported(office, "a", first)
    assert await office.status(message) == "sent"
    await reported(office, "a")
    assert await office.status(message) == "delivered"


async def test_both_came_before_the_answer(office: Office) -> None:
    message = await office.write("Hello")
    await reported(office, "a")
    await reported(office, "a", "EXPIRED")
    await accepted(office, message, "a")
    assert await office.status(message) == "delivered"


async def test_one_part_that_fails_is_the_failure_of_its_message(office: Office) -> None:
    message = await office.write(LONG)
    await accepted(office, message, "a", "b", "c")
    await reported(office, "b", "UNDELIV")
    assert await office.status(message) == "failed"
    failure = await office.rows("SELECT failure_code, failure_detail FROM messages")
    assert failure == [("042", "The carrier could not deliver it.")]


@pytest.mark.parametrize(
    ("answered", "receipted"),
    [
        ("1A2B3C4D", "439041101"), ("1a2b3c4d", "439041101"), ("001A2B3C4D", "439041101"),
        ("439041101", "1A2B3C4D"), ("439041101", "001a2b3c4d"), ("0000000012345678", "305419896"),
    ],
)  # fmt: skip
async def test_ids_answered_in_hexadecimal_and_reported_in_decimal(
    office: Office, answered: str, receipted: str
) -> None:
    message = await office.write("Hello")
    await accepted(office, message, answered)
    await reported(office, receipted)
    assert await office.status(message) == "delivered"
    second = await office.write("Hello again")
    await office.rows("UPDATE sms_parts SET carrier_message_id = NULL")
    await reported(office, receipted)
    await accepted(office, second, answered)
    assert await office.status(second) == "delivered"


async def test_another_spelling_is_not_believed_of_somebody_else(office: Office) -> None:
    """Carriers count up: 10 in hexadecimal is 16, and 16 is there as well."""
    other = "+385917777777"
    ours, theirs = await office.write("Hello"), await office.write("Hello", other)
    await accepted(office, ours, "10")
    await reported(office, "16", phone=other)
    assert await office.status(ours) == "sent"
    await office.rows("DELETE FROM sms_receipts")
    await accepted(office, theirs, "16")
    await reported(office, "16", phone=offices.PHONE)
    assert (await office.status(ours), await office.status(theirs)) == ("delivered", "sent")
    await reported(office, "22", phone=other)
    assert await office.status(theirs) == "delivered"


async def test_a_receipt_from_an_address_of_the_carriers_own(office: Office) -> None:
    message = await office.write("Hello")
    await accepted(office, message, "a-1")
    await reported(office, "a-1", phone="12345")
    assert await office.status(message) == "delivered"


async def test_a_carrier_that_begins_anew_with_its_ids(office: Office) -> None:
    first, second = await office.write("Hello"), await office.write("Hello again")
    for message in (first, second):
        await accepted(office, message, "1")
    await reported(office, "1")
    assert (await office.status(first), await office.status(second)) == ("sent", "delivered")


async def test_a_receipt_for_nothing_of_ours_is_taken_and_forgotten(office: Office) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        assert await office.deliver(office.receipt("stranger")) == Status.OK
        assert await office.deliver(office.text("no id", esm_class=0x04)) == Status.OK
    assert await office.texts() == []
    rejected = await office.rows("SELECT reason FROM rejected_inbound")
    assert rejected == [("a receipt that names no message",)]
