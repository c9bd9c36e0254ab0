"""The line to Telnyx: what it asks, what it hears, and what it takes for forged."""

from __future__ import annotations

import json
from base64 import b64encode
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms.adapters.carrier import (
    Forged,
    HeardReceipt,
    HeardText,
    Knock,
    Line,
    Owned,
    Refused,
    Text,
    Unanswered,
    Unreadable,
)
from hubbub.channels.sms.adapters.telnyx.kind import TELNYX, simulated_signer
from hubbub.channels.sms.receipts import Outcome
from hubbub.features.numbers.selling import CarrierSilent, Offer, Purchase, Releasing, Search
from hubbub.features.numbers.selling import Outcome as Order
from hubbub.kernel.clock import now
from tests.channels.sms.adapters.scripted import DOOR, KEY, Scripted, access_to, answer, knock

if TYPE_CHECKING:
    from typing import Literal

TEXT = Text("0123-1-1", "+12025550100", "+12025550199", "Grüß Gott", 60.0)
PROFILE = "/v2/messaging_profiles/"
RECEIVED = {
    "data": {
        "record_type": "event",
        "id": "bf6307bd-884d-4c1f-b6ea-c62b8c495d3c",
        "event_type": "message.received",
        "payload": {
            "record_type": "message",
            "direction": "inbound",
            "id": "7ee4241c-f127-47e5-9c34-3aac291f8058",
            "type": "SMS",
            "from": {"phone_number": "+18665550001", "carrier": "X", "line_type": "Wireless"},
            "to": [{"phone_number": "+18445550001", "status": "delivered"}],
            "cc": [],
            "text": "Hello, World!",
            "media": [],
            "parts": 1,
        },
    },
    "meta": {"attempt": 1, "delivered_to": f"{DOOR}/texts"},
}


def reported(status: str, event: str = "message.finalized", **more: object) -> object:
    to = [{"phone_number": "+12025550199", "status": status}]
    payload = {"id": "40385f64", "direction": "outbound", "to": to, **more}
    return {"data": {"event_type": event, "payload": payload}}


