"""Deferred answers and their fate, windows, time-outs, and what is known at the end."""

import asyncio
from dataclasses import replace

import pytest

from hubbub.channels.sms.smpp.codec import decode_id, encode_message
from hubbub.channels.sms.smpp.framing import frame
from hubbub.channels.sms.smpp.outcomes import Answer, Fate, UnansweredError
from hubbub.channels.sms.smpp.pdus import RESPONSE, Command, Pdu, SmppError, Status
from hubbub.channels.sms.smpp.session import Session
from tests.channels.sms.smpp.wire import HELLO, QUICK, eventually, raw_peer, read_pdu, sessions

BODY = encode_message(HELLO)


async def test_an_answer_waits_for_its_handler_and_others_overtake_it():
    commits = [asyncio.Event(), asyncio.Event()]
    arrived: list[int] = []

    async def handler(_: Pdu) -> Answer:
        mine = len(arrived)
        arrived.append(mine)
        await commits[mine].wait()
        return Answer(message_id=f"m{mine}")

    async with sessions(far=handler) as (near, _):
        first = asyncio.create_task(near.request(Command.DELIVER_SM, BODY))
        second = asyncio.create_task(near.request(Command.DELIVER_SM, BODY))
        await eventually(lambda: len(arrived) == 2)
        # A round trip behind them proves that no answer was written meanwhile.
        assert (await near.bind(Command.ENQUIRE_LINK, b"")).status == Status.OK
        assert not first.done()
        commits[1].set()
        assert decode_id((await second).body) == "m1"
        assert not first.done()
        commits[0].set()
        assert decode_id((await first).body) == "m0"


async def test_the_handler_learns_that_its_answer_was_read():
    fates: list[Fate] = []

    async def handler(_: Pdu) -> Answer:
        return Answer(on_fate=fates.append)

    async with sessions(far=handler) as (near, _):
        await near.request(Command.DELIVER_SM, BODY)
        await eventually(lambda: fates == [Fate.CONFIRMED])


async def test_the_handler_learns_that_its_answer_was_not_written():
    fates: list[Fate] = []
    commit = asyncio.Event()
    arrived = asyncio.Event()

    async def handler(_: Pdu) -> Answer:
        arrived.set()
        await commit.wait()
        return Answer(on_fate=fates.append)

    async with raw_peer(handler) as (_, writer, run):
        writer.write(frame(Pdu(Command.DELIVER_SM, 0, 1, BODY)))
        await arrived.wait()
        writer.close()
        await run
        assert fates == []
        commit.set()
        await eventually(lambda: fates == [Fate.UNWRITTEN])


async def test_an_answer_written_before_the_break_may_be_lost():
    fates: list[Fate] = []

    async def handler(_: Pdu) -> Answer:
        return Answer(on_fate=fates.append)

    async with raw_peer(handler, replace(QUICK, confirm_after=60)) as (reader, writer, run):
        writer.write(frame(Pdu(Command.DELIVER_SM, 0, 1, BODY)))
        await read_pdu(reader)
        assert fates == []
        writer.close()
        await run
        assert fates == [Fate.WRITTEN]


async def test_a_handler_that_fails_is_answered_so_that_the_carrier_comes_again():
    async def handler(pdu: Pdu) -> Answer:
        if pdu.command == Command.SUBMIT_SM:
            raise SmppError(Status.INVALID_DESTINATION, "No such number")
        raise RuntimeError("the database is gone")

    async with sessions(far=handler) as (near, _):
        assert (await near.request(Command.DELIVER_SM, BODY)).status == Status.TEMPORARY_ERROR
        assert (await near.request(Command.DATA_SM, BODY)).status == Status.SYSTEM_ERROR
        assert (await near.request(Command.SUBMIT_SM, BODY)).status == Status.INVALID_DESTINATION


async def test_requests_of_the_peer_are_bounded():
    commit = asyncio.Event()

    async def handler(_: Pdu) -> Answer:
        await commit.wait()
        return Answer()

    async with sessions(far=handler, far_limits=replace(QUICK, inbound=2)) as (near, _):
        held = [asyncio.create_task(near.request(Command.DELIVER_SM, BODY)) for _ in range(2)]
        await near.bind(Command.ENQUIRE_LINK, b"")
        assert (await near.request(Command.DELIVER_SM, BODY)).status == Status.TEMPORARY_ERROR
        assert (await near.request(Command.SUBMIT_SM, BODY)).status == Status.THROTTLED
        commit.set()
        assert {(await answer).status for answer in held} == {Status.OK}


