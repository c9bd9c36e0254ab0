"""A carrier that writes nonsense, cuts, dribbles or falls silent: nothing crashes or is lost."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
import structlog

from hubbub.channels.sms.smpp.codec import encode_message
from hubbub.channels.sms.smpp.framing import frame
from hubbub.channels.sms.smpp.pdus import Bind, Command, Pdu, Status
from tests.channels.sms import office as offices
from tests.channels.sms.chaos import wire
from tests.channels.sms.smpp.wire import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.channels.sms.chaos import Wire
    from tests.channels.sms.office import Office

SECRET = "the words of a customer"
STATE = "SELECT state, state_detail FROM carriers"


@asynccontextmanager
async def chaotic(office: Office, piece: int = 65_536) -> AsyncGenerator[Wire]:
    """The office's carrier behind a wire, and a worker connected to it."""
    async with wire(office.carrier.port, piece) as between:
        await office.connect(between.port)
        async with office.worker():
            await office.bound()
            yield between


def malformed(office: Office) -> list[bytes]:
    """PDUs that a bad or a broken carrier may send, all with a customer's words in them."""
    body = encode_message(office.text(SECRET))
    whole = frame(Pdu(Command.DELIVER_SM, 0, 77, body))
    return [
        frame(Pdu(Command.DELIVER_SM, 0, 77, body[:20])),
        frame(Pdu(Command.DELIVER_SM, 0, 77, b"")),
        frame(Pdu(Command.DELIVER_SM, 0, 77, b"\xff" * 200 + SECRET.encode())),
        frame(Pdu(Command.DATA_SM, 0, 77, body)),
        frame(Pdu(Command.SUBMIT_SM, 0, 77, body)),
        frame(Pdu(Command.BIND_TRANSCEIVER, 0, 77, body)),
        frame(Pdu(0x00FF00FF, 0, 77, body)),
        frame(Pdu(Command.DELIVER_SM | 0x80000000, 0, 9999, body)),
        frame(Pdu(Command.GENERIC_NACK, Status.UNKNOWN_ERROR, 0)),
        frame(Pdu(Command.ENQUIRE_LINK, 0, 77, b"surplus")),
        # From here on the frames are lost, and the connection with them.
        b"\x00\x00\x00\x03" + whole[4:],
        b"\xff\xff\xff\xff" + whole[4:],
        b"GET / HTTP/1.1\r\nHost: smpp\r\n\r\n" + SECRET.encode(),
        random.Random(5).randbytes(4000),
    ]


async def test_nonsense_costs_a_connection_at_most(office: Office) -> None:
    with structlog.testing.capture_logs() as logged:
        async with chaotic(office) as between:
            for index, nonsense in enumerate(malformed(office)):
                await office.bound()
                between.inject(nonsense)
                # As a carrier does it: again, until it is answered.
                await office.insist(f"after {index}")
    count = len(malformed(office))
    assert await office.texts() == sorted(f"after {index}" for index in range(count))
    assert not any("exc_info" in each for each in logged)
    assert SECRET not in str(logged)
    assert offices.PHONE.removeprefix("+") not in str(logged)


async def test_every_bit_of_a_delivery_may_be_wrong(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.be_quick(monkeypatch, response_timeout=60)
    draw = random.Random(4711)
    body = bytearray(encode_message(office.text(SECRET)))
    async with chaotic(office) as between:
        for sequence in range(100):
            broken = body.copy()
            for _ in range(draw.randint(1, 4)):
                broken[draw.randrange(len(broken))] = draw.randrange(256)
            between.inject(frame(Pdu(Command.DELIVER_SM, 0, 10_000 + sequence, bytes(broken))))
        await office.insist("still here")
        assert len(between.ends) == 1, "the connection was lost for it"
    assert "still here" in await office.texts()


async def test_one_byte_at_a_time(office: Office) -> None:
    message = await office.write("An answer " * 40)
    async with chaotic(office, piece=1):
        assert await office.deliver(office.text("A question")) == Status.OK
        await office.until_status(message, "sent")
    assert await office.texts() == ["A question"]


async def test_a_connection_that_is_cut_at_any_moment(office: Office) -> None:
    wanted = [f"text {index}" for index in range(30)]
    messages = [await office.write(f"answer {index}") for index in range(30)]
    draw = random.Random(7)
    async with chaotic(office) as between:

        async def cutting() -> None:
            for _ in range(6):
                await office.bound()
                await asyncio.sleep(draw.random() / 20)
                between.cut()

        async def writing() -> None:
            for text in wanted:
                await office.insist(text)

        await asyncio.gather(cutting(), writing())
        await office.until_rows(
            "SELECT count(*)::int FROM messages WHERE status IN ('queued', 'sending')", (0,)
        )
    assert await office.texts() == sorted(wanted)
    sent = [each.data for each in office.carrier.submits]
    assert len(sent) == len(set(sent)), "an answer was sent twice"
    for index, message in enumerate(messages):
        if await office.status(message) == "sent":
            assert f"answer {index}".encode() in sent


async def test_a_wrong_password_is_said_and_asked_with_patience(office: Office) -> None:
    binds: list[str] = []
    authenticate = office.carrier.authenticate

    async def counting(bind: Bind) -> int:
        binds.append(bind.system_id)
        return await authenticate(bind)

    office.carrier.authenticate = counting
    await office.carrier.stop()
    await office.carrier.start()
    await office.connect(password="wrong")
    sentence = "The carrier refused the system id or the password. [ESME_RINVPASWD (0x0E)]"
    async with office.worker():
        await office.until_rows(STATE, ("retrying", sentence))
        await eventually(lambda: len(binds) >= 3)
        await office.connect()
        await office.until_rows(STATE, ("bound", None))


async def test_a_carrier_that_falls_silent_is_left_and_found_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.be_quick(monkeypatch, enquire_every=0.1, response_timeout=0.2)
    silent = asyncio.Event()

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A bind is answered, and then nothing more, as a process that hangs.
        request = await reader.readexactly(16)
        with suppress(asyncio.IncompleteReadError, OSError):
            body = int.from_bytes(request[:4], "big") - 16
            await reader.readexactly(body)
            sequence = int.from_bytes(request[12:], "big")
            writer.write(frame(Pdu(Command.BIND_TRANSCEIVER | 0x80000000, 0, sequence, b"x\0")))
            await reader.read()
        silent.set()
        writer.close()

    server = await asyncio.start_server(swallow, "127.0.0.1", 0)
    await office.connect(server.sockets[0].getsockname()[1])
    async with office.worker():
        await office.until_rows(STATE, ("retrying", "The peer did not answer enquire_link."))
        await silent.wait()
        await office.connect()
        await office.until_rows(STATE, ("bound", None))
    server.close()
