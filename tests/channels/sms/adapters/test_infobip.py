"""The line to Infobip: what it asks, what it hears, and what it takes for forged."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from hubbub.channels.sms.adapters.carrier import (
    Answer,
    Forged,
    HeardReceipt,
    HeardText,
    Owned,
    Refused,
    Text,
    Unanswered,
    Unreadable,
)
from hubbub.channels.sms.adapters.infobip.kind import INFOBIP
from hubbub.channels.sms.adapters.infobip.proving import address_of_door
from hubbub.channels.sms.receipts import Outcome
from hubbub.features.numbers.selling import CarrierSilent, Offer, Purchase, Releasing, Search
from hubbub.features.numbers.selling import Outcome as Order
from tests.channels.sms.adapters.scripted import DOOR, Scripted, access_to, answer, knock

if TYPE_CHECKING:
    from typing import Literal

    from hubbub.channels.sms.adapters.carrier import Knock, Line
    from hubbub.features.numbers.selling import Seller

TEXT = Text("0123-1-1", "+447860041117", "+385916242493", "Grüß Gott", 60.5)
PENDING = {"groupId": 1, "groupName": "PENDING", "id": 26, "name": "PENDING_ACCEPTED"}
NUMBER = {
    "numberKey": "6FED0BC540BFADD9B05ED7D89AAC22FA",
    "number": "447860041117",
    "country": "GB",
    "type": "VIRTUAL_LONG_NUMBER",
    "capabilities": ["SMS", "VOICE", "MMS"],
    "shared": False,
    "price": {"pricePerMonth": 5, "setupPrice": 0.5, "currency": "EUR"},
}
OFFER = Offer(
    f"+447860041117 {NUMBER['numberKey']}", "+447860041117", "GB", "mobile", ("sms", "voice"),
    Decimal("0.5"), Decimal("5.0"), "EUR",
)  # fmt: skip
RECEIVED = {
    "results": [
        {
            "messageId": "817790313235066447",
            "from": "385916242493",
            "to": "385921004026",
            "text": "QUIZ Correct answer is Paris",
            "cleanText": "Correct answer is Paris",
            "keyword": "QUIZ",
            "receivedAt": "2019-11-09T16:00:00.000+0000",
            "smsCount": 1,
            "price": {"pricePerMessage": 0, "currency": "EUR"},
            "callbackData": "callbackData",
        }
    ],
    "messageCount": 1,
    "pendingMessageCount": 1,
}


def status(group: int, name: str, code: int = 1) -> dict[str, object]:
    return {"groupId": group, "groupName": "G", "id": code, "name": name, "description": "d"}


def brought(place: Literal["texts", "receipts"], said: object) -> Knock:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return knock(place, body, {}, address_of_door(access_to(INFOBIP), place))


@pytest.fixture
def script() -> Scripted:
    return Scripted()


@pytest.fixture
def line(script: Scripted) -> Line:
    return INFOBIP.open(access_to(INFOBIP, script))


@pytest.fixture
def seller(script: Scripted) -> Seller:
    assert INFOBIP.seller is not None
    return INFOBIP.seller(access_to(INFOBIP, script))


def taken(said: object) -> Answer:
    return answer({"bulkId": "b", "messages": [{"messageId": "0123-1-1", "status": said}]})


async def test_a_text_is_sent_under_our_own_id(line: Line, script: Scripted) -> None:
    script.says(taken(PENDING))
    assert await line.send(TEXT) == "0123-1-1"
    address, asked = script.asked[0]
    settings = access_to(INFOBIP).settings
    assert (address, asked.path) == (f"https://{settings['base_url']}", "/sms/3/messages")
    assert asked.headers["Authorization"] == f"App {settings['api_key']}"
    sent = script.sent
    assert isinstance(sent, dict)
    (message,) = sent["messages"]
    url = message["webhooks"]["delivery"].pop("url")
    assert url.startswith(f"{DOOR}/receipts?proof=")
    assert settings["webhook_password"] not in url
    assert message == {
        "sender": "447860041117",
        "destinations": [{"to": "385916242493", "messageId": "0123-1-1"}],
        "content": {"text": "Grüß Gott"},
        "options": {"validityPeriod": {"amount": 60, "timeUnit": "SECONDS"}},
        "webhooks": {
            "delivery": {},
            "contentType": "application/json",
            "callbackData": "0123-1-1",
        },
    }
    script.says(taken(status(5, "REJECTED_DUPLICATE_MESSAGE_ID", 23)))
    assert await line.send(TEXT) == "0123-1-1"


OLDER = {"requestError": {"serviceException": {"messageId": "BAD_REQUEST", "text": "Bad request"}}}
NEWER = {"errorCode": "E400", "description": "No such sender.", "action": "a", "violations": []}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answer(OLDER, 401), "ours"),
        (answer({"errorCode": "E403"}, 403), "ours"),
        (answer(b"<html>", 429, retry_after="3"), "passes 3.0"),
        (answer(NEWER, 400), "no"),
        (answer(OLDER, 404), "no"),
        (answer([1], 400), "no"),
        (taken(status(5, "REJECTED_NOT_ENOUGH_CREDITS", 12)), "ours"),
        (taken(status(5, "REJECTED_FLOODING_FILTER", 20)), "passes"),
        (taken(status(2, "UNDELIVERABLE_NOT_DELIVERED", 9)), "no"),
        (taken(status(5, "<b>\0new", 99)), "no"),
        (answer({"messages": []}), "unknown"),
        (answer(b"[" * 100_000), "unknown"),
        (answer(b"", 503), "unknown"),
        (Unanswered("No connection.", written=False), "surely not"),
    ],
)
async def test_what_is_no_yes_says_whether_to_try_again(
    line: Line, script: Scripted, said: Answer | Exception, expected: str
) -> None:
    script.says(said)
    with pytest.raises((Refused, Unanswered)) as raised:
        await line.send(TEXT)
    error = raised.value
    if isinstance(error, Unanswered):
        assert expected == ("unknown" if error.written else "surely not")
    else:
        words = ["ours"] * error.is_ours + ["passes"] * error.passes
        pause = [str(error.pause)] if error.pause else []
        assert " ".join([*words, *pause] or ["no"]) == expected
        assert str(error).endswith(".")
        assert str(error).isprintable()


def test_what_brings_the_secret_back_is_heard(line: Line) -> None:
    heard = [
        HeardText(
            "817790313235066447", "+385916242493", "+385921004026", "QUIZ Correct answer is Paris"
        )
    ]
    right = brought("texts", RECEIVED)
    assert line.hear(right) == heard
    password = access_to(INFOBIP).settings["webhook_password"]
    basic = f"Basic {b64encode(f'hubbub:{password}'.encode()).decode()}"
    assert line.hear(replace(right, query={}, headers={"authorization": basic})) == heard
    receipts = brought("receipts", {"results": []})
    for wrong in (
        replace(right, query={}),
        replace(right, query={"proof": right.query["proof"][:-1]}),
        replace(right, query={"proof": "ü"}),
        # The proof of one place opens no other.
        replace(right, query=receipts.query),
        replace(right, query={}, headers={"authorization": f"{basic}, {basic}"}),
        replace(right, query={}, headers={"authorization": "Basic aHViYnViOg=="}),
    ):
        with pytest.raises(Forged) as forged:
            line.hear(wrong)
        assert password not in str(forged.value)


def test_reports_come_many_together(line: Line) -> None:
    none, absent = status(0, "NO_ERROR", 0), status(1, "EC_ABSENT_SUBSCRIBER", 27)
    cases = [
        (status(1, "PENDING_ENROUTE"), none, Outcome.PENDING, None),
        (status(3, "DELIVERED_TO_OPERATOR", 2), none, Outcome.PENDING, None),
        (status(3, "DELIVERED_TO_HANDSET", 5), none, Outcome.DELIVERED, None),
        (status(2, "UNDELIVERABLE_X"), absent, Outcome.FAILED, "EC_ABSENT_SUBSCRIBER"),
        (status(4, "EXPIRED_EXPIRED", 15), none, Outcome.EXPIRED, "EXPIRED_EXPIRED"),
        (status(4, "EXPIRED_DLR_UNKNOWN"), none, Outcome.UNKNOWN, "EXPIRED_DLR_UNKNOWN"),
        (status(5, "REJECTED_X"), none, Outcome.REJECTED, "REJECTED_X"),
        (status(77, "NEW"), none, Outcome.UNKNOWN, "NEW"),
    ]
    results = [
        {"messageId": f"m{n}", "callbackData": f"r{n}", "status": said, "error": error}
        for n, (said, error, _, _) in enumerate(cases)
    ]
    assert line.hear(brought("receipts", {"results": results})) == [
        HeardReceipt(outcome, f"r{n}", f"m{n}", code)
        for n, (_, _, outcome, code) in enumerate(cases)
    ]
    for body in (b"", b"[" * 100_000, b"\xff", b"{}", b'{"results": {}}'):
        with pytest.raises(Unreadable):
            line.hear(brought("receipts", body))


async def test_numbers_are_led_here(line: Line, script: Scripted) -> None:
    other = {**NUMBER, "numberKey": "B", "number": "15522", "type": "SHORT_CODE", "country": "US"}
    here = address_of_door(access_to(INFOBIP), "texts")
    old = here.replace("proof=", "proof=0")
    forwarding = {"type": "HTTP_FORWARD", "url": old}
    script.says(
        answer({"numbers": [NUMBER], "numberCount": 1}),
        answer([{"configurationKey": "d", "forwarding": forwarding}]),
    )
    assert [each.answers_here for each in await line.owned()] == [False]
    script.says(
        answer({"numbers": [NUMBER, other], "numberCount": 2}),
        answer(
            [
                {"configurationKey": "c", "keyword": "STOP", "forwarding": {"type": "PULL"}},
                {"configurationKey": "d", "forwarding": {"type": "HTTP_FORWARD", "url": here}},
            ]
        ),
        answer(OLDER, 429),
    )
    assert await line.owned() == [
        Owned(str(NUMBER["numberKey"]), "+447860041117", ("sms", "voice"), "GB", answers_here=True),
        Owned("B", "15522", ("sms", "voice"), "US"),
    ]
    script.says(answer({"configurationKey": "d"}))
    await line.lead_here("B")
    assert script.sent == {
        "channel": "SMS",
        "numberKey": "B",
        "forwarding": {"type": "HTTP_FORWARD", "url": here, "format": "MO_JSON_2"},
    }
    script.says(answer({"numbers": []}), answer(OLDER, 401))
    await line.check()
    assert script.asked[-1][1].method == "GET"
    with pytest.raises(Refused, match="API key"):
        await line.check()


async def test_numbers_are_offered_by_what_they_are(seller: Seller, script: Scripted) -> None:
    free = {**NUMBER, "numberKey": "F", "number": "448081570000", "price": None}
    whatsapp = {**NUMBER, "numberKey": "W", "type": "WHATSAPP", "capabilities": ["WHATSAPP"]}
    script.says(answer({"numbers": [NUMBER, free, whatsapp]}))
    markets = await seller.markets()
    assert [(m.country, sorted(m.kinds)) for m in markets] == [("GB", ["mobile", "toll_free"])]
    script.says(answer({"numbers": [NUMBER, free]}), answer({"numbers": [free, NUMBER]}))
    assert await seller.search(Search("GB", frozenset({"sms"}), "mobile")) == [OFFER]
    assert await seller.find(OFFER.key) == OFFER
    assert script.asked[-1][1].query["number"] == "447860041117"
    script.says(answer(OLDER, 400))
    assert await seller.search(Search("AQ", frozenset({"sms"}), "mobile")) == []
    assert await seller.find("0") is None


async def test_a_number_is_bought_once(seller: Seller, script: Scripted) -> None:
    wanted = Purchase("order-1", OFFER)
    nothing, owned = answer({"numbers": []}), answer({"numbers": [NUMBER]})
    key = str(NUMBER["numberKey"])
    script.says(nothing, answer(NUMBER), answer([]), answer({"configurationKey": "d"}))
    assert await seller.buy(wanted) == Order("bought", number_key=key)
    assert json.loads(script.asked[1][1].body or b"") == {"numberKey": key}
    sent = script.sent
    assert isinstance(sent, dict)
    led = sent["forwarding"]["url"]
    assert parse_qs(urlsplit(led).query)["order"] == ["order-1"]
    ours = answer([{"configurationKey": "d", "forwarding": {"type": "HTTP_FORWARD", "url": led}}])
    # Asked again, and asked by another order of the same number.
    script.says(owned, ours, owned, ours)
    assert await seller.buy(wanted) == Order("bought", number_key=key)
    assert (await seller.buy(replace(wanted, key="order-2"))).state == "refused"
    # What was bought, and its answer lost, is led here when it is asked for.
    script.says(owned, answer([]), answer({"configurationKey": "d"}))
    assert await seller.look(wanted) == Order("bought", number_key=key)
    script.says(nothing, answer(NEWER, 400), nothing)
    refused = await seller.buy(wanted)
    assert (refused.state, refused.reason) == ("refused", "Infobip refused it: “No such sender”.")
    for said in (answer(b"", 500), answer(OLDER, 401), Unanswered("?", written=True)):
        script.says(nothing, said)
        with pytest.raises(CarrierSilent):
            await seller.buy(wanted)
    script.says(answer({"numbers": [{**NUMBER, "reservationStatus": "PENDING"}]}))
    assert await seller.look(wanted) == Order("waiting")
    assert isinstance(seller, Releasing)
    script.says(answer(b"", 204), answer(OLDER, 404))
    for _ in range(2):
        await seller.release("A/B?c")
    assert script.asked[-1][1].path == "/numbers/1/numbers/A%2FB%3Fc"
