"""A sender that is killed in the middle of a delivery loses nothing and mixes nothing up."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

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
    released = asyncio.Event()

    async def slow_at_first(_: Heard) -> bytes:
        if len(receiver.heard) == 1:
            await released.wait()
            return b"HTTP/1.1 500 Late\r\n\r\n"
        return b"HTTP/1.1 200 OK\r\n\r\n"

    receiver.answer = slow_at_first
    await office.webhook(receiver.url, "conversation.created")
    async with office.working(senders=2):
        await office.world.text_in(office.account, CUSTOMER)
        await until(lambda: receiver.heard)
        await office.world.sql(
            office.account, "UPDATE webhook_deliveries SET leased_until = now(), next_at = now()"
        )
        await office.ended(1)
        released.set()
        # Its answer comes too late to count.
        await asyncio.sleep(0)
    assert await office.rows("state, failures") == [("delivered", 0)]
