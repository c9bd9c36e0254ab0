"""What an inbound message is: a text alone, a part by header or SAR, or a receipt."""

from hypothesis import given
from hypothesis import strategies as st

from hubbub.channels.sms.decoding import Concatenation, InboundPart
from hubbub.channels.sms.encoding import Alphabet
from hubbub.channels.sms.receipts import MESSAGE_STATE, RECEIPTED_MESSAGE_ID, Outcome, Receipt
from hubbub.channels.sms.smpp.messages import understand
from hubbub.channels.sms.smpp.pdus import (
    MESSAGE_PAYLOAD,
    SAR_NUMBER,
    SAR_REFERENCE,
    SAR_TOTAL,
    Address,
    Message,
)

FROM, TO = Address("385911", 1, 1), Address("4412345", 1, 1)


def test_sar_parameters_make_a_part():
    tlvs = {SAR_REFERENCE: b"\x01\x02", SAR_TOTAL: b"\x03", SAR_NUMBER: b"\x02"}
    assert understand(Message(FROM, TO, b"hi", tlvs=tlvs)) == InboundPart(
        b"hi", Alphabet.GSM, Concatenation("sar", 0x102, 3, 2)
    )


def test_the_text_may_be_in_the_payload():
    long = "ж".encode("utf-16-be") * 500
    part = understand(Message(FROM, TO, data_coding=8, tlvs={MESSAGE_PAYLOAD: long}))
    assert isinstance(part, InboundPart)
    assert part.text == "ж" * 500


def test_a_receipt_by_parameters_alone():
    tlvs = {RECEIPTED_MESSAGE_ID: b"7\0", MESSAGE_STATE: b"\x02"}
    receipt = understand(Message(FROM, TO, tlvs=tlvs))
    assert isinstance(receipt, Receipt)
    assert receipt.outcome is Outcome.DELIVERED


def test_a_customer_cannot_write_a_receipt():
    part = understand(Message(FROM, TO, b"id:7 stat:DELIVRD err:000"))
    assert isinstance(part, InboundPart)


@given(
    st.binary(max_size=254),
    st.integers(0, 255),
    st.integers(0, 255),
    st.dictionaries(
        st.sampled_from(
            [SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER, RECEIPTED_MESSAGE_ID, MESSAGE_STATE]
        ),
        st.binary(max_size=5),
    ),
)
def test_nothing_from_outside_is_a_crash(
    data: bytes, esm_class: int, data_coding: int, tlvs: dict[int, bytes]
):
    understood = understand(Message(FROM, TO, data, data_coding, esm_class, tlvs=tlvs))
    assert understood is None or isinstance(understood, Receipt | InboundPart)
