"""Texts and reports go several in one request, as many as the profile says, each conversation in
its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.kernel.lanes import PER_ENDPOINT, give_back, take_deliveries
from tests.compat.vendor.sms.texts import SEND, ended, message, program
from tests.compat.vendor.subscriptions.telling import ANNA, BERT, SMS
from tests.reactions.webhooks.office import BROKEN, NOTHING, always

if TYPE_CHECKING:
    from tests.compat.vendor.subscriptions.telling import Subscriber
    from tests.reactions.webhooks.office import Receiver

INBOUND, DELIVERY = "INBOUND_MESSAGE", "DELIVERY"


def texts_of(receiver: Receiver, phone: str) -> list[str]:
    rows = [row for heard in receiver.heard for row in heard.body["results"]]
    return [row["text"] for row in rows if row["from"] == phone.removeprefix("+")]


async def test_no_more_go_together_than_the_profile_says(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    await subscriber.subscribe(receiver, SMS, INBOUND, profile={"maxBucketSize": 3})
    async with office.queueing():
        for n in range(10):
            await subscriber.text(f"+38591{1000000 + n}", f"text {n}")
        await office.queued(10)
    async with office.working():
        await office.ended(10)
    # Four requests are under way at once, and each takes along what is left.
    assert sorted(len(each.body["results"]) for each in receiver.heard) == [1, 3, 3, 3]
    told = [row["text"] for each in receiver.heard for row in each.body["results"]]
    assert sorted(told) == sorted(f"text {n}" for n in range(10))
    assert all(each.body["messageCount"] == len(each.body["results"]) for each in receiver.heard)
    assert await office.rows("state, attempts, with_id") == [("delivered", 1, None)] * 10
    attempts = await office.world.sql(office.account, "SELECT count(*)::int FROM webhook_attempts")
    assert attempts == [(10,)]


async def test_a_conversation_keeps_its_order_whatever_goes_together(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    await subscriber.subscribe(receiver, SMS, INBOUND)
    async with office.queueing():
        for text in ("one", "two", "three"):
            for sender in (ANNA, BERT):
                await subscriber.text(sender, text)
        await office.queued(6)
    receiver.answer = always(BROKEN)
    async with office.working(senders=2):
        await office.tried(2)
        receiver.answer = always(NOTHING)
        receiver.heard.clear()
        await office.make_due()
        await office.ended(6)
    for sender in (ANNA, BERT):
        assert texts_of(receiver, sender) == ["one", "two", "three"]
    for heard in receiver.heard:
        senders = [row["from"] for row in heard.body["results"]]
        assert len(set(senders)) == len(senders)


async def test_what_failed_together_is_one_failure_of_the_server(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    await subscriber.subscribe(receiver, SMS, INBOUND)
    receiver.answer = always(BROKEN)
    async with office.queueing():
        for n in range(6):
            await subscriber.text(f"+38591{1000000 + n}")
        await office.queued(6)
    async with office.working():
        await office.tried(6)
    in_row = await office.world.sql(office.account, "SELECT failures_in_row FROM webhook_endpoints")
    assert in_row == [(len(receiver.heard),)]
    assert len(receiver.heard) == 4
    assert {row[0] for row in await office.rows("failures")} == {1}


async def test_what_is_meant_no_more_does_not_go_along(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, by = subscriber.office, program(subscriber.office.account)
    ours = office.account
    id_ = await subscriber.subscribe(receiver, SMS, DELIVERY)
    texts = [
        message(ours, f"{ANNA}={name}", options={"platform": {"applicationId": name}})
        for name in ("shop", "crm", "mail", "bot", "till")
    ]
    answer = await office.api.http.post(
        SEND, json={"messages": texts}, headers={"Authorization": by}
    )
    assert answer.status_code == 200
    async with office.queueing():
        for name in ("shop", "crm", "mail", "bot", "till"):
            await ended(office.world, ours, name, "delivered")
        await office.queued(5)
    narrowed = {
        "events": [DELIVERY], "profile": {"profileId": "P-S"},
        "criteria": [{"applicationId": "shop"}, {"applicationId": "till"}],
    }  # fmt: skip
    await subscriber.wire.ok(by, "PUT", f"{SMS}/{id_}", narrowed)
    async with office.working():
        await office.ended(5)
    rows = [row["messageId"] for each in receiver.heard for row in each.body["results"]]
    assert sorted(rows) == ["shop", "till"]
    states = sorted(state for (state,) in await office.rows())
    assert states == ["delivered", "delivered", "withheld", "withheld", "withheld"]


async def test_what_a_dead_sender_took_along_goes_again(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    await subscriber.subscribe(receiver, SMS, INBOUND)
    async with office.queueing():
        for n in range(6):
            await subscriber.text(f"+38591{1000000 + n}")
        await office.queued(6)
    # As one that died with all of them under way leaves it.
    await office.world.sql(
        office.account,
        "UPDATE webhook_deliveries d SET attempts = 1, leased_until = now(), next_at = now(), "
        "with_id = f.id FROM (SELECT id FROM webhook_deliveries ORDER BY place LIMIT 1) f "
        "WHERE d.id <> f.id",
    )
    taken = await take_deliveries(office.database, 32)
    assert len(taken) == PER_ENDPOINT, "each is a request of its own again"
    assert await take_deliveries(office.database, 32) == []
    await give_back(office.database, taken)
    async with office.working():
        await office.ended(6)
    told = [row["messageId"] for each in receiver.heard for row in each.body["results"]]
    assert len(told) == len(set(told)) == 6
