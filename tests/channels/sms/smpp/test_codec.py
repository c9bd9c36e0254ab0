"""Bodies against an independent codec, and bytes that are no bodies."""

from collections.abc import Callable

import pytest
import smpp34
from hypothesis import given
from hypothesis import strategies as st

from hubbub.channels.sms.smpp.codec import (
    decode_bind,
    decode_data,
    decode_id,
    decode_message,
    encode_bind,
    encode_data,
    encode_id,
    encode_message,
)
from hubbub.channels.sms.smpp.framing import frame
from hubbub.channels.sms.smpp.pdus import (
    MESSAGE_PAYLOAD,
    Address,
    Bind,
    Command,
    Message,
    Pdu,
    SmppError,
    Status,
)

ascii_text = st.text(st.characters(min_codepoint=1, max_codepoint=126), max_size=20)
octet = st.integers(0, 255)
addresses = st.builds(Address, ascii_text, octet, octet)
messages = st.builds(
    Message,
    addresses,
    addresses,
    data=st.binary(max_size=254),
    data_coding=octet,
    esm_class=octet,
    registered_delivery=octet,
    tlvs=st.dictionaries(st.integers(0, 0xFFFF), st.binary(max_size=300), max_size=4),
    service_type=ascii_text.map(lambda text: text[:5]),
    protocol_id=octet,
    priority=octet,
    schedule=ascii_text.map(lambda text: text[:16]),
    validity=ascii_text.map(lambda text: text[:16]),
    replace_if_present=octet,
    default_message_id=octet,
)


@given(messages)
def test_messages_come_back(message: Message):
    assert decode_message(encode_message(message)) == message


@given(messages)
def test_data_comes_back_with_its_text_in_the_payload(message: Message):
    decoded = decode_data(encode_data(message))
    assert decoded.payload == message.payload
    assert (decoded.source, decoded.destination) == (message.source, message.destination)


@given(messages, st.sampled_from([Command.SUBMIT_SM, Command.DELIVER_SM]))
def test_another_codec_reads_the_same(message: Message, command: Command):
    theirs = smpp34.decode(frame(Pdu(command, 0, 7, encode_message(message))))
    assert isinstance(theirs, smpp34.SubmitSm | smpp34.DeliverSm)
    assert theirs.sequence_number == 7
    assert theirs.source_addr == message.source.value
    assert theirs.destination_addr == message.destination.value
    assert (theirs.source_addr_ton, theirs.dest_addr_npi) == (
        message.source.ton,
        message.destination.npi,
    )
    assert theirs.short_message == message.data
    assert (theirs.esm_class, theirs.data_coding) == (message.esm_class, message.data_coding)
    assert theirs.registered_delivery == message.registered_delivery
    assert theirs.validity_period == message.validity
    assert {tlv.tag: tlv.value for tlv in theirs.tlvs} == message.tlvs


@given(messages)
def test_what_another_codec_writes_is_read_the_same(message: Message):
    theirs = smpp34.SubmitSm(
        message.source.value,
        message.destination.value,
        message.data,
        source_addr_ton=message.source.ton,
        esm_class=message.esm_class,
        data_coding=message.data_coding,
        validity_period=message.validity,
        tlvs=[smpp34.Tlv(tag, value) for tag, value in message.tlvs.items()],
        sequence_number=9,
    )
    ours = decode_message(theirs.encode()[16:])
    assert ours.source == Address(message.source.value, message.source.ton, 0)
    assert (ours.data, ours.data_coding, ours.esm_class, ours.validity, ours.tlvs) == (
        message.data,
        message.data_coding,
        message.esm_class,
        message.validity,
        message.tlvs,
    )


@given(st.builds(Bind, st.text("ab1", max_size=15), st.text("ab1", max_size=8)))
def test_binds_come_back(bind: Bind):
    assert decode_bind(encode_bind(bind)) == bind


def refusal(decode: Callable[[bytes], object], data: bytes) -> int | None:
    try:
        decode(data)
    except SmppError as error:
        return error.status
    return None


@pytest.mark.parametrize("decode", [decode_message, decode_data, decode_bind])
@given(data=st.binary(max_size=400))
def test_random_bytes_are_refused_with_a_status(decode: Callable[[bytes], object], data: bytes):
    assert refusal(decode, data) in {
        None,
        Status.INVALID_COMMAND_LENGTH,
        Status.MALFORMED_PARAMETERS,
    }


@given(messages, st.data())
def test_a_body_cut_anywhere_is_refused_or_keeps_its_text(message: Message, data: st.DataObject):
    body = encode_message(message)
    cut = body[: data.draw(st.integers(0, len(body) - 1))] if body else body
    try:
        assert decode_message(cut).data == message.data
    except SmppError:
        return


def test_a_cut_payload_is_refused_and_trailing_bytes_behind_a_text_are_not():
    cut = encode_message(Message(Address("1"), Address("2"))) + b"\x04\x24\x00\x09abc"
    with pytest.raises(SmppError) as refusal:
        decode_message(cut)
    assert refusal.value.status == Status.MALFORMED_PARAMETERS
    trailing = encode_message(Message(Address("1"), Address("2"), b"hello")) + b"\0\0\0"
    assert decode_message(trailing).data == b"hello"


def test_payload_is_wherever_the_text_is():
    assert Message(Address("1"), Address("2"), tlvs={MESSAGE_PAYLOAD: b"long"}).payload == b"long"


@pytest.mark.parametrize(
    "message",
    [
        Message(Address("1" * 21), Address("2")),
        Message(Address("1\0" + "2"), Address("2")),
        Message(Address("ж"), Address("2")),
        Message(Address("1"), Address("2"), b"x" * 255),
    ],
)
def test_what_a_field_cannot_hold_is_not_written(message: Message):
    with pytest.raises(ValueError, match=r"."):
        encode_message(message)


def test_ids():
    assert decode_id(encode_id("abc")) == "abc"
    assert decode_id(b"") == ""
    assert len(decode_id(b"x" * 100)) == 64
