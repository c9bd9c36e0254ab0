"""Whatever comes to the door of a carrier, even signed: it is heard, forged or unreadable."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey

from hubbub.channels.sms.adapters.carrier import (
    Forged,
    HeardReceipt,
    HeardText,
    Knock,
    Unreadable,
)
from hubbub.channels.sms.adapters.infobip.kind import INFOBIP
from hubbub.channels.sms.adapters.infobip.proving import address_of_door
from hubbub.channels.sms.adapters.telnyx.kind import TELNYX, simulated_signer
from hubbub.channels.sms.adapters.vonage.kind import VONAGE
from hubbub.kernel.clock import now
from tests.channels.sms.adapters.scripted import DOOR, KEY, access_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from hubbub.channels.sms.adapters.carrier import CarrierKind

    Place = Literal["texts", "receipts"]
    Sign = Callable[[Place, bytes], Knock]

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["", "\0", "\ud800", "x" * 5000, "message.received", "delivered", "+1202555"])
)
OTHERS = (None, True, -1, 1e300, 10**40, "", "\0", "x" * 5000, [], {}, [[]], ["x"], {"": 1})
MARK = "not a text"
ANYTHING = st.recursive(
    LEAVES, lambda some: st.lists(some) | st.dictionaries(st.text(), some), max_leaves=8
)
TELNYX_SAID = {
    "data": {
        "event_type": "message.received",
        "payload": {
            "id": "i", "from": {"phone_number": "+12025550100"}, "text": "t",
            "to": [{"phone_number": "+12025550101", "status": "delivered"}],
            "media": [{"url": "u"}], "errors": [{"code": "1", "title": "t"}],
        },
    }
}  # fmt: skip
INFOBIP_SAID = {
    "results": [
        {
            "messageId": "i", "from": "12025550100", "to": "12025550101", "text": "t",
            "status": {"groupId": 3, "id": 5, "name": "N"}, "error": {"id": 1, "name": "E"},
            "callbackData": "c",
        }
    ]
}  # fmt: skip


VONAGE_SAID = {
    "message_uuid": "i", "from": "12025550100", "to": "12025550101", "text": "t",
    "image": {"url": "u"}, "status": "rejected", "client_ref": "c",
    "error": {"type": "t#1", "title": 1, "detail": "d"},
}  # fmt: skip


def as_vonage(place: Place, body: bytes) -> Knock:
    settings = access_to(VONAGE).settings
    claims = {"iat": now().timestamp(), "payload_hash": hashlib.sha256(body).hexdigest()}
    key = OctKey.import_key(settings["signature_secret"])
    token = jwt.encode({"alg": "HS256"}, claims, key)
    return Knock(place, f"{DOOR}/{place}", {}, {"authorization": f"Bearer {token}"}, body)


def as_telnyx(place: Place, body: bytes) -> Knock:
    at = str(int(now().timestamp()))
    signature = b64encode(simulated_signer(KEY, "hub01").sign(f"{at}|".encode() + body)).decode()
    headers = {"telnyx-timestamp": at, "telnyx-signature-ed25519": signature}
    return Knock(place, f"{DOOR}/{place}", {"reference": "r"}, headers, body)


def as_infobip(place: Place, body: bytes) -> Knock:
    url = address_of_door(access_to(INFOBIP), place)
    return Knock(place, url, dict(parse_qsl(urlsplit(url).query)), {}, body)


CARRIERS: dict[str, tuple[CarrierKind, Sign, Any]] = {
    "telnyx": (TELNYX, as_telnyx, TELNYX_SAID),
    "infobip": (INFOBIP, as_infobip, INFOBIP_SAID),
    "vonage": (VONAGE, as_vonage, VONAGE_SAID),
}


@st.composite
def bent(draw: st.DrawFn, said: Any) -> Any:
    """The same, with something else in one place, or without that place."""
    if isinstance(said, dict) and said and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(said)))
        rest = {name: value for name, value in said.items() if name != key}
        return rest if draw(st.booleans()) and draw(st.booleans()) else {
            **rest, key: draw(bent(said[key]))
        }  # fmt: skip
    if isinstance(said, list) and said and draw(st.integers(0, 5)):
        return [draw(bent(said[0])), *said[1:]]
    return draw(ANYTHING)


def hear(kind: CarrierKind, knock: Knock) -> None:
    try:
        heard = kind.open(access_to(kind)).hear(knock)
    except (Forged, Unreadable) as error:
        assert len(str(error)) < 200  # noqa: PT017 - it is one of two that may come
        return
    for each in heard:
        assert isinstance(each, (HeardText, HeardReceipt))
        if isinstance(each, HeardReceipt):
            assert each.code is None or (each.code.isprintable() and 0 < len(each.code) <= 50)
        if isinstance(each, HeardText):
            for name in (each.key, each.sender, each.number):
                assert 0 < len(name) <= 200
                assert "\0" not in name


def places(said: Any) -> Iterator[tuple[str | int, ...]]:
    """The way to every part of it."""
    yield ()
    inside = (
        said.items()
        if isinstance(said, dict)
        else enumerate(said if isinstance(said, list) else ())
    )
    for key, value in inside:
        yield from ((key, *rest) for rest in places(value))


def put(said: Any, place: tuple[str | int, ...], other: Any) -> Any:
    if not place:
        return other
    key, *rest = place
    copy: Any = dict(said) if isinstance(said, dict) else list(said)
    copy[key] = put(said[key], tuple(rest), other)
    return copy


@pytest.mark.parametrize("name", sorted(CARRIERS))
def test_no_part_of_it_can_be_taken_for_another(name: str) -> None:
    """Each in turn is of every type, too long, a byte that ends texts, or no text at all."""
    kind, sign, said = CARRIERS[name]
    for place in places(said):
        for other in (*OTHERS, MARK):
            body = json.dumps(put(said, place, other)).encode()
            body = body.replace(json.dumps(MARK).encode(), b'"\xff\xfe"')
            for where in ("texts", "receipts"):
                hear(kind, sign(where, body))


@pytest.mark.parametrize("name", sorted(CARRIERS))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_signed_is_heard_or_unreadable(name: str, data: st.DataObject) -> None:
    kind, sign, said = CARRIERS[name]
    body = data.draw(
        st.binary()
        | st.just(b"[" * 50_000)
        | st.just(b'{"data":' * 50_000)
        | bent(said).map(lambda some: json.dumps(some).encode())
    )
    hear(kind, sign(data.draw(st.sampled_from(["texts", "receipts"])), body))


@pytest.mark.parametrize("name", sorted(CARRIERS))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_the_place_of_a_signature_is_forged(
    name: str, data: st.DataObject
) -> None:
    kind, sign, said = CARRIERS[name]
    right = sign("texts", json.dumps(said).encode())
    words = st.text(max_size=50) | st.sampled_from(
        ["", "=", "a.b.c", "Bearer ", "Basic ", "\ud800"]
    )
    headers = {each: data.draw(words) for each in [*right.headers, "authorization"]}
    query = {each: data.draw(words) for each in right.query}
    with pytest.raises(Forged):
        kind.open(access_to(kind)).hear(Knock("texts", right.url, query, headers, right.body))
