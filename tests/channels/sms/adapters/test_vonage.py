"""The line to Vonage: what it asks, what it hears, and what it takes for forged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

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
from hubbub.channels.sms.adapters.vonage.kind import VONAGE
from hubbub.channels.sms.receipts import Outcome
from hubbub.features.numbers.selling import CarrierSilent, Offer, Purchase, Releasing, Search
from hubbub.features.numbers.selling import Outcome as Order
from hubbub.kernel.clock import now
from tests.channels.sms.adapters.scripted import DOOR, Scripted, access_to, answer, knock

if TYPE_CHECKING:
    from typing import Literal

    from hubbub.channels.sms.adapters.carrier import Knock, Line
    from hubbub.features.numbers.selling import Seller

TEXT = Text("0123-1-1", "+447700900001", "+447700900000", "Grüß Gott", 5.0)
NUMBER = {"country": "GB", "msisdn": "447700900001", "type": "mobile-lvn",
          "features": ["SMS", "VOICE"]}  # fmt: skip
RECEIVED = {
    "channel": "sms",
    "message_uuid": "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    "to": "447700900001",
    "from": "447700900000",
    "timestamp": "2020-01-01T14:00:00.000Z",
    "text": "Hello there",
    "message_type": "text",
    "context_status": "none",
    "usage": {"currency": "EUR", "price": "0.0333"},
    "sms": {"num_messages": "2", "keyword": "HELLO"},
}
TYPE = "https://developer.vonage.com/api-errors/messages#1120"


def signed(
    said: object, place: Literal["texts", "receipts"] = "texts", secret: str = "", **claims: Any
) -> Knock:
    """As Vonage does; claims that are None are left out."""
    settings = access_to(VONAGE).settings
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    whole = {
        "iat": int(now().timestamp()),
        "jti": "j",
        "iss": "Vonage",
        "payload_hash": hashlib.sha256(body).hexdigest(),
        "api_key": settings["api_key"],
        "application_id": settings["application_id"],
        **claims,
    }
    kept = {name: value for name, value in whole.items() if value is not None}
    key = OctKey.import_key(secret or settings["signature_secret"])
    token = jwt.encode({"alg": "HS256", "typ": "JWT"}, kept, key)
    return knock(place, body, {"authorization": f"Bearer {token}"})


@pytest.fixture
def script() -> Scripted:
    return Scripted()


@pytest.fixture
def line(script: Scripted) -> Line:
    return VONAGE.open(access_to(VONAGE, script))


@pytest.fixture
def seller(script: Scripted) -> Seller:
    assert VONAGE.seller is not None
    return VONAGE.seller(access_to(VONAGE, script))


async def test_a_text_is_sent_with_our_reference(line: Line, script: Scripted) -> None:
    script.says(answer({"message_uuid": "u"}, 202))
    assert await line.send(TEXT) == "u"
    address, asked = script.asked[0]
    assert (address, asked.path) == ("https://api.nexmo.com", "/v1/messages")
    assert asked.headers["Authorization"].startswith("Basic ")
    assert script.sent == {
        "channel": "sms",
        "message_type": "text",
        "from": "447700900001",
        "to": "447700900000",
        "text": "Grüß Gott",
        "client_ref": "0123-1-1",
        "webhook_url": f"{DOOR}/receipts",
        "webhook_version": "v1",
        "ttl": 20,
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answer({"title": "Unauthorized"}, 401), "ours"),
        (answer({"title": "Payment Required"}, 402), "ours"),
        (answer(b"", 429, retry_after="2"), "passes 2.0"),
        (answer({"type": TYPE, "title": 1120, "detail": "Illegal Sender"}, 422), "no"),
        (answer({"error-code": "420", "error-code-label": "method failed"}, 420), "no"),
        (answer("no", 422), "no"),
        (answer({}, 202), "unknown"),
        (answer(b"\xff", 202), "unknown"),
        (answer({}, 504), "unknown"),
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


def test_what_vonage_signed_is_heard(line: Line) -> None:
    heard = HeardText(
        str(RECEIVED["message_uuid"]), "+447700900000", "+447700900001", "Hello there"
    )
    assert line.hear(signed(RECEIVED)) == [heard]
    assert line.hear(signed(RECEIVED, api_key=None)) == [heard]
    picture = {**RECEIVED, "text": None, "image": {"url": "https://m.example/1.jpg"}}
    assert line.hear(signed(picture)) == [replace(heard, text="https://m.example/1.jpg")]
    error = {"type": TYPE, "title": 1120, "detail": "Illegal Sender", "instance": "i"}
    for state, outcome in (
        ("submitted", Outcome.PENDING),
        ("delivered", Outcome.DELIVERED),
        ("undeliverable", Outcome.FAILED),
        ("rejected", Outcome.REJECTED),
        ("something_new", Outcome.UNKNOWN),
    ):
        said = {"message_uuid": "u", "status": state, "client_ref": "0123-1-1", "error": error}
        code = None if outcome in (Outcome.PENDING, Outcome.DELIVERED) else "1120"
        receipt = HeardReceipt(outcome, "0123-1-1", "u", code)
        assert line.hear(signed(said, "receipts")) == [receipt]
    for body in (b"", b"[" * 100_000, b"\xff", b"{}", b"[]"):
        with pytest.raises(Unreadable):
            line.hear(signed(body))


def test_what_is_not_signed_by_vonage_just_now_is_forged(line: Line) -> None:
    right = signed(RECEIVED)
    token = right.headers["authorization"].removeprefix("Bearer ")
    secret = access_to(VONAGE).settings["signature_secret"]
    # `none` is no signature; neither is the secret as if it were a public key.
    unsigned = "eyJhbGciOiJub25lIn0." + token.split(".")[1] + "."
    at = int(now().timestamp())
    for wrong in (
        replace(right, headers={}),
        replace(right, body=right.body + b" "),
        *(
            replace(right, headers={"authorization": each})
            for each in (token, f"Bearer {unsigned}", "Bearer ", "Bearer a.b.c", "Bearer é.é.é",
                         f"Bearer {token}, Bearer {token}", f"Bearer {token}x")
        ),
        signed(RECEIVED, secret="another secret of the same length ......"),
        signed(RECEIVED, api_key="other"),
        signed(RECEIVED, payload_hash=None),
        signed(RECEIVED, iat=at - 301),
        signed(RECEIVED, iat=at + 302),
        signed(RECEIVED, iat="soon"),
    ):  # fmt: skip
        with pytest.raises(Forged) as forged:
            line.hear(wrong)
        assert secret not in str(forged.value)


async def test_numbers_are_led_here_through_the_application(line: Line, script: Scripted) -> None:
    ours = access_to(VONAGE).settings["application_id"]
    before = {
        "id": ours,
        "name": "Hubbub",
        "keys": {"public_key": "p"},
        "capabilities": {
            "voice": {"webhooks": {}},
            "messages": {"authenticate_inbound_media": True},
        },
    }
    hook = {"address": f"{DOOR}/texts", "http_method": "POST"}
    receipts = {"address": f"{DOOR}/receipts", "http_method": "POST"}
    messages = {
        "authenticate_inbound_media": True,
        "version": "v1",
        "webhooks": {"inbound_url": hook, "status_url": receipts},
    }
    after = {**before, "capabilities": {"voice": {"webhooks": {}}, "messages": messages}}
    kept = {"moHttpUrl": "https://x.example", "voiceCallbackType": "tel", "voiceCallbackValue": "1"}
    script.says(
        answer({"count": 1, "numbers": [{**NUMBER, **kept}]}),
        answer(before),
        answer(after),
        answer({"error-code": "200", "error-code-label": "success"}),
    )
    await line.lead_here("GB.+447700900001")
    put, update = (asked for _, asked in script.asked[-2:])
    assert (put.method, json.loads(put.body or b"")) == (
        "PUT", {name: value for name, value in after.items() if name != "id"}
    )  # fmt: skip
    form = dict(parse_qsl((update.body or b"").decode()))
    assert form == {"country": "GB", "msisdn": "447700900001", "app_id": ours, **kept}
    script.says(
        answer(after), answer({"numbers": [{**NUMBER, "app_id": ours}, {**NUMBER, "msisdn": "4"}]})
    )
    assert await line.owned() == [
        Owned("GB.+447700900001", "+447700900001", ("sms", "voice"), "GB", answers_here=True),
        Owned("GB.+4", "+4", ("sms", "voice"), "GB"),
    ]
    script.says(answer({}, 404), answer({}, 401))
    for words in ("application", "API key"):
        with pytest.raises(Refused, match=words) as raised:
            await line.check()
        assert raised.value.is_ours


async def test_a_number_is_bought_once(seller: Seller, script: Scripted) -> None:
    done = answer({"error-code": "200", "error-code-label": "success"})
    failed = answer({"error-code": "420", "error-code-label": "method failed"}, 420)
    none = answer({})
    script.says(answer({"numbers": [{**NUMBER, "cost": "0.80"}]}))
    (offer,) = await seller.search(Search("GB", frozenset({"sms", "voice"}), "mobile"))
    assert (str(offer.monthly), offer.currency) == ("0.80", "EUR")
    asked = script.asked[-1][1]
    assert (asked.query["type"], asked.query["features"]) == ("mobile-lvn", "SMS,VOICE")
    script.says(answer({"numbers": [{**NUMBER, "cost": "0.80"}]}))
    assert await seller.find(offer.key) == offer
    wanted = Purchase("order-1", offer)
    owned = answer({"numbers": [NUMBER]})
    app = answer({"name": "Hubbub", "capabilities": {}})
    script.says(none, done, owned, app, app, done)
    assert await seller.buy(wanted) == Order("bought", number_key="GB.+447700900001")
    form = dict(parse_qsl((script.asked[-1][1].body or b"").decode()))
    assert form["moHttpUrl"] == f"{DOOR}/texts?order=order-1"
    ours = answer({"numbers": [{**NUMBER, "moHttpUrl": form["moHttpUrl"]}]})
    script.says(ours, ours)
    assert (await seller.buy(wanted)).state == "bought"
    assert (await seller.buy(replace(wanted, key="order-2"))).state == "refused"
    script.says(none, failed, none)
    assert await seller.buy(wanted) == Order(
        "refused", reason="Vonage refused it: “method failed”."
    )
    script.says(none, done, none)
    assert await seller.buy(wanted) == Order("waiting")
    script.says(none, answer({}, 500))
    with pytest.raises(CarrierSilent):
        await seller.buy(wanted)
    assert isinstance(seller, Releasing)
    script.says(owned, done, none)
    for _ in range(2):
        await seller.release("GB.+447700900001")
    script.says(failed)
    assert await seller.search(Search("GB", frozenset({"sms"}), "mobile")) == []
    assert await seller.search(Search("AQ", frozenset({"sms"}), "short_code")) == []
    assert isinstance(offer, Offer)
