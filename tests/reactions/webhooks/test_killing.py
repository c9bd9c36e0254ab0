"""A sender that is killed in the middle of a delivery loses nothing and mixes nothing up."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from hubbub.kernel.lanes import take_deliveries
from hubbub.kernel.outgoing import Answered
from hubbub.reactions.webhooks.settling import Result, settle
from tests.waiting import until

if TYPE_CHECKING:
    from tests.reactions.webhooks.office import Heard, Office, Receiver

CUSTOMER = "+385911111111"


async def test_what_a_killed_sender_had_under_way_goes_once_more_and_in_order(
    office: Office, receiver: Receiver
) -> None:
    async def hold_the_second(heard: Heard) -> bytes:
        if heard.body["data"]["message"]["text"] == "two" and not is_killed:
            await asyncio.Event().wait()
        return b"HTTP/1.1 200 OK\r\n\r\n"

    is_killed = False
    receiver.answer = hold_the_second
    await office.webhook(receiver.url, "conversation.message_added")
    async with office.queueing():
        for text in ("one", "two", "three"):
            await office.world.text_in(office.account, CUSTOMER, text)
        await office.queued(3)
    address = office.database.address
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.reactions.webhooks.sending_process",
        address.app, address.engine, str(office.home),
    )  # fmt: skip
    try:
        await until(lambda: len(receiver.heard) == 2)
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()
    is_killed = True
    async with office.working():
        # The lease still runs: until it has run out, nothing of this conversation moves.
        assert await office.rows() == [("delivered",), ("waiting",), ("waiting",)]
        await office.world.sql(
            office.account,
            "UPDATE webhook_deliveries SET leased_until = now(), next_at = now() "
            "WHERE leased_until IS NOT NULL",
        )
        await office.ended(3)
    texts = [each.body["data"]["message"]["text"] for each in receiver.heard]
    assert texts == ["one", "two", "two", "three"]
    assert receiver.heard[1].id == receiver.heard[2].id


async def test_a_sender_that_was_thought_dead_changes_nothing_any_more(
    office: Office, receiver: Receiver
) -> None:
    await office.webhook(receiver.url, "conversation.created")
    async with office.queueing():
        await office.world.text_in(office.account, CUSTOMER)
        await office.queued(1)
    [late] = await take_deliveries(office.database, 10)
    assert await take_deliveries(office.database, 10) == [], "its lease runs"
    await office.world.sql(office.account, "UPDATE webhook_deliveries SET next_at = now()")
    [taken_over] = await take_deliveries(office.database, 10)
    assert taken_over.id == late.id
    for delivery, result, state in (
        (late, Result(1, error="too late"), "waiting"),
        (taken_over, Result(1, Answered(200, {}, b"")), "delivered"),
        (late, Result(1, error="too late"), "delivered"),
    ):
        async with office.database.transaction(office.account.id) as tx:
            await settle(tx, [delivery], result)
        assert await office.rows("state, failures") == [(state, 0)]
