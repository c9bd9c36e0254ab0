"""Subscriptions are told what they mean, in the vendor's words, as whom they act for may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import jsonschema_rs
import pytest

from hubbub.access import may
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.disabling import set_enabled
from hubbub.features.messages.reporting import report_status
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.mail.repository import newest_mails
from tests.compat.vendor.contract import TEXT, read, shape, with_components
from tests.compat.vendor.sms.contract import CONTRACT as OF_SMS
from tests.compat.vendor.sms.contract import INBOX, REPORTS, TIME
from tests.compat.vendor.sms.texts import SEND, ended, message, new_key, program
from tests.compat.vendor.subscriptions.telling import (
    ALL_TALK,
    ANNA,
    BERT,
    PROFILES,
    SMS,
    TALKS,
)
from tests.reactions.webhooks.office import BROKEN, NOTHING, listening
from tests.reactions.webhooks.test_seeing import ADMINISTRATOR, AGENT, give
from tests.waiting import until

if TYPE_CHECKING:
    from tests.compat.vendor.subscriptions.telling import Subscriber
    from tests.reactions.webhooks.office import Heard, Receiver
    from tests.world import Person

EVENT = shape(type=TEXT, timestamp=TIME, payload={"type": "object"})


async def key_of(subscriber: Subscriber, person: Person) -> str:
    """One of somebody who has no password, for all that there is to be told."""
    body = {"name": "Told", "scopes": [may.MANAGE_WEBHOOKS.key, may.VIEW.key]}
    made = await subscriber.office.api.post(person, "/api/api-keys", body)
    return f"App {made['key']}"


def types(receiver: Receiver) -> list[str]:
    return [each.body["type"] for each in receiver.heard]


async def test_a_conversation_is_told_in_order_and_in_full(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    ours, founder = office.account, office.account.founder
    await subscriber.subscribe(receiver, TALKS, *ALL_TALK)
    async with office.working():
        conversation = await subscriber.text()
        path = f"/api/conversations/{conversation}"
        agent = {"assignee_id": ours.agent.user_id.hex}
        await office.api.put(founder, f"{path}/assignment", agent)
        await office.api.put(founder, f"{path}/status", {"status": "solved"})
        await until(lambda: len(receiver.heard) == 4)
    assert types(receiver) == [
        "CONVERSATION_CREATED", "INBOUND_MESSAGE", "CONVERSATION_ASSIGNMENT_UPDATED",
        "CONVERSATION_STATUS_UPDATED",
    ]  # fmt: skip
    for heard in receiver.heard:
        jsonschema_rs.validate(EVENT, heard.body)
        assert heard.headers["content-type"] == "application/json"
    number, phone = ours.number.removeprefix("+"), ANNA.removeprefix("+")
    written = receiver.heard[1].body["payload"]
    assert written["message"] | {"createdAt": "", "updatedAt": "", "id": ""} == {
        "id": "", "channel": "SMS", "from": phone, "to": number, "direction": "INBOUND",
        "conversationId": conversation, "authorId": written["customer"]["id"],
        "authorType": "CUSTOMER", "createdAt": "", "updatedAt": "", "content": {"text": "Hello"},
        "contentType": "TEXT", "status": "RECEIVED", "error": None,
    }  # fmt: skip
    last = receiver.heard[3].body["payload"]
    assert last["conversationId"] == conversation
    assert (last["status"], last["priority"], last["channel"]) == ("SOLVED", "NORMAL", "SMS")
    assert last["assignee"]["id"] == ours.agent.user_id.hex
    assert last["queue"]["id"] == ours.general.hex
    assert last["customer"]["phoneNumber"] == phone
    assert last["invoker"] == {"type": "AGENT", "id": founder.user_id.hex}
    assert last["lastMessage"]["content"] == {"text": "Hello"}


async def test_what_becomes_of_an_answer_is_told_and_the_answer_is_not(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    await subscriber.subscribe(
        receiver, TALKS, "CONVERSATION_MESSAGE_RECEIVED", "CONVERSATION_MESSAGE_UPDATED"
    )
    async with office.working():
        conversation = await subscriber.text()
        path = f"/api/conversations/{conversation}"
        me = {"assignee_id": office.account.agent.user_id.hex}
        await office.api.put(office.account.founder, f"{path}/assignment", me)
        reply = {"text": "At once", "client_id": "answer-1"}
        sent = await office.api.post(office.account.agent, f"{path}/messages", reply)
        await office.world.sql(
            office.account, "UPDATE messages SET status = 'sending' WHERE id = %s", sent["id"]
        )
        async with office.database.transaction(office.account.id) as tx:
            await report_status(tx, UUID(sent["id"]), "delivered", SYSTEM)
        await until(lambda: len(receiver.heard) == 2)
    assert types(receiver) == ["INBOUND_MESSAGE", "CONVERSATION_MESSAGE_UPDATED"]
    told = receiver.heard[1].body["payload"]["message"]
    assert (told["id"], told["status"], told["direction"]) == (
        sent["id"], "DELIVERED", "OUTBOUND",
    )  # fmt: skip
    assert (told["authorType"], told["authorId"]) == ("AGENT", office.account.agent.user_id.hex)


def as_declared(name: str, body: dict[str, Any]) -> None:
    """As the vendor's own document has it, where that is at hand."""
    if OF_SMS.document.exists():
        whole = read(OF_SMS.document)
        webhook = whole["webhooks"][name]["post"]["requestBody"]
        jsonschema_rs.validate(with_components(whole, webhook), body)


