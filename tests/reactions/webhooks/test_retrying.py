"""What becomes of deliveries that fail, and of endpoints that do nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hubbub.kernel.ladder import LADDER, REST_AFTER
from hubbub.kernel.mail.repository import newest_mails
from hubbub.reactions.webhooks.keeping import keep_once
from tests.reactions.webhooks.office import BROKEN, always
from tests.waiting import until

if TYPE_CHECKING:
    from tests.reactions.webhooks.office import Office, Receiver

CUSTOMER, ANOTHER = "+385911111111", "+385912222222"


async def state_of(office: Office, webhook: dict[str, Any]) -> dict[str, Any]:
    return await office.api.get(office.account.founder, f"/api/webhooks/{webhook['id']}")


async def test_after_the_last_rung_it_has_failed_and_the_next_goes(
    office: Office, receiver: Receiver
) -> None:
    async def refuse_the_first(heard: Any) -> bytes:
        return BROKEN if heard.id == receiver.heard[0].id else b"HTTP/1.1 200 OK\r\n\r\n"

    receiver.answer = refuse_the_first
    await office.webhook(receiver.url, "conversation.message_added")
    async with office.working():
        for text in ("one", "two"):
            await office.world.text_in(office.account, CUSTOMER, text)
        await office.queued(2)
        for count in range(1, len(LADDER) + 2):
            await office.tried(count)
            await office.make_due()
        await office.ended(2)
    assert await office.rows("state, failures") == [("failed", len(LADDER) + 1), ("delivered", 0)]
    attempts = await office.world.sql(office.account, "SELECT status, answer FROM webhook_attempts")
    assert attempts.count((500, "Oops")) == len(LADDER) + 1


async def test_what_retry_after_asks_for_holds_for_the_whole_endpoint(
    office: Office, receiver: Receiver
) -> None:
    receiver.answer = always(b"HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n\r\n")
    await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.tried(1)
        await office.world.text_in(office.account, ANOTHER)
        await office.queued(2)
        [(pause,)] = await office.world.sql(
            office.account, "SELECT next_at - now() FROM webhook_deliveries WHERE failures = 1"
        )
    assert timedelta(seconds=100) < pause <= timedelta(seconds=120)
    assert len(receiver.heard) == 1


async def test_an_endpoint_that_is_down_is_not_asked_for_each_conversation(
    office: Office, receiver: Receiver
) -> None:
    receiver.answer = always(BROKEN)
    await office.webhook(receiver.url, "conversation.created")
    async with office.queueing():
        for number in range(20):
            await office.world.text_in(office.account, f"+38591555{number:04d}")
        await office.queued(20)
    async with office.working():
        await office.tried(REST_AFTER)
        [(rests,)] = await office.world.sql(
            office.account, "SELECT rests_until > now() FROM webhook_endpoints"
        )
        assert rests
    # Those that were under way already come on top.
    assert len(receiver.heard) < REST_AFTER + 4


async def test_410_switches_it_off_and_its_administrators_are_told(
    office: Office, receiver: Receiver
) -> None:
    receiver.answer = always(b"HTTP/1.1 410 Gone\r\n\r\n")
    webhook = await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
        await office.world.text_in(office.account, ANOTHER)
    shown = await state_of(office, webhook)
    assert (shown["state"], shown["reason"]) == ("off", "gone")
    assert len(receiver.heard) == 1
    async with office.database.transaction(office.account.id) as tx:
        mails = [each.kind for each in await newest_mails(tx, 10)]
    assert "webhook_stopped" in mails


async def test_one_that_only_failed_for_days_is_paused(office: Office, receiver: Receiver) -> None:
    receiver.answer = always(BROKEN)
    webhook = await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.tried(1)
        assert (await state_of(office, webhook))["failing_since"] is not None
        await office.world.sql(
            office.account, "UPDATE webhook_endpoints SET failing_since = now() - interval '4 days'"
        )
        await office.make_due()
        await office.tried(2)
    shown = await state_of(office, webhook)
    assert (shown["state"], shown["reason"]) == ("paused", "failing")
    # What happens meanwhile is kept, and goes once it is on again.
    receiver.answer = None
    async with office.working():
        await office.world.text_in(office.account, ANOTHER)
        await office.queued(2)
        on = {"state": "on", "version": shown["version"]}
        path = f"/api/webhooks/{webhook['id']}/state"
        await office.api.put(office.account.founder, path, on)
        await office.make_due()
        await office.ended(2)
    assert await office.rows() == [("delivered",), ("delivered",)]


async def test_while_it_is_off_nothing_is_kept(office: Office, receiver: Receiver) -> None:
    webhook = await office.webhook(receiver.url, "conversation.created")
    path = f"/api/webhooks/{webhook['id']}/state"
    founder = office.account.founder
    off = await office.api.put(founder, path, {"state": "off", "version": 1})
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        # Read by the log in this order.
        await office.webhook(receiver.url, "conversation.created")
        await office.world.text_in(office.account, ANOTHER)
        await office.ended(1)
    assert len(receiver.heard) == 1
    assert off["state"] == "off"


async def test_the_log_goes_after_its_days_and_stuck_lanes_go_on(
    office: Office, receiver: Receiver
) -> None:
    await office.webhook(receiver.url, "conversation.message_added")
    async with office.queueing():
        for text in ("one", "two"):
            await office.world.text_in(office.account, CUSTOMER, text)
        await office.queued(2)
    await office.world.sql(
        office.account,
        "UPDATE webhook_deliveries SET created_at = now() - interval '31 days' "
        "WHERE next_at IS NOT NULL",
    )
    await keep_once(office.database, timedelta(days=30))
    assert len(await office.rows()) == 1
    async with office.working():
        await office.ended(1)
    await until(lambda: receiver.heard[0].body["data"]["message"]["text"] == "two")


async def test_what_nobody_takes_does_not_pile_up(office: Office, receiver: Receiver) -> None:
    webhook = await office.webhook(receiver.url, "conversation.created")
    path = f"/api/webhooks/{webhook['id']}/state"
    await office.api.put(office.account.founder, path, {"state": "paused", "version": 1})
    async with office.queueing():
        for sender in (CUSTOMER, ANOTHER):
            await office.world.text_in(office.account, sender)
        await office.queued(2)
    await keep_once(office.database, timedelta(days=30), most_waiting=1)
    shown = await state_of(office, webhook)
    assert (shown["state"], shown["reason"]) == ("off", "too_many")
