"""Whatever bytes come: the session neither crashes nor hangs, and answers as SMPP says."""

import asyncio
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.channels.sms.smpp.framing import MOST_OCTETS, FramingError, frame, read_pdu
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Command, Pdu, Status
from tests.channels.sms.smpp.wire import BOUND, raw_peer

pdus = st.builds(
    Pdu,
    st.sampled_from([*Command, 0x03, 0x07, 0x80000004, 0x80000015, 0xFFFFFFFF]),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.binary(max_size=60),
)


def header(length: int, command: int = Command.ENQUIRE_LINK, sequence: int = 1) -> bytes:
    return struct.pack(">IIII", length, command, 0, sequence)


@given(pdus)
async def test_frames_come_back(pdu: Pdu):
    reader = asyncio.StreamReader()
    reader.feed_data(frame(pdu))
    assert await read_pdu(reader) == pdu


@pytest.mark.parametrize("length", [0, 15, MOST_OCTETS + 1, 2**32 - 1])
async def test_impossible_lengths(length: int):
    reader = asyncio.StreamReader()
    reader.feed_data(header(length))
    reader.feed_eof()
    with pytest.raises(FramingError):
        await read_pdu(reader)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=200), pdus.map(frame)), max_size=8))
async def test_any_bytes_end_without_a_crash_or_a_hang(chunks: list[bytes]):
    async def handler(_: Pdu) -> Answer:
        return Answer()

    async with raw_peer(handler) as (_, writer, run):
        writer.write(b"".join(chunks))
        writer.write_eof()
        async with asyncio.timeout(BOUND):
            assert await run


async def test_an_impossible_length_is_nacked_and_closed():
    async with raw_peer() as (reader, writer, run):
        writer.write(header(7, sequence=3))
        answer = await read_pdu(reader)
        assert (answer.command, answer.status, answer.sequence) == (
            Command.GENERIC_NACK,
            Status.INVALID_COMMAND_LENGTH,
            3,
        )
        assert await reader.read() == b""
        assert "says it has 7 bytes" in await run


async def test_an_unknown_command_is_nacked_and_the_session_goes_on():
    async with raw_peer() as (reader, writer, _):
        writer.write(header(16, command=0x7777, sequence=4) + header(16, sequence=5))
        nack, alive = await read_pdu(reader), await read_pdu(reader)
        assert (nack.command, nack.status, nack.sequence) == (
            Command.GENERIC_NACK,
            Status.INVALID_COMMAND_ID,
            4,
        )
        assert (alive.command, alive.sequence) == (0x80000015, 5)


async def test_a_pdu_that_comes_byte_by_byte():
    async with raw_peer() as (reader, writer, _):
        for byte in header(16, sequence=6):
            writer.write(bytes([byte]))
            await writer.drain()
        assert (await read_pdu(reader)).sequence == 6
