"""Whatever bytes come: the session neither crashes nor hangs, and answers as SMPP says."""

import asyncio
import struct
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.channels.sms.smpp.framing import MOST_OCTETS, Frames, FramingError, frame
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Command, Pdu, Status
from tests.channels.sms.smpp.wire import BOUND, raw_peer, read_pdu

pdus = st.builds(
    Pdu,
    st.sampled_from([*Command, 0x03, 0x07, 0x80000004, 0x80000015, 0xFFFFFFFF]),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.binary(max_size=60),
)


def header(length: int, command: int = Command.ENQUIRE_LINK, sequence: int = 1) -> bytes:
    return struct.pack(">IIII", length, command, 0, sequence)


@given(st.lists(pdus, min_size=1, max_size=8), st.lists(st.integers(0, 600), max_size=5))
async def test_frames_come_back_however_the_stream_is_cut(sent: list[Pdu], cuts: list[int]):
    data = b"".join(map(frame, sent))
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    reader = asyncio.StreamReader()
    frames, came = Frames(reader), list[Pdu]()

    async def read() -> None:
        while len(came) < len(sent):
            came.extend(await frames.some())

    reading = asyncio.create_task(read())
    for begin, end in pairwise(places):
        reader.feed_data(data[begin:end])
        await asyncio.sleep(0)
    await reading
    assert came == sent


async def test_what_is_right_before_what_is_not_is_told_first():
    reader = asyncio.StreamReader()
    reader.feed_data(header(16, sequence=1) + header(16, sequence=2) + header(7, sequence=3))
    frames = Frames(reader)
    assert [pdu.sequence for pdu in await frames.some()] == [1, 2]
    with pytest.raises(FramingError) as raised:
        await frames.some()
    assert raised.value.sequence == 3


@pytest.mark.parametrize("length", [0, 15, MOST_OCTETS + 1, 2**32 - 1])
async def test_impossible_lengths(length: int):
    reader = asyncio.StreamReader()
    reader.feed_data(header(length))
    reader.feed_eof()
    with pytest.raises(FramingError):
        await Frames(reader).some()


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
