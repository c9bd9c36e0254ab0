"""Delivery receipts as carriers really write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.channels.sms.receipts import (
    MESSAGE_STATE,
    NETWORK_ERROR_CODE,
    RECEIPTED_MESSAGE_ID,
    Outcome,
    is_receipt,
    names_of,
    read_receipt,
    spellings_of,
)

PLAIN = (
    b"id:0123456789 sub:001 dlvrd:001 submit date:2601021504 done date:2601021505 "
    b"stat:DELIVRD err:000 text:Hello"
)


def test_the_form_of_the_specification():
    receipt = read_receipt(PLAIN, {})
    assert receipt
    assert receipt.message_id == "0123456789"
    assert receipt.outcome is Outcome.DELIVERED
    assert receipt.failure_code is None
    assert receipt.done_at == datetime(2026, 1, 2, 15, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        b"ID:7 SUB:1 STAT:UNDELIV ERR:1A2 TEXT:",
        b"id:7,sub:001,dlvrd:000,submitdate:260102150405,donedate:260102150405,stat:UNDELIV,err:1A2",
        b"id: 7 sub: 001 stat: UNDELIV err: 1A2",
        b"id=7;stat=undeliv;err=1A2",
        b"stat:UNDELIV err:1A2 id:7\0",
        b"id:7 done_date:20260102150405 stat:UNDELIV err:1A2 text:id:8 stat:DELIVRD err:0",
    ],
)
def test_wild_forms(text: bytes):
    receipt = read_receipt(text, {})
    assert receipt
    assert (receipt.message_id, receipt.outcome, receipt.failure_code) == (
        "7",
        Outcome.FAILED,
        "1A2",
    )


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("EXPIRED", Outcome.EXPIRED),
        ("REJECTD", Outcome.REJECTED),
        ("DELETED", Outcome.FAILED),
        ("ACCEPTD", Outcome.PENDING),
        ("ENROUTE", Outcome.PENDING),
        ("UNKNOWN", Outcome.UNKNOWN),
        ("BANANA", Outcome.UNKNOWN),
    ],
)
def test_states(word: str, outcome: Outcome):
    receipt = read_receipt(f"id:1 stat:{word} err:001".encode(), {})
    assert receipt
    assert receipt.outcome is outcome


def test_parameters_win_over_the_text():
    tlvs = {
        RECEIPTED_MESSAGE_ID: b"ab-12\0",
        MESSAGE_STATE: b"\x05",
        NETWORK_ERROR_CODE: b"\x03\x00\x22",
    }
    receipt = read_receipt(PLAIN, tlvs)
    assert receipt
    assert (receipt.message_id, receipt.outcome, receipt.failure_code) == (
        "ab-12",
        Outcome.FAILED,
        "3:34",
    )


def test_what_the_customer_wrote_is_no_field():
    receipt = read_receipt(b"id:7 stat:UNDELIV text:it failed, err:9 done date:2601021505", {})
    assert receipt
    assert (receipt.failure_code, receipt.done_at) == (None, None)


def test_only_the_carrier_makes_a_receipt():
    assert is_receipt(0x04, {})
    assert is_receipt(0x44, {})
    assert is_receipt(0x20, {})
    assert is_receipt(0x00, {RECEIPTED_MESSAGE_ID: b"1\0", MESSAGE_STATE: b"\x02"})
    assert not is_receipt(0x00, {RECEIPTED_MESSAGE_ID: b"1\0"})
    assert not is_receipt(0x00, {})
    assert not is_receipt(0x40, {})
    assert not is_receipt(0x08, {})


def test_hexadecimal_answers_and_decimal_receipts_meet():
    for answered, reported in [("FF1A2B", "16718379"), ("00ff1a2b", "16718379"), ("12", "000C")]:
        assert answered in spellings_of(reported) or reported in spellings_of(answered)
        assert set(names_of(answered)) & set(names_of(reported))
    assert spellings_of("not-hex") == names_of("not-hex") == ["not-hex"]


def test_without_an_id_there_is_no_receipt():
    assert read_receipt(b"stat:DELIVRD", {}) is None
    assert read_receipt(b"text:id:5 stat:DELIVRD", {}) is None


@given(st.binary(max_size=300), st.dictionaries(st.integers(0, 0xFFFF), st.binary(max_size=80)))
def test_nothing_from_outside_is_a_crash(data: bytes, tlvs: dict[int, bytes]):
    for prefix in (b"", b"id:1 done date:9999999999 err:", b"id:1 stat:"):
        receipt = read_receipt(prefix + data, tlvs)
        assert receipt is None or "\0" not in receipt.message_id