def signed(
    said: object, place: Literal["texts", "receipts"] = "texts", *, at: int = 0, url: str = ""
) -> Knock:
    """As Telnyx does, `at` seconds from now."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    timestamp = str(int(now().timestamp()) + at)
    signature = simulated_signer(KEY, "hub01").sign(f"{timestamp}|".encode() + body)
    headers = {
        "telnyx-timestamp": timestamp,
        "telnyx-signature-ed25519": b64encode(signature).decode(),
    }
    return knock(place, body, headers, url or None)


@pytest.fixture
def script() -> Scripted:
    return Scripted()


def line(script: Scripted) -> Line:
    return TELNYX.open(access_to(TELNYX, script))


async def test_a_text_is_sent_with_our_reference_in_its_own_address(script: Scripted) -> None:
    script.says(answer({"data": {"id": "40385f64", "to": [{"status": "queued"}]}}))
    assert await line(script).send(TEXT) == "40385f64"
    address, asked = script.asked[0]
    settings = access_to(TELNYX).settings
    assert (address, asked.method, asked.path) == ("https://api.telnyx.com", "POST", "/v2/messages")
    assert asked.headers["Authorization"] == f"Bearer {settings['api_key']}"
    assert asked.headers["Idempotency-Key"] == TEXT.reference
    assert script.sent == {
        "from": "+12025550100",
        "to": "+12025550199",
        "text": "Grüß Gott",
        "type": "SMS",
        "messaging_profile_id": settings["messaging_profile_id"],
        "webhook_url": f"{DOOR}/receipts?reference=0123-1-1",
        "use_profile_webhooks": False,
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answer({"errors": [{"code": "10009", "title": "Authentication failed"}]}, 401), "ours"),
        (answer(b"<html>no</html>", 401), "ours"),
        (answer({"errors": [{"code": "40333", "title": "Spend limit"}]}, 429), "ours passes"),
        (answer({"errors": [{"code": "10011"}]}, 429, retry_after="7"), "passes 7.0"),
        (answer(b"", 429, retry_after="soon"), "passes"),
        (answer({"errors": [{"code": "40300", "title": "Blocked"}]}, 409), "no"),
        (answer({"errors": [{"code": 40310, "title": "Invalid"}]}, 422), "no"),
        (answer({"errors": "nonsense"}, 400), "no"),
        (answer(b"{}", 500), "unknown"),
        (answer(b"{}", 302), "unknown"),
        (answer(b"\xff", 200), "unknown"),
        (answer({"data": {"id": ""}}, 200), "unknown"),
        (Unanswered("No connection.", written=False), "surely not"),
    ],
)
async def test_what_is_no_yes_says_whether_to_try_again(
    script: Scripted, said: object, expected: str
) -> None:
    assert isinstance(said, Exception) or hasattr(said, "status")
    script.answers.append(said)  # pyright: ignore[reportArgumentType]
    with pytest.raises((Refused, Unanswered)) as raised:
        await line(script).send(TEXT)
    error = raised.value
    if isinstance(error, Unanswered):
        assert expected == ("unknown" if error.written else "surely not")
    else:
        words = ["ours"] * error.is_ours + ["passes"] * error.passes
        assert (
            " ".join([*words, *([str(error.pause)] if error.pause else [])] or ["no"]) == expected
        )
        assert str(error).endswith(".")
    assert access_to(TELNYX).settings["api_key"] not in str(error)


def test_what_telnyx_signed_is_heard(script: Scripted) -> None:
    heard = line(script).hear(signed(RECEIVED))
    key = "7ee4241c-f127-47e5-9c34-3aac291f8058"
    assert heard == [HeardText(key, "+18665550001", "+18445550001", "Hello, World!")]
    url = f"{DOOR}/receipts?reference=0123-1-1"
    for status, outcome in (
        ("sent", Outcome.PENDING),
        ("delivered", Outcome.DELIVERED),
        ("delivery_failed", Outcome.FAILED),
        ("sending_failed", Outcome.REJECTED),
        ("expired", Outcome.EXPIRED),
        ("delivery_unconfirmed", Outcome.UNKNOWN),
        ("something_new", Outcome.UNKNOWN),
    ):
        errors = [{"code": "40008", "title": "Undeliverable"}]
        said = signed(reported(status, errors=errors), "receipts", url=url)
        is_end = outcome not in (Outcome.PENDING, Outcome.DELIVERED)
        code = "40008" if is_end else None
        assert line(script).hear(said) == [HeardReceipt(outcome, "0123-1-1", "40385f64", code)]
    assert line(script).hear(signed({"data": {"event_type": "call.initiated"}})) == []


def test_a_picture_is_heard_as_its_address(script: Scripted) -> None:
    said = json.loads(json.dumps(RECEIVED))
    said["data"]["payload"] |= {"text": "Look", "media": [{"url": "https://m.example/1.jpg"}]}
    heard = line(script).hear(signed(said))
    assert [each.text for each in heard if isinstance(each, HeardText)] == [
        "Look\nhttps://m.example/1.jpg"
    ]


def test_what_is_not_signed_by_telnyx_just_now_is_forged(script: Scripted) -> None:
    right = signed(RECEIVED)
    stamp, name = right.headers["telnyx-timestamp"], "telnyx-signature-ed25519"
    for wrong in (
        Knock("texts", right.url, {}, {}, right.body),
        Knock("texts", right.url, {}, {**right.headers, name: "%%%"}, right.body),
        Knock("texts", right.url, {}, {**right.headers, name: "ü"}, right.body),
        Knock(
            "texts", right.url, {}, {**right.headers, name: b64encode(b"x" * 64).decode()}, b"{}"
        ),
        Knock("texts", right.url, {}, right.headers, right.body + b" "),
        Knock("texts", right.url, {}, {**right.headers, "telnyx-timestamp": f"0{stamp}"}, b"{}"),
        Knock("texts", right.url, {}, {k: f"{v}, {v}" for k, v in right.headers.items()}, b"{}"),
        signed(RECEIVED, at=-301),
        signed(RECEIVED, at=302),
    ):
        with pytest.raises(Forged):
            line(script).hear(wrong)
    line(script).hear(signed(RECEIVED, at=-290))


def test_what_is_signed_and_says_nothing_is_unreadable(script: Scripted) -> None:
    for body in (b"", b"[" * 100_000, b"\xff\xfe", b"{}", b'{"data": []}'):
        with pytest.raises(Unreadable):
            line(script).hear(signed(body))


async def test_the_access_is_looked_at(script: Scripted) -> None:
    script.says(answer({"data": {"id": "p", "enabled": True}}))
    await line(script).check()
    assert script.asked[0][1].method == "GET"
    script.says(answer({"data": {"id": "p", "enabled": False}}), answer({}, 404))
    for _ in range(2):
        with pytest.raises(Refused, match="messaging profile") as raised:
            await line(script).check()
        assert raised.value.is_ours


async def test_numbers_are_led_here_through_the_profile(script: Scripted) -> None:
    profile = access_to(TELNYX).settings["messaging_profile_id"]
    number = {
        "phone_number": "+12025550100",
        "country_code": "US",
        "messaging_profile_id": profile,
        "features": {"sms": {"domestic_two_way": True}},
        "type": "long-code",
    }
    other = {**number, "phone_number": "+12025550101", "messaging_profile_id": None}
    pages = {"total_pages": 2}
    script.says(
        answer({"data": {"id": profile, "webhook_url": f"{DOOR}/texts"}}),
        answer({"data": [number], "meta": pages}),
        answer({"data": [other], "meta": pages}),
    )
    can = ("sms", "voice")
    assert await line(script).owned() == [
        Owned("+12025550100", "+12025550100", can, "US", answers_here=True),
        Owned("+12025550101", "+12025550101", can, "US"),
    ]
    script.says(
        answer({"data": [{"id": "n1", "phone_number": "+12025550101"}]}),
        answer({"data": {"id": profile}}),
        answer({"data": other}),
    )
    await line(script).lead_here("+12025550101")
    asked = [each for _, each in script.asked[-3:]]
    assert asked[0].query == {"filter[phone_number]": "12025550101"}
    assert [each.path for each in asked[1:]] == [
        f"{PROFILE}{profile}",
        "/v2/phone_numbers/n1/messaging",
    ]
    assert json.loads(asked[1].body or b"") == {
        "webhook_url": f"{DOOR}/texts",
        "webhook_api_version": "2",
    }


OFFERED = {
    "phone_number": "+12025550142",
    "features": [{"name": "sms"}, {"name": "voice"}, {"name": "fax"}],
    "cost_information": {"upfront_cost": "0.0", "monthly_cost": "1.00000", "currency": "USD"},
}


async def test_a_number_is_offered_with_its_price_and_what_it_asks(script: Scripted) -> None:
    assert TELNYX.seller is not None
    seller = TELNYX.seller(access_to(TELNYX, script))
    coverage = {
        "United States": {"code": "US", "local": {"features": ["sms", "fax"]}, "mobile": {}}
    }
    script.says(answer({"data": coverage}))
    assert [(m.country, dict(m.kinds)) for m in await seller.markets()] == [
        ("US", {"long": ("sms",)})
    ]
    rule = {"phone_number_type": "local", "requirements_types": [{"name": "Proof of address"}]}
    script.says(answer({"data": [OFFERED]}), answer({"data": [rule]}))
    offer = (await seller.search(Search("US", frozenset({"sms"}), "long")))[0]
    assert (offer.monthly, offer.setup, offer.currency) == (Decimal("1.00000"), Decimal(0), "USD")
    assert offer.needs_approval
    assert "Proof of address" in (offer.requirements[0].hint or "")
    script.says(answer({"data": [OFFERED]}), answer({"data": [rule]}))
    assert await seller.find(offer.key) == offer
    assert script.asked[-2][1].query["filter[phone_number][ends_with]"] == "5550142"
    script.says(answer({"errors": [{"code": "10015"}]}, 400))
    assert await seller.search(Search("AQ", frozenset({"sms"}), "mobile")) == []
    assert await seller.find("0") is None
    script.says(answer({"errors": [{"code": "10009"}]}, 401))
    with pytest.raises(CarrierSilent):
        await seller.search(Search("US", frozenset({"sms"}), "long"))


async def test_a_number_is_bought_once(script: Scripted) -> None:
    assert TELNYX.seller is not None
    seller = TELNYX.seller(access_to(TELNYX, script))
    offer = Offer("US.long.+12025550142", "+12025550142", "US", "long", ("sms",), None, None, None)
    wanted = Purchase("order-1", offer, {"requirement_group": "g"})
    ordered = {"status": "pending", "customer_reference": "order-1"}
    led = answer({"data": {"id": "p"}})
    script.says(answer({"data": []}), led, answer({"data": ordered}))
    assert await seller.buy(wanted) == Order("waiting")
    sent = script.sent
    assert isinstance(sent, dict)
    assert sent["customer_reference"] == "order-1"
    assert sent["phone_numbers"] == [{"phone_number": "+12025550142", "requirement_group_id": "g"}]
    # Of another worker that was quicker, the order is found.
    done = {**ordered, "status": "success"}
    foreign = {"status": "success", "customer_reference": "order-10"}
    script.says(
        answer({"data": [foreign]}),
        led,
        answer({"errors": [{"code": "10015", "title": "Not available"}]}, 400),
        answer({"data": [foreign, done]}),
    )
    assert await seller.buy(wanted) == Order("bought", number_key="+12025550142")
    script.says(
        answer({"data": []}),
        led,
        answer({"errors": [{"code": "10015", "title": "Not available"}]}, 400),
        answer({"data": []}),
    )
    refused = await seller.buy(wanted)
    assert refused.state == "refused"
    assert "Not available" in (refused.reason or "")
    script.says(answer({"data": []}), led, Unanswered("Nobody knows.", written=True))
    with pytest.raises(CarrierSilent):
        await seller.buy(wanted)
    assert isinstance(seller, Releasing)
    script.says(answer({"data": [{"id": "n1", "phone_number": offer.number}]}), answer({}, 204))
    await seller.release(offer.number)
    assert script.asked[-1][1].path == "/v2/phone_numbers/n1"
    script.says(answer({"data": []}))
    await seller.release(offer.number)
