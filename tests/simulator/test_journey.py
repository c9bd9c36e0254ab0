"""Texts and replies through the simulated carrier, over real TCP with our own client."""

import asyncio
from pathlib import Path

from hubbub.channels.sms.receipts import Outcome
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.link import LinkState
from hubbub.channels.sms.smpp.messages import messages_of
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import SmppError, Status
from tests.channels.sms.smpp.wire import connected, eventually
from tests.simulator.conftest import NUMBER, PHONE, Desk, World, reply, simulator_in

LONG = "Čežnja 😀 za morem. " * 40


async def test_a_long_text_reaches_the_desk_and_is_ticked(world: World):
    desk = Desk()
    async with world.desk(desk):
        sent = await world.text(LONG)
        assert sent.status_code == 201
        assert sent.json()["parts"] > 5
        await world.until_states("accepted")
    assert desk.text == LONG


async def test_a_long_reply_is_shown_joined_and_every_part_is_reported(world: World):
    desk = Desk()
    async with world.desk(desk) as connection:
        ids = await reply(connection, LONG)
        await world.until_states("arrived")
        await eventually(lambda: len(desk.receipts) == len(ids))
    (text,) = await world.thread()
    assert (text["text"], text["is_own"], text["number"], text["phone"]) == (
        LONG,
        False,
        NUMBER,
        PHONE,
    )
    assert {receipt.message_id for receipt in desk.receipts} == set(ids)
    assert {receipt.outcome for receipt in desk.receipts} == {Outcome.DELIVERED}


async def test_a_short_code_gets_texts_and_answers(world: World):
    desk, code = Desk(), "15500"
    await world.own(NUMBER, code)
    async with world.desk(desk) as connection:
        assert (await world.text("hello", number=code)).status_code == 201
        await world.until_states("accepted")
        segments = split_into_segments("Hello back", reference=1)
        await connection.submit_all(messages_of(segments, code, PHONE, wants_receipt=False))
        await world.until_states("accepted", "arrived")
    assert [each["number"] for each in await world.thread()] == [code, code]


async def test_a_text_waits_for_the_desk_to_connect(world: World):
    await world.text("hello")
    assert await world.states() == ["waiting"]
    desk = Desk()
    async with world.desk(desk):
        await world.until_states("accepted")
    assert desk.text == "hello"


async def test_a_text_that_is_not_taken_comes_again(world: World):
    desk = Desk(statuses=[Status.TEMPORARY_ERROR, Status.SYSTEM_ERROR])
    async with world.desk(desk):
        await world.text("hello")
        await world.until_states("accepted")
    assert [part.text for part in desk.parts] == ["hello"]
    assert desk.statuses == []


async def test_texts_of_one_phone_keep_their_order(world: World):
    desk = Desk(statuses=[Status.TEMPORARY_ERROR])
    async with world.desk(desk):
        for word in ("one", "two", "three"):
            await world.text(word)
        await world.until_states("accepted", "accepted", "accepted")
    assert [part.text for part in desk.parts] == ["one", "two", "three"]


async def test_what_is_owed_survives_a_restart_on_the_same_ports(tmp_path: Path):
    desk = Desk()
    async with simulator_in(tmp_path) as before:
        await before.own(NUMBER)
        await before.turn(undelivered=0, delay=0)
        async with before.desk(Desk(statuses=[Status.TEMPORARY_ERROR] * 50)) as connection:
            await before.text("hello")
            await reply(connection, "answer")
        ports = before.ports
    async with simulator_in(tmp_path) as after:
        assert after.ports == ports
        async with after.desk(desk):
            await after.until_states("accepted", "arrived")
            await eventually(lambda: len(desk.receipts) == 1)
    assert desk.text == "hello"


async def test_a_wrong_password_is_refused(world: World):
    endpoint = world.endpoint()
    wrong = type(endpoint)(endpoint.host, endpoint.port, "us", "WRONG", first_retry=0.02)
    async with connected(wrong) as connection:
        await eventually(lambda: connection.report.state is LinkState.RETRYING)
        assert "password" in connection.report.reason


async def test_undelivered(world: World):
    desk = Desk()
    await world.turn(undelivered=1)
    async with world.desk(desk) as connection:
        await reply(connection, LONG)
        await eventually(lambda: len(desk.receipts) > 5)
    assert {(receipt.outcome, receipt.failure_code) for receipt in desk.receipts} == {
        (Outcome.FAILED, "3:1")
    }
    assert await world.states() == []


async def test_failure_rate_throttle_and_no_receipts(world: World):
    desk = Desk()
    async with world.desk(desk) as connection:
        await world.turn(failure_rate=1)
        (refused,) = await reply(connection, "no")
        assert isinstance(refused, SmppError)
        assert refused.status == Status.SUBMIT_FAILED
        await world.turn(receipts=False)
        await reply(connection, "yes")
        await world.turn()
        await reply(connection, "and a receipt")
        await world.until_states("arrived", "arrived")
        await eventually(lambda: len(desk.receipts) == 1)


async def test_throttled_submits_get_through_in_the_end(world: World):
    await world.turn(throttle=2)
    async with world.desk(Desk()) as connection:
        results = await asyncio.gather(*(reply(connection, f"{n}") for n in range(3)))
        assert all(isinstance(result[0], str) for result in results)
        await world.until_states("arrived", "arrived", "arrived")


async def test_a_carrier_that_stops_answering_and_starts_again(world: World):
    await world.turn(silent=True)
    async with world.desk(Desk()) as connection:
        waiting = asyncio.create_task(reply(connection, "hello"))
        await asyncio.sleep(0)
        await world.turn(silent=False)
        assert isinstance((await waiting)[0], str)
        await world.until_states("arrived")


async def test_a_break_while_it_is_silent_leaves_the_reply_unknown(world: World):
    await world.turn(silent=True)
    async with world.desk(Desk()) as connection:
        waiting = asyncio.create_task(reply(connection, "hello"))
        await asyncio.sleep(0.05)
        await connection.stop()
        (result,) = await waiting
        assert isinstance(result, UnansweredError)
        assert result.written


async def test_a_number_of_somebody_else_is_no_sender(world: World):
    assert (await world.own("+4420000002", system_id="them")).status_code == 204
    async with connected(world.endpoint("them")) as connection:
        await connection.bound()
        (result,) = await reply(connection, "spoof")
        assert isinstance(result, SmppError)
        assert result.status == Status.INVALID_SOURCE


async def test_a_number_that_is_none(world: World):
    async with world.desk(Desk()) as connection:
        (result,) = await reply(connection, "hello", phone="+12")
        assert isinstance(result, SmppError)
        assert result.status == Status.INVALID_DESTINATION