async def test_texts_that_come_in_are_told_as_they_are_pulled(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    number = office.account.number
    await subscriber.subscribe(receiver, SMS, "INBOUND_MESSAGE", resources=[number])
    async with office.working():
        await subscriber.text(ANNA, "QUIZ Paris")
        await until(lambda: len(receiver.heard) == 1)
    [heard] = receiver.heard
    jsonschema_rs.validate(INBOX, heard.body)
    as_declared("receive-inbound-sms-messages", heard.body)
    [text] = heard.body["results"]
    assert (text["from"], text["to"], text["text"]) == (
        ANNA.removeprefix("+"), number.removeprefix("+"), "QUIZ Paris",
    )  # fmt: skip


async def test_reports_go_beside_the_address_of_a_text_and_to_whom_they_are_meant_for(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    ours, by = office.account, program(office.account)
    marked = [{"applicationId": "shop", "entityId": "one"}, {"applicationId": "crm"}]
    async with listening() as of_the_shop:
        await subscriber.subscribe(receiver, SMS, "DELIVERY", id="all")
        await subscriber.subscribe(of_the_shop, SMS, "DELIVERY", id="shop", criteria=marked)
        hooked: dict[str, Any] = {"webhooks": {"delivery": {"url": receiver.url + "/own"}}}
        one: dict[str, Any] = {
            "options": {"platform": {"applicationId": "shop", "entityId": "one"}}
        }
        two: dict[str, Any] = {
            "options": {"platform": {"applicationId": "shop", "entityId": "two"}}
        }
        texts = [
            message(ours, f"{ANNA}=one", **one, **hooked),
            message(ours, f"{BERT}=two", **two),
            message(ours, f"{BERT}=crm", options={"platform": {"applicationId": "crm"}}),
        ]
        sending = await office.api.http.post(
            SEND, json={"messages": texts}, headers={"Authorization": by}
        )
        assert sending.status_code == 200
        async with office.working():
            for each in ("one", "two", "crm"):
                await ended(office.world, ours, each, "delivered")
            await until(lambda: len(receiver.heard) == 3 and len(of_the_shop.heard) == 2)
        for heard in receiver.heard:
            jsonschema_rs.validate(REPORTS, heard.body)
            as_declared("receive-outbound-sms-message-reports-v3", heard.body)
        assert {each.body["results"][0]["messageId"] for each in of_the_shop.heard} == {
            "one", "crm",
        }  # fmt: skip
    pushes = await office.world.sql(ours, "SELECT url FROM wire_pushes")
    assert pushes == [(receiver.url + "/own",)]


async def test_reports_that_nobody_wants_and_texts_of_others_are_not_told(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    ours = office.account
    await subscriber.subscribe(receiver, SMS, "DELIVERY")
    quiet: dict[str, Any] = {"webhooks": {"delivery": {"url": receiver.url, "notify": False}}}
    texts = [message(ours, f"{ANNA}=quiet", **quiet), message(ours, f"{BERT}=loud")]
    headers = {"Authorization": program(ours)}
    answer = await office.api.http.post(SEND, json={"messages": texts}, headers=headers)
    assert answer.status_code == 200, answer.text
    async with office.working():
        await ended(office.world, ours, "quiet", "delivered")
        await ended(office.world, ours, "loud", "failed", "rejected")
        await until(lambda: len(receiver.heard) == 1)
    assert [each.body["results"][0]["messageId"] for each in receiver.heard] == ["loud"]
    assert len(await office.rows()) == 1


async def test_a_test_is_of_the_same_form_and_tells_of_nothing(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    for path, event in ((SMS, "DELIVERY"), (TALKS, "CONVERSATION_CREATED")):
        await subscriber.subscribe(receiver, path, event, id=event)
    async with office.working():
        for webhook in (await office.api.get(office.account.founder, "/api/webhooks"))["items"]:
            path = f"/api/webhooks/{webhook['id']}/test"
            assert (await office.api.send(office.account.founder, "POST", path)).status_code == 202
        await until(lambda: len(receiver.heard) == 2)
    by_type = {each.body.get("type", "SMS"): each.body for each in receiver.heard}
    jsonschema_rs.validate(INBOX, by_type["SMS"])
    jsonschema_rs.validate(EVENT, by_type["TEST"])


async def test_who_loses_sight_between_the_event_and_its_delivery_is_told_nothing(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    owner = office.account.administrator
    await give(office, owner, ADMINISTRATOR, AGENT)
    await office.world.put_into_queue(owner, office.account.general, "agent")
    by = await key_of(subscriber, owner)
    await subscriber.subscribe(receiver, TALKS, *ALL_TALK, id="talks", by=by)
    await subscriber.subscribe(receiver, SMS, "INBOUND_MESSAGE", id="sms", by=by)
    async with office.queueing():
        await subscriber.text(ANNA, "a secret")
        await office.queued(3)
    await office.world.put_into_queue(owner, office.account.general, None)
    async with office.working():
        await office.ended(3)
        # And what happens from now on is not even queued.
        await subscriber.text(ANNA, "another")
        async with listening() as seeing:
            await subscriber.subscribe(seeing, SMS, "INBOUND_MESSAGE", id="seeing")
            await subscriber.text(BERT, "third")
            await until(lambda: len(seeing.heard) == 1)
            await office.ended(4)
    assert await office.rows() == [("withheld",)] * 3 + [("delivered",)]
    assert receiver.heard == []


async def test_reports_are_for_whoever_may_read_all_of_them(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, ours = subscriber.office, subscriber.office.account
    key = await new_key(office.api, ours, "subscriptions:manage")
    await subscriber.subscribe(receiver, SMS, "DELIVERY", "INBOUND_MESSAGE", by=key, id="poor")
    enough = await new_key(office.api, ours, "subscriptions:manage", "sms:message:send")
    async with listening() as able:
        await subscriber.subscribe(able, SMS, "DELIVERY", by=enough, id="able")
        headers = {"Authorization": program(ours)}
        body = {"messages": [message(ours, f"{ANNA}=one")]}
        assert (await office.api.http.post(SEND, json=body, headers=headers)).status_code == 200
        async with office.working():
            await subscriber.text(BERT)
            await ended(office.world, ours, "one", "delivered")
            await until(lambda: len(able.heard) == 1)
    assert receiver.heard == []


async def test_a_revoked_key_stops_it_and_says_why(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, ours = subscriber.office, subscriber.office.account
    scopes = ("subscriptions:manage", "sms:inbound-message:read")
    key = await new_key(office.api, ours, *scopes)
    id_ = await subscriber.subscribe(receiver, TALKS, "CONVERSATION_CREATED", by=key)
    async with office.queueing():
        await subscriber.text()
        await office.queued(1)
    [held] = (await office.api.get(ours.founder, "/api/api-keys"))["items"]
    path = f"/api/api-keys/{held['id']}"
    assert (await office.api.send(ours.founder, "DELETE", path)).status_code == 204
    async with office.working():
        await office.is_in_state("paused")
        [shown] = (await office.api.get(ours.founder, "/api/webhooks"))["items"]
        assert (shown["reason"], shown["acts_for"]["is_able"]) == ("key", False)
        async with office.database.transaction(ours.id) as tx:
            mails = await newest_mails(tx, 10)
        assert "webhook_stopped" in {each.kind for each in mails}
        assert receiver.heard == []
        # Another key takes it over, and what waits is sent.
        another = await new_key(office.api, ours, *scopes)
        body = {"events": ["CONVERSATION_CREATED"], "profile": {"profileId": "P-S"}}
        await subscriber.wire.ok(another, "PUT", f"{TALKS}/{id_}", body)
        [shown] = (await office.api.get(ours.founder, "/api/webhooks"))["items"]
        on = {"state": "on", "version": shown["version"]}
        await office.api.put(ours.founder, f"/api/webhooks/{shown['id']}/state", on)
        await office.make_due()
        await until(lambda: len(receiver.heard) == 1)


async def test_a_disabled_user_stops_it(subscriber: Subscriber, receiver: Receiver) -> None:
    office, owner = subscriber.office, subscriber.office.account.administrator
    await give(office, owner, ADMINISTRATOR, AGENT)
    await office.world.put_into_queue(owner, office.account.general, "agent")
    await subscriber.subscribe(
        receiver, TALKS, "CONVERSATION_CREATED", by=await key_of(subscriber, owner)
    )
    async with office.queueing():
        await subscriber.text()
        await office.queued(1)
    async with office.database.transaction(office.account.id) as tx:
        await set_enabled(tx, owner.user_id, False, SYSTEM_AUTHORITY)
    async with office.working():
        await office.is_in_state("paused")
    assert receiver.heard == []


async def test_what_is_removed_is_told_nothing_that_still_waits(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, by = subscriber.office, program(subscriber.office.account)
    id_ = await subscriber.subscribe(receiver, TALKS, "CONVERSATION_CREATED")
    async with office.queueing():
        await subscriber.text()
        await office.queued(1)
    await subscriber.wire.ok(by, "DELETE", f"{TALKS}/{id_}")
    assert await office.rows() == []
    async with office.working(), listening() as another:
        await subscriber.subscribe(another, TALKS, "CONVERSATION_CREATED", id="other")
        await subscriber.text(BERT)
        await until(lambda: len(another.heard) == 1)
    assert receiver.heard == []


async def test_what_failed_goes_again_before_what_came_later(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    await subscriber.subscribe(receiver, TALKS, "CONVERSATION_MESSAGE_RECEIVED")
    is_broken = True

    async def answer(_: Heard) -> bytes:
        return BROKEN if is_broken else NOTHING

    receiver.answer = answer
    async with office.working(senders=2):
        for text in ("one", "two", "three"):
            await subscriber.text(ANNA, text)
        await office.tried(1)
        is_broken = False
        receiver.heard.clear()
        await office.make_due()
        await until(lambda: len(receiver.heard) == 3)
    texts = [each.body["payload"]["message"]["content"]["text"] for each in receiver.heard]
    assert texts == ["one", "two", "three"]


async def test_ten_subscriptions_are_told_once_each(subscriber: Subscriber) -> None:
    office = subscriber.office
    async with listening() as receiver:
        for n in range(10):
            await subscriber.subscribe(receiver, SMS, "INBOUND_MESSAGE", id=f"S{n}")
        async with office.working(senders=2):
            await subscriber.text()
            await office.ended(10)
        assert len(receiver.heard) == 10


async def test_a_changed_address_holds_for_what_waits(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, by = subscriber.office, program(subscriber.office.account)
    await subscriber.subscribe(receiver, TALKS, "CONVERSATION_CREATED")
    async with office.queueing():
        await subscriber.text()
        await office.queued(1)
    async with listening() as moved:
        body = {"webhook": {"notifyUrl": moved.url}}
        await subscriber.wire.ok(by, "PUT", f"{PROFILES}/P-S", body)
        async with office.working():
            await until(lambda: len(moved.heard) == 1)
    assert receiver.heard == []


@pytest.mark.parametrize("path", [SMS, TALKS])
async def test_nothing_of_another_account_is_told(
    subscriber: Subscriber, receiver: Receiver, path: str
) -> None:
    office = subscriber.office
    event = "INBOUND_MESSAGE" if path == SMS else "CONVERSATION_CREATED"
    await subscriber.subscribe(receiver, path, event)
    async with office.working():
        await office.world.text_in(office.world.theirs, ANNA, "theirs")
        await subscriber.text(BERT, "ours")
        await until(lambda: len(receiver.heard) == 1)
    assert b"theirs" not in receiver.heard[0].raw
