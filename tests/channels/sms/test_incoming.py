"""Whatever a carrier brings becomes the text that somebody wrote, once, or a clear refusal."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms.encoding import encode_gsm
from hubbub.channels.sms.incoming import LONGEST, overdue_keys, release
from hubbub.channels.sms.reassembly import GAP, PART_LIFETIME
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.codec import encode_data
from hubbub.channels.sms.smpp.pdus import (
    MESSAGE_PAYLOAD,
    SAR_NUMBER,
    SAR_REFERENCE,
    SAR_TOTAL,
    Address,
    Command,
    Message,
    Status,
)
from hubbub.kernel.clock import now
from tests.channels.sms import office as offices

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.channels.sms.office import Office

UDH = 0x40
UCS2 = 0x08
LONG = "Đačka čežnja 😀 " * 20
HELD = "SELECT count(*)::int FROM sms_received_parts"


@pytest.fixture
async def bound(office: Office) -> AsyncIterator[Office]:
    """Connected, with a worker."""
    await office.connect()
    async with office.worker():
        await office.bound()
        yield office


def parts(
    office: Office, text: str, reference: int = 7, phone: str = offices.PHONE
) -> list[Message]:
    return [
        office.text(each.data, phone, esm_class=UDH, data_coding=each.data_coding)
        for each in split_into_segments(text, reference=reference)
    ]


async def test_parts_in_any_order_and_twice(bound: Office) -> None:
    every = parts(bound, LONG) * 2
    random.Random(11).shuffle(every)
    # All but the last of a kind, so that the doubles come before the text is whole.
    last = every.pop()
    for each in [each for each in every if each != last]:
        assert await bound.deliver(each) == Status.OK
    assert await bound.texts() == []
    assert await bound.deliver(last) == Status.OK
    assert await bound.texts() == [LONG]
    assert await bound.rows(HELD) == [(0,)]


async def test_parts_that_come_all_at_once(bound: Office) -> None:
    answers = await asyncio.gather(*(bound.deliver(each) for each in parts(bound, LONG * 3)))
    assert set(answers) == {Status.OK}
    assert await bound.texts() == [LONG * 3]


async def test_two_people_with_the_same_reference(bound: Office) -> None:
    mine, other = parts(bound, "a" * 300), parts(bound, "b" * 300, phone="+385917777777")
    for pair in zip(mine, other, strict=True):
        for each in pair:
            assert await bound.deliver(each) == Status.OK
    assert await bound.texts() == ["a" * 300, "b" * 300]


async def test_a_reference_that_comes_round_again(bound: Office) -> None:
    first, second = parts(bound, "a" * 300), parts(bound, "b" * 300)
    for each in (first[0], second[0], second[1]):
        assert await bound.deliver(each) == Status.OK
    assert await bound.texts() == ["a" * 153 + GAP, "b" * 300]


async def test_what_stays_incomplete_is_shown_with_its_gap(office: Office) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        for each in (parts(office, "a" * 400)[0], parts(office, "a" * 400)[2]):
            assert await office.deliver(each) == Status.OK
    moment = now()
    for late, left in ((timedelta(0), 2), (PART_LIFETIME + timedelta(minutes=1), 0)):
        async with office.world.database.transaction(office.ours.id) as tx:
            for key in await overdue_keys(tx, office.ours.carrier, moment + late):
                await release(tx, office.ours.carrier, key)
        assert await office.rows(HELD) == [(left,)]
    assert await office.texts() == ["a" * 153 + GAP + "a" * 94]


async def test_a_flood_of_beginnings_is_bounded(office: Office) -> None:
    await office.connect()
    async with office.worker():
        await office.bound()
        floods = [parts(office, "a" * 300, reference)[0] for reference in range(70)]
        assert set(await asyncio.gather(*map(office.deliver, floods))) == {Status.OK}
    async with office.worker():
        # What is over the limit is shown as it is; nothing of it is lost.
        await office.until_rows(HELD, (64,))
    assert await office.texts() == ["a" * 153 + GAP] * 6


async def test_ten_thousand_parts_are_no_message(bound: Office) -> None:
    """No header can say so; what claims it is text as it stands, and nothing is kept for it."""
    for total, number in ((10_000, 1), (10_000, 9_999), (65_535, 2)):
        tlvs = {
            SAR_REFERENCE: b"\x00\x01", SAR_TOTAL: total.to_bytes(2, "big"),
            SAR_NUMBER: number.to_bytes(2, "big"),
        }  # fmt: skip
        assert await bound.deliver(bound.text(f"{number}", tlvs=tlvs)) == Status.OK
    assert await bound.rows(HELD) == [(0,)]
    assert await bound.texts() == ["1", "2", "9999"]


async def test_parts_that_are_no_short_messages_are_not_kept(bound: Office) -> None:
    for number in (1, 2):
        header = bytes([5, 0, 3, 9, 255, number])
        huge = bound.text(b"", esm_class=UDH, tlvs={MESSAGE_PAYLOAD: header + b"a" * 20_000})
        assert await bound.deliver(huge) == Status.OK
    assert await bound.rows(HELD) == [(0,)]
    assert [len(each) for each in await bound.texts()] == [20_000, 20_000]


async def test_a_payload_beyond_what_a_text_may_be_is_cut_and_says_so(bound: Office) -> None:
    message = bound.text(b"", tlvs={MESSAGE_PAYLOAD: b"a" * 60_000})
    assert await bound.deliver(message) == Status.OK
    (text,) = await bound.texts()
    assert text == "a" * (LONGEST - len(GAP)) + GAP


async def test_sar_parameters(bound: Office) -> None:
    for number, text in ((2, "world"), (1, "Hello ")):
        tlvs = {SAR_REFERENCE: b"\x01\x00", SAR_TOTAL: b"\x02", SAR_NUMBER: bytes([number])}
        assert await bound.deliver(bound.text(text, tlvs=tlvs)) == Status.OK
    assert await bound.texts() == ["Hello world"]


async def test_data_sm(bound: Office) -> None:
    text = LONG.encode("utf-16-be")
    message = bound.text(b"", data_coding=UCS2, tlvs={MESSAGE_PAYLOAD: text})
    session = bound.carrier.peers[-1].session
    answer = await session.request(Command.DATA_SM, encode_data(message))
    assert (answer.command, answer.status) == (Command.DATA_SM | 0x80000000, Status.OK)
    assert await bound.texts() == [LONG]


@pytest.mark.parametrize(
    ("data", "coding", "expected"),
    [
        (b"a\0b\0", 0x03, "ab"),
        ("a\0č".encode("utf-16-be"), UCS2, "ač"),
        ("ač".encode("utf-16-be") + b"\x01", UCS2, "ač\ufffd"),
        ("😀".encode("utf-16-be")[:2], UCS2, "\ufffd"),
        ("😀".encode("utf-16-be")[2:] + b"\0a", UCS2, "\ufffda"),
        (encode_gsm("€{}[]~|^\\"), 0x00, "€{}[]~|^\\"),
        (b"\x1b", 0x00, "[A message that is not text]"),
        (b"", 0x00, "[A message that is not text]"),
        (b"\x00\x01\x02", 0x04, "[A message that is not text]"),
    ],
)  # fmt: skip
async def test_odd_texts(bound: Office, data: bytes, coding: int, expected: str) -> None:
    assert await bound.deliver(bound.text(data, data_coding=coding)) == Status.OK
    assert await bound.texts() == [expected]


async def test_pairs_that_are_cut_between_two_parts(bound: Office) -> None:
    emoji, euro = "😀".encode("utf-16-be"), encode_gsm("€")
    for reference, coding, (first, second) in (
        (1, UCS2, (emoji[:2], emoji[2:])), (2, 0, (euro[:1], euro[1:])),
    ):  # fmt: skip
        for number, data in ((1, first), (2, second)):
            header = bytes([5, 0, 3, reference, 2, number])
            message = bound.text(header + data, esm_class=UDH, data_coding=coding)
            assert await bound.deliver(message) == Status.OK
    assert await bound.texts() == ["€", "😀"]


@pytest.mark.parametrize(
    ("source", "phone"),
    [
        (Address("385912345678", 1, 1), "+385912345678"),
        (Address("+385912345678", 1, 1), "+385912345678"),
        (Address("00385912345678", 1, 1), "+385912345678"),
        (Address("385912345678", 0, 0), "+385912345678"),
        (Address("+385912345678", 0, 1), "+385912345678"),
        (Address("MyBank", 5, 0), "MyBank"),
        (Address("60606", 3, 0), "60606"),
        (Address("60606", 1, 1), "60606"),
        (Address("", 0, 0), "unknown"),
        (Address("x" * 20, 5, 0), "x" * 20),
        (Address("999999999999999999", 1, 1), "+999999999999999"),
    ],
)
async def test_who_wrote(bound: Office, source: Address, phone: str) -> None:
    to = Address(bound.ours.number.removeprefix("+"), 1, 1)
    assert await bound.deliver(Message(source, to, b"Hello")) == Status.OK
    rows = "SELECT p.phone FROM messages m JOIN people p ON p.id = m.person_id"
    assert await bound.rows(rows) == [(phone,)]


@pytest.mark.parametrize("form", ["{}", "+{}", "00{}"])
@pytest.mark.parametrize("ton", [0, 1])
async def test_our_number_however_it_is_written(bound: Office, form: str, ton: int) -> None:
    to = Address(form.format(bound.ours.number.removeprefix("+")), ton, 1)
    assert await bound.deliver(Message(Address("60606"), to, b"Hello")) == Status.OK


async def test_an_id_alone_makes_no_receipt_of_a_text(bound: Office) -> None:
    named = bound.text("id:1 stat:DELIVRD", tlvs={0x001E: b"mo-1\0"})
    assert await bound.deliver(named) == Status.OK
    assert await bound.texts() == ["id:1 stat:DELIVRD"]
