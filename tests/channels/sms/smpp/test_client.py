"""A carrier account: bind, submit, deliver, refuse, throttle, break, come back."""

import asyncio
import socket
from dataclasses import replace

import pytest

from hubbub.channels.sms.reassembly import complete_text
from hubbub.channels.sms.receipts import Receipt
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.addresses import to_address, to_text
from hubbub.channels.sms.smpp.client import Connection
from hubbub.channels.sms.smpp.endpoint import BindType
from hubbub.channels.sms.smpp.link import LinkState
from hubbub.channels.sms.smpp.messages import messages_of, understand
from hubbub.channels.sms.smpp.outcomes import Answer, UnansweredError
from hubbub.channels.sms.smpp.pacing import Pace
from hubbub.channels.sms.smpp.pdus import Address, Message, SmppError, Status
from tests.channels.sms.smpp.wire import (
    HELLO,
    QUICK,
    carrier,
    connected,
    endpoint,
    eventually,
    take,
)

LONG = "Čežnja 😀 " * 40


@pytest.mark.parametrize("bind_type", [BindType.TRANSCEIVER, BindType.BOTH])
async def test_a_long_text_goes_both_ways(bind_type: BindType):
    received: list[Message] = []

    async def on_deliver(message: Message) -> Answer:
        received.append(message)
        return Answer()

    segments = split_into_segments(LONG, reference=7)
    messages = messages_of(segments, "+385911234567", "+4412345", wants_receipt=True)
    async with carrier() as them:
        to = endpoint(them.port, bind_type=bind_type)
        async with connected(to, on_deliver) as us:
            await us.bound()
            assert await us.submit_all(messages) == [f"id{n}" for n in range(1, len(segments) + 1)]
            assert them.submits == messages
            peer = next(peer for peer in them.peers if peer.can_receive)
            for message in reversed(messages):
                assert await peer.deliver(message) == Status.OK
    parts = [understand(message) for message in received]
    assert complete_text([part for part in parts if part and not isinstance(part, Receipt)]) == LONG


async def test_a_wrong_password_is_said_and_tried_again():
    async with carrier() as them, connected(endpoint(them.port, password="wrong")) as us:
        await eventually(lambda: us.report.state is LinkState.RETRYING)
        assert "password" in us.report.reason
        assert "ESME_RINVPASWD" in us.report.reason
        assert us.report.retry_in


async def test_nobody_there_is_said():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        async with connected(endpoint(unused.getsockname()[1])) as us:
            await eventually(lambda: us.report.state is LinkState.RETRYING)
            assert "cannot be reached" in us.report.reason


async def test_it_comes_back_when_the_carrier_does():
    async with carrier() as them, connected(endpoint(them.port)) as us:
        await us.bound()
        await them.stop()
        await eventually(lambda: us.report.state is not LinkState.BOUND)
        await them.start(them.port)
        async with asyncio.timeout(10):
            await us.bound()
        assert await us.submit(HELLO)


async def test_it_stops_at_once_while_the_carrier_keeps_it_waiting():
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    slow = replace(QUICK, response_timeout=3600)
    port = server.sockets[0].getsockname()[1]
    async with connected(endpoint(port, limits=slow)) as us:
        await eventually(lambda: us.report.state is LinkState.CONNECTING)
        await asyncio.sleep(0.05)
    assert us.report.state is LinkState.STOPPED
    server.close()


async def test_states_are_reported_in_order():
    states: list[LinkState] = []
    async with carrier() as them:
        us = Connection(endpoint(them.port), take, lambda report: states.append(report.state))
        running = asyncio.create_task(us.run())
        await us.bound()
        await us.stop()
        await running
    assert states == [LinkState.CONNECTING, LinkState.BOUND, LinkState.STOPPED]


async def test_a_refusal_carries_its_status():
    async with carrier() as them, connected(endpoint(them.port)) as us:
        await us.bound()
        them.statuses = [Status.INVALID_DESTINATION]
        with pytest.raises(SmppError, match="ESME_RINVDSTADR"):
            await us.submit(HELLO)


async def test_without_a_bind_nothing_was_sent():
    async with carrier() as them, connected(endpoint(them.port, password="wrong")) as us:
        with pytest.raises(UnansweredError) as caught:
            await us.submit(HELLO)
        assert not caught.value.written