async def test_the_window_holds_requests_back_and_those_are_known_to_be_unsent():
    arrived: list[int] = []

    async def handler(pdu: Pdu) -> Answer:
        arrived.append(pdu.sequence)
        await asyncio.Event().wait()
        return Answer()

    async with sessions(far=handler, near_limits=replace(QUICK, window=2)) as (near, far):
        requests = [asyncio.create_task(near.request(Command.SUBMIT_SM, BODY)) for _ in range(5)]
        await eventually(lambda: len(arrived) == 2)
        await near.bind(Command.ENQUIRE_LINK, b"")
        assert len(arrived) == 2
        far.end("broken")
        results = await asyncio.gather(*requests, return_exceptions=True)
        written = [isinstance(r, UnansweredError) and r.written for r in results]
        assert sorted(written) == [False, False, False, True, True]


async def test_a_late_answer_is_not_lost():
    commit = asyncio.Event()

    async def handler(_: Pdu) -> Answer:
        await commit.wait()
        return Answer(message_id="late")

    limits = replace(QUICK, response_timeout=0.05)
    async with sessions(far=handler, near_limits=limits) as (near, _):
        with pytest.raises(UnansweredError) as caught:
            await near.request(Command.SUBMIT_SM, BODY)
        assert caught.value.written
        assert caught.value.late is not None
        commit.set()
        answer = await caught.value.late
        assert answer is not None
        assert decode_id(answer.body) == "late"


async def test_a_peer_that_gives_no_sign_of_life_is_left():
    limits = replace(QUICK, enquire_every=0.05, response_timeout=0.05)
    async with raw_peer(limits=limits) as (reader, _, run):
        assert (await read_pdu(reader)).command == Command.ENQUIRE_LINK
        assert await run == "The peer did not answer enquire_link."


async def test_a_peer_that_does_not_read_is_left():
    limits = replace(QUICK, write_buffer=10_000, enquire_every=60)
    async with raw_peer(limits=limits) as (_, writer, run):
        enquire = frame(Pdu(Command.ENQUIRE_LINK, 0, 1)) * 5000
        while not run.done():
            writer.write(enquire)
            await asyncio.sleep(0)
        assert await run == "The peer does not read what it is sent."


async def test_unbind_waits_for_open_work_and_answers_it():
    commit = asyncio.Event()
    arrived = asyncio.Event()

    async def handler(_: Pdu) -> Answer:
        arrived.set()
        await commit.wait()
        return Answer(message_id="kept")

    async with sessions(near=handler) as (near, far):
        held = asyncio.create_task(far.request(Command.DELIVER_SM, BODY))
        await arrived.wait()
        goodbye = asyncio.create_task(near.unbind())
        await asyncio.sleep(0)
        with pytest.raises(UnansweredError) as caught:
            await near.request(Command.SUBMIT_SM, BODY)
        assert not caught.value.written
        commit.set()
        assert decode_id((await held).body) == "kept"
        await goodbye
        await eventually(lambda: far.is_over)


async def test_goodbye_is_said_behind_the_last_answer():
    commit = asyncio.Event()
    arrived = asyncio.Event()
    ours: list[Session] = []

    async def handler(_: Pdu) -> Answer:
        arrived.set()
        await commit.wait()
        return Answer()

    async with raw_peer(handler, made=ours) as (reader, writer, run):
        writer.write(frame(Pdu(Command.DELIVER_SM, 0, 1, BODY)))
        await arrived.wait()
        goodbye = asyncio.create_task(ours[0].unbind())
        await asyncio.sleep(0)
        commit.set()
        commands = [(await read_pdu(reader)).command for _ in range(2)]
        assert commands == [Command.DELIVER_SM | RESPONSE, Command.UNBIND]
        writer.close()
        await goodbye
        await run


async def test_answers_that_nobody_asked_for_are_passed_over():
    async with raw_peer() as (reader, writer, _):
        for sequence in (0, 1, 2**31):
            writer.write(frame(Pdu(0x80000004, 0, sequence, b"id\0")))
            writer.write(frame(Pdu(Command.GENERIC_NACK, 3, sequence)))
        writer.write(frame(Pdu(Command.ENQUIRE_LINK, 0, 9)))
        assert (await read_pdu(reader)).sequence == 9


async def test_an_answer_the_wire_cannot_hold_is_refused_where_it_is_made():
    with pytest.raises(ValueError, match="66"):
        Answer(message_id="x" * 66)
