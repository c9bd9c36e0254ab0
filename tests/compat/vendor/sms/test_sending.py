"""Texts that programs send are kept, go out once, and stand in no conversation."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hubbub.features.senders.naming import add_name
from hubbub.kernel.clock import now
from hubbub.kernel.events import SYSTEM
from tests.compat.vendor.sms.texts import ADVANCED, SEND, advanced, message, new_key, program

if TYPE_CHECKING:
    from tests.api import Api
    from tests.compat.vendor.wire import Wire
    from tests.world import World

ANNA, BERT, CARL = "+385911111111", "+385912222222", "+385913333333"
TEXTS = """
SELECT p.phone, m.number, m.text, m.status, m.author_kind, m.is_bulk, m.segments
FROM messages m JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
WHERE m.direction = 'outbound' ORDER BY m.id
"""
COUNTS = """
SELECT (SELECT count(*) FROM messages)::int, (SELECT count(*) FROM sms_parts)::int,
       (SELECT count(*) FROM conversation_messages)::int, (SELECT count(*) FROM conversations)::int
"""


def names(told: dict[str, Any]) -> list[str]:
    return [each["status"]["name"] for each in told["messages"]]


async def test_texts_are_kept_and_queued_and_stand_in_no_conversation(
    world: World, wire: Wire
) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, ANNA)
    scopes = {"name": "Shop", "scopeGuids": ["sms:message:send"]}
    key = (
        await wire.api.http.post(
            "/settings/2/api-keys", json=scopes, headers={"Authorization": program(ours)}
        )
    ).json()
    by = f"App {key['apiKeySecret']}"
    long = "Škola " * 20
    body = {
        "messages": [
            message(ours, ANNA, BERT.removeprefix("+")),
            message(ours, "00385 91 333 3333", text=long, sender=ours.number),
        ],
        "options": {"includeSmsCountInResponse": True, "colour": "blue", "tracking": None},
    }
    told = await wire.ok(by, "POST", SEND, body)
    assert names(told) == ["PENDING_ACCEPTED"] * 3
    assert [each["destination"] for each in told["messages"]] == [
        "385911111111", "385912222222", "385913333333",
    ]  # fmt: skip
    assert [each["details"]["messageCount"] for each in told["messages"]] == [1, 1, 2]
    assert len({each["messageId"] for each in told["messages"]}) == 3
    assert told["bulkId"]
    rows = await world.sql(ours, TEXTS)
    same = (ours.number, "Hello", "queued", "api", True, 1)
    assert rows == [(ANNA, *same), (BERT, *same), (CARL, ours.number, long, *same[2:5], 2)]
    # Anna's own text and its conversation are all that there was before.
    assert await world.sql(ours, COUNTS) == [(4, 4, 1, 1)]
    facts = await world.sql(
        ours,
        "SELECT kind, count(*)::int FROM events WHERE kind IN ('person.met', 'message.queued') "
        "GROUP BY kind ORDER BY kind",
    )
    assert facts == [("message.queued", 3), ("person.met", 3)]
    # Whoever sees the person's conversation sees it beside it.
    path = f"/api/conversations/{conversation.hex}/texts"
    shown = (await wire.api.get(ours.agent, path))["items"]
    assert [(each["text"], each["status"]) for each in shown] == [("Hello", "queued")]
    # Whoever answers has a conversation, which begins with the answer.
    await world.text_in(ours, BERT, "Who is this?")
    assert await world.sql(ours, COUNTS) == [(5, 4, 2, 2)]


async def test_the_older_version_does_the_same(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    body = {
        "bulkId": "B1", "includeSmsCountInResponse": True,
        "messages": [advanced(ours, f"{ANNA}=a1", "1234", callbackData="x", validityPeriod=5000)],
    }  # fmt: skip
    told = await wire.ok(by, "POST", ADVANCED, body)
    first, second = told["messages"]
    assert told["bulkId"] == "B1"
    assert (first["messageId"], first["to"], first["smsCount"]) == ("a1", "385911111111", 1)
    assert second["status"]["groupName"] == "REJECTED"
    assert names(told) == ["PENDING_ACCEPTED", "REJECTED_DESTINATION"]
    [(expires_at,)] = await world.sql(ours, "SELECT expires_at FROM messages")
    assert timedelta(hours=47) < expires_at - now() <= timedelta(hours=48)


async def test_the_same_id_is_the_same_text(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    body = {"messages": [message(ours, f"{ANNA}=order-1", BERT)], "options": {}}
    told = await asyncio.gather(*(wire.ok(by, "POST", SEND, body) for _ in range(6)))
    assert {each["messages"][0]["messageId"] for each in told} == {"order-1"}
    assert names(told[0]) == ["PENDING_ACCEPTED"] * 2
    # Bert's has no id, and is another text each time.
    assert await world.sql(ours, COUNTS) == [(7, 7, 0, 0)]
    one = {"messages": [message(ours, f"{ANNA}=order-1")]}
    again = await wire.ok(by, "POST", SEND, one)
    assert again == await wire.ok(by, "POST", SEND, one)
    other = {"messages": [message(ours, f"{ANNA}=order-1", f"{BERT}=order-2", text="Other")]}
    told_other = await wire.ok(by, "POST", SEND, other)
    assert names(told_other) == ["REJECTED_DUPLICATE_MESSAGE_ID", "PENDING_ACCEPTED"]
    # What another account calls by this id is another text.
    theirs = {"messages": [message(world.theirs, f"{ANNA}=order-1")]}
    assert names(await wire.ok(program(world.theirs), "POST", SEND, theirs)) == ["PENDING_ACCEPTED"]
    assert await world.sql(ours, COUNTS) == [(8, 8, 0, 0)]


async def test_the_same_bulk_is_the_same_texts(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    schedule = {"schedule": {"bulkId": "spring"}}
    body = {"messages": [message(ours, ANNA, BERT, ANNA)], "options": schedule}
    told = await asyncio.gather(*(wire.ok(by, "POST", SEND, body) for _ in range(4)))
    assert all(each == told[0] for each in told)
    assert len({each["messageId"] for each in told[0]["messages"]}) == 3
    more = {"messages": [message(ours, CARL, ANNA)], "options": schedule}
    assert (await wire.ok(by, "POST", SEND, more))["bulkId"] == "spring"
    assert await world.sql(ours, COUNTS) == [(4, 4, 0, 0)]


async def test_it_is_sent_when_it_was_asked_for(world: World, api: Api, wire: Wire) -> None:
    ours, by = world.ours, await new_key(api, world.ours, "sms:manage")
    at = datetime(now().year + 1, 1, 2, 3, 4, 5, tzinfo=UTC)
    at = min(at, now().replace(microsecond=0) + timedelta(days=100))
    body = {
        "messages": [
            message(ours, ANNA, options={"validityPeriod": {"amount": 2, "timeUnit": "HOURS"}})
        ],
        "options": {"schedule": {"sendAt": at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")}},
    }
    await wire.ok(by, "POST", SEND, body)
    found = await world.sql(
        ours,
        "SELECT m.send_at, m.expires_at, s.next_at, s.is_bulk FROM messages m "
        "JOIN sms_parts s ON s.message_id = m.id",
    )
    assert found == [(at, at + timedelta(hours=2), at, True)]
    # By whom, so that his rights can be asked for again then.
    by_whom = "SELECT user_id, key_id IS NOT NULL FROM scheduled_texts WHERE account_id = %s"
    assert await world.sql(ours, by_whom, ours.id) == [(ours.founder.user_id, True)]


UNDONE: list[tuple[str, dict[str, Any]]] = [
    ("messages[0].options.flash", {"options": {"flash": True}}),
    ("messages[0].options.regional", {"options": {"regional": {"southKorea": {"title": "x"}}}}),
    ("messages[0].options.deliveryTimeWindow", {"options": {"deliveryTimeWindow": {"days": []}}}),
    ("messages[0].content.hex", {"content": {"text": "x", "hex": "48"}}),
    ("messages[0].content.transliteration", {"content": {"text": "x", "transliteration": "ALL"}}),
    (
        "messages[0].content.language.languageCode",
        {"content": {"text": "x", "language": {"languageCode": "TR"}}},
    ),
    ("messages[0].content.text", {"content": {"text": " "}}),
    ("messages[0].content.text", {"content": {"text": "x" * 40_000}}),
    ("messages[0].webhooks.contentType", {"webhooks": {"contentType": "application/xml"}}),
    ("messages[0].webhooks.delivery.url", {"webhooks": {"delivery": {"url": "gopher://x"}}}),
    ("messages[0].webhooks.delivery.url", {"webhooks": {"delivery": {"url": "https://a:b@x"}}}),
    (
        "messages[0].webhooks.delivery.intermediateReport",
        {"webhooks": {"delivery": {"intermediateReport": True}}},
    ),
    ("messages[0].destinations[0].networkId", {"destinations": [{"to": ANNA, "networkId": 3}]}),
    ("messages[0].destinations[0].to", {"destinations": [{}]}),
    ("messages[0].destinations", {"destinations": []}),
    ("messages[0].sender", {"sender": "Shop"}),
    ("messages[0].sender", {"sender": "436600000001"}),
]


async def test_what_is_not_done_is_refused_by_name(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    assert world.theirs.number == "+436600000001"
    for field, given in UNDONE:
        body = {"messages": [message(ours, ANNA) | given, message(ours, BERT)]}
        refused = await wire.send(by, "POST", SEND, body)
        assert refused.status_code == 400, field
        assert [each["property"] for each in refused.json()["violations"]] == [field], given
    for field, options in (
        ("options.tracking.shortenUrl", {"tracking": {"trackClicks": False}}),
        ("options.schedule.sendingSpeedLimit", {"schedule": {"sendingSpeedLimit": {"amount": 1}}}),
        ("options.schedule.sendAt", {"schedule": {"sendAt": "2099-01-01T00:00:00.000+0000"}}),
    ):
        body = {"messages": [message(ours, ANNA)], "options": options}
        refused = await wire.send(by, "POST", SEND, body)
        assert [each["property"] for each in refused.json()["violations"]] == [field]
    off = {"tracking": {"shortenUrl": False, "trackClicks": False}}
    await wire.ok(by, "POST", SEND, {"messages": [message(ours, ANNA)], "options": off})
    old = {"messages": [advanced(ours, ANNA, flash=True, notifyUrl="x")], "urlOptions": {}}
    told = (await wire.send(by, "POST", ADVANCED, old)).json()["requestError"]["serviceException"]
    assert told["messageId"] == "BAD_REQUEST"
    assert set(told["validationErrors"]) == {
        "messages[0].flash", "messages[0].notifyUrl", "urlOptions.shortenUrl",
        "urlOptions.trackClicks",
    }  # fmt: skip
    assert await world.sql(ours, COUNTS) == [(1, 1, 0, 0)]


async def test_a_thousand_at_once_and_no_more(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    phones = [f"+38591{number:07}" for number in range(1000, 2000)]
    told = await wire.ok(by, "POST", SEND, {"messages": [message(ours, *phones)]})
    assert [each["destination"] for each in told["messages"]] == [each[1:] for each in phones]
    assert await world.sql(ours, COUNTS) == [(1000, 1000, 0, 0)]
    body = {"messages": [message(ours, *phones), message(ours, ANNA)]}
    refused = await wire.send(by, "POST", SEND, body)
    [violation] = refused.json()["violations"]
    assert violation["property"] == "messages"
    assert "1,000" in violation["violation"]


async def test_xml_is_refused(world: World, wire: Wire) -> None:
    by, body = program(world.ours), {"messages": [message(world.ours, ANNA)]}
    accept = {"Accept": "application/xml"}
    assert (await wire.send(by, "POST", SEND, body, headers=accept)).status_code == 406
    both = {"Accept": "application/xml, application/json"}
    assert (await wire.send(by, "POST", SEND, body, headers=both)).status_code == 200


async def test_a_name_of_the_account_is_a_sender_too(world: World, wire: Wire) -> None:
    ours = world.ours
    async with world.database.transaction(ours.id) as tx:
        await add_name(tx, "My Shop", ours.carrier, SYSTEM)
    async with world.database.transaction(world.theirs.id) as tx:
        await add_name(tx, "Theirs", world.theirs.carrier, SYSTEM)
    by = program(ours)
    newer = {"messages": [message(ours, ANNA, sender="my  shop")]}
    assert names(await wire.ok(by, "POST", SEND, newer)) == ["PENDING_ACCEPTED"]
    older = {"messages": [advanced(ours, BERT, **{"from": "MY SHOP"})]}
    assert names(await wire.ok(by, "POST", ADVANCED, older)) == ["PENDING_ACCEPTED"]
    assert [(row[0], row[1]) for row in await world.sql(ours, TEXTS)] == [
        (ANNA, "My Shop"), (BERT, "My Shop"),
    ]  # fmt: skip
    logs = await wire.ok(by, "GET", "/sms/3/logs")
    assert {each["sender"] for each in logs["results"]} == {"My Shop"}
    unnamed = {"messages": [{**message(ours, CARL), "sender": None}]}
    assert names(await wire.ok(by, "POST", SEND, unnamed)) == ["PENDING_ACCEPTED"]
    for stranger in ("Theirs", "My  Shop 2"):
        refused = {"messages": [message(ours, CARL, sender=stranger)]}
        answer = await wire.send(by, "POST", SEND, refused)
        assert answer.status_code == 400, answer.text
        assert "sender names" in answer.text