async def test_a_break_in_the_middle_leaves_it_unknown():
    async with carrier() as them, connected(endpoint(them.port)) as us:
        await us.bound()
        them.answers.clear()
        submit = asyncio.create_task(us.submit(HELLO))
        await eventually(lambda: us.report.state is LinkState.BOUND and len(them.peers) == 1)
        await asyncio.sleep(0)
        them.peers[0].session.end("cable cut")
        with pytest.raises(UnansweredError) as caught:
            await submit
        assert caught.value.written
        them.answers.set()


async def test_throttled_is_tried_again_after_a_pause():
    async with carrier() as them, connected(endpoint(them.port)) as us:
        await us.bound()
        us._pace = Pace(None, sleep=lambda _: asyncio.sleep(0))
        them.statuses = [Status.THROTTLED, Status.QUEUE_FULL]
        us._pace._clock = iter(float(n) * 100 for n in range(1000)).__next__
        assert await us.submit(HELLO) == "id3"


async def test_late_ids_arrive():
    late: list[str] = []
    limits = replace(QUICK, response_timeout=0.05)
    async with carrier() as them, connected(endpoint(them.port, limits=limits)) as us:
        await us.bound()
        them.answers.clear()
        with pytest.raises(UnansweredError):
            await us.submit(HELLO, late.append)
        them.answers.set()
        await eventually(lambda: late == ["id1"])


async def test_a_delivery_that_fails_is_given_back_to_the_carrier():
    async def on_deliver(_: Message) -> Answer:
        raise OSError("disk full")

    async with carrier() as them, connected(endpoint(them.port), on_deliver) as us:
        await us.bound()
        assert await them.peers[0].deliver(HELLO) == Status.TEMPORARY_ERROR


async def test_a_receiver_may_not_submit_and_a_transmitter_gets_nothing():
    async with carrier() as them:
        async with connected(endpoint(them.port, bind_type=BindType.RECEIVER)) as us:
            await us.bound()
            with pytest.raises(SmppError, match="receiver only"):
                await us.submit(HELLO)
        async with connected(endpoint(them.port, bind_type=BindType.TRANSMITTER)) as us:
            await us.bound()
            await eventually(lambda: len(them.peers) == 1)
            assert not them.peers[0].can_receive


async def test_pace_spaces_turns_evenly():
    now = 0.0
    turns: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    pace = Pace(10, clock=lambda: now, sleep=sleep)
    for _ in range(5):
        await pace.turn()
        turns.append(now)
    assert turns == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])


async def test_pauses_grow_until_something_is_accepted():
    pauses: list[float] = []
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        pauses.append(seconds)
        now += seconds

    pace = Pace(None, clock=lambda: now, sleep=sleep)
    for _ in range(4):
        pace.throttled()
        await pace.turn()
    pace.accepted()
    pace.throttled()
    await pace.turn()
    assert 0.5 <= pauses[0] <= 1 < 4 <= pauses[3] <= 8
    assert 0.5 <= pauses[4] <= 1


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("+385911234567", Address("385911234567", 1, 1)),
        ("60777", Address("60777", 3, 0)),
        ("0911234567", Address("0911234567", 0, 1)),
        ("Hubbub", Address("Hubbub", 5, 0)),
    ],
)
def test_addresses(text: str, address: Address):
    assert to_address(text) == address
    assert to_text(address) == text


@pytest.mark.parametrize("text", ["", "x" * 12, "+1234567890123456", "Žuto", "a\0b"])
def test_what_is_no_address(text: str):
    with pytest.raises(ValueError, match=r"."):
        to_address(text)


def test_international_numbers_come_in_three_spellings():
    for value in ("38591123", "+38591123", "0038591123"):
        assert to_text(Address(value, 1, 1)) == "+38591123"
    # A short code is none, whatever the carrier calls it.
    assert to_text(Address("60606", 1, 1)) == "60606"


def test_settings_that_the_wire_cannot_carry_are_refused_at_once():
    for changes in ({"system_type": "x" * 13}, {"password": "a\0b"}, {"per_second": 0.0}):
        with pytest.raises(ValueError, match=r"."):
            endpoint(2775, **changes)
    assert "right" not in repr(endpoint(2775))
