"""How a subscription is sent: signed, with a token, with headers, no faster than its profile says,
and never to where it may not go."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import signal
import ssl
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from hubbub.compat.vendor.subscriptions.profiles_repository import get_profile, take_slot
from hubbub.compat.vendor.subscriptions.telling import VendorWire
from hubbub.kernel.lanes import take_deliveries
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.secrets import load_secrets
from hubbub.reactions.webhooks.erasing_repository import erase_answers
from tests.compat.vendor.sms.texts import SEND, ended, message, program
from tests.compat.vendor.subscriptions.telling import (
    ANNA,
    BERT,
    PROFILES,
    SECURITIES,
    SMS,
    TALKS,
    security,
)
from tests.reactions.webhooks.office import NOTHING, always, listening
from tests.waiting import until
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.compat.vendor.subscriptions.telling import Subscriber
    from tests.reactions.webhooks.office import Heard, Receiver

CREATED = "CONVERSATION_CREATED"
METHODS = {
    "HMAC_MD5": hashlib.md5, "HMAC_SHA_1": hashlib.sha1, "HMAC_SHA_224": hashlib.sha224,
    "HMAC_SHA_256": hashlib.sha256, "HMAC_SHA_384": hashlib.sha384, "HMAC_SHA_512": hashlib.sha512,
}  # fmt: skip


async def told_once(subscriber: Subscriber, receiver: Receiver) -> Heard:
    async with subscriber.office.working():
        await subscriber.text()
        await until(lambda: len(receiver.heard) == 1)
        await subscriber.office.ended(1)
    return receiver.heard[0]


@pytest.mark.parametrize("algorithm", METHODS)
async def test_the_body_is_signed_as_the_documentation_says(
    subscriber: Subscriber, receiver: Receiver, algorithm: str
) -> None:
    signed = security("HMAC", secretKey="a key", algorithm=algorithm)
    await subscriber.subscribe(receiver, TALKS, CREATED, profile=signed)
    heard = await told_once(subscriber, receiver)
    method, _, given = heard.headers["x-hub-signature"].partition("=")
    assert method == METHODS[algorithm]().name
    assert hmac.compare_digest(given, hmac.new(b"a key", heard.raw, method).hexdigest())
    assert not hmac.compare_digest(given, hmac.new(b"a key", heard.raw + b" ", method).hexdigest())


async def test_own_headers_go_along_and_a_security_setting_has_the_last_word(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    own = {"headers": {"X-Shop": "mine", "authorization": "mine as well"}}
    basic = security("BASIC", username="hub", password="sécret")
    await subscriber.subscribe(receiver, TALKS, CREATED, profile={**own, **basic})
    heard = await told_once(subscriber, receiver)
    assert heard.headers["x-shop"] == "mine"
    scheme, _, told = heard.headers["authorization"].partition(" ")
    assert (scheme, base64.b64decode(told).decode()) == ("Basic", "hub:sécret")
    assert "x-hub-signature" not in heard.headers


async def test_without_a_security_setting_an_own_authorization_goes(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    own = {"headers": {"Authorization": "Token mine"}}
    await subscriber.subscribe(receiver, TALKS, CREATED, profile=own)
    heard = await told_once(subscriber, receiver)
    assert heard.headers["authorization"] == "Token mine"


def told(body: dict[str, Any]) -> bytes:
    raw = json.dumps(body).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(raw)}\r\nConnection: close\r\n\r\n"
    return head.encode() + raw


def handing_out(*tokens: str) -> Callable[[Heard], Awaitable[bytes]]:
    left = list(tokens)

    async def give(_: Heard) -> bytes:
        return told({"access_token": left.pop(0), "token_type": "Bearer", "expires_in": 3600})

    return give


def oauth(server: Receiver, **more: Any) -> dict[str, Any]:
    return security(
        "OAUTH",
        tokenUrl=server.url,
        grantType="client_credentials",
        clientId="the hub",
        clientSecret="p/w",
        **more,
    )


async def test_a_token_is_fetched_once_and_renewed_when_it_is_refused(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    valid = {"Bearer first"}

    async def check(heard: Heard) -> bytes:
        if heard.headers["authorization"] in valid:
            return NOTHING
        return b"HTTP/1.1 401 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    receiver.answer = check
    async with listening() as server:
        server.answer = handing_out("first", "second")
        more = {"scope": "events", "headers": {"X-Tenant": "7"}}
        await subscriber.subscribe(receiver, TALKS, CREATED, profile=oauth(server, **more))
        async with office.working():
            for sender in (ANNA, BERT, "+385913333333"):
                await subscriber.text(sender)
            await office.ended(3)
            assert len(server.heard) == 1
            valid.clear()
            valid.add("Bearer second")
            await subscriber.text("+385914444444")
            await office.ended(4)
        assert len(server.heard) == 2
        asked = server.heard[0]
        assert parse_qs(asked.raw.decode()) == {
            "grant_type": ["client_credentials"], "scope": ["events"],
        }  # fmt: skip
        assert asked.headers["x-tenant"] == "7"
        # RFC 6749, 2.3.1: both are encoded as in a form before they are put together.
        shown = base64.b64decode(asked.headers["authorization"].removeprefix("Basic "))
        assert shown == b"the+hub:p%2Fw"
    assert await office.rows() == [("delivered",)] * 4
    assert [each.headers["authorization"] for each in receiver.heard[-2:]] == [
        "Bearer first", "Bearer second",
    ]  # fmt: skip


async def test_other_credentials_have_another_token(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, by = subscriber.office, program(subscriber.office.account)
    async with listening() as server:
        server.answer = handing_out("first", "second")
        await subscriber.subscribe(receiver, TALKS, CREATED, profile=oauth(server))
        async with office.working():
            await subscriber.text(ANNA)
            await office.ended(1)
            body = {
                "type": "OAUTH",
                "credentials": {
                    "tokenUrl": server.url, "grantType": "password", "username": "u",
                    "password": "p", "resource": "r",
                },
            }  # fmt: skip
            await subscriber.wire.ok(by, "PUT", f"{SECURITIES}/A", body)
            await subscriber.text(BERT)
            await office.ended(2)
        assert parse_qs(server.heard[1].raw.decode()) == {
            "grant_type": ["password"], "username": ["u"], "password": ["p"], "resource": ["r"],
        }  # fmt: skip
    assert receiver.heard[1].headers["authorization"] == "Bearer second"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "status 403"),
        (told({"token": "x"}), "without a token"),
        (told({"access_token": "a\r\nX-Evil: 1"}), "without a token"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[[", "without a token"),
    ],
)
async def test_without_a_token_nothing_is_sent_and_the_log_says_why(
    subscriber: Subscriber, receiver: Receiver, answer: bytes, said: str
) -> None:
    office = subscriber.office
    async with listening() as server:
        server.answer = always(answer)
        await subscriber.subscribe(receiver, TALKS, CREATED, profile=oauth(server))
        async with office.working():
            await subscriber.text()
            await office.tried(1)
    assert receiver.heard == []
    [(error,)] = await office.world.sql(office.account, "SELECT error FROM webhook_attempts")
    assert said in error


async def test_it_goes_to_no_private_network_and_follows_no_redirect(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    async with listening() as elsewhere:
        moved = f"HTTP/1.1 307 Go\r\nLocation: {elsewhere.url}\r\nContent-Length: 0\r\n\r\n"
        receiver.answer = always(moved.encode())
        await subscriber.subscribe(receiver, TALKS, CREATED)
        async with office.working():
            await subscriber.text()
            await office.tried(1)
        assert elsewhere.heard == []
        # What the operator allowed when it was set up is allowed no more.
        office.outgoing = Outgoing()
        receiver.heard.clear()
        async with office.working():
            await office.make_due()
            await office.tried(2)
    assert receiver.heard == []
    errors = await office.world.sql(
        office.account, "SELECT error FROM webhook_attempts ORDER BY attempt"
    )
    assert "somewhere else now" in errors[0][0]
    assert "private network" in errors[1][0]


async def test_an_answer_that_does_not_come_in_time_is_none(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office

    async def hang(_: Heard) -> bytes:
        await asyncio.Event().wait()
        raise AssertionError

    receiver.answer = hang
    profile = {"readTimeout": 1000, "connectTimeout": 300}
    await subscriber.subscribe(receiver, TALKS, CREATED, profile=profile)
    async with office.working():
        await subscriber.text()
        await office.tried(1)
    [(error,)] = await office.world.sql(office.account, "SELECT error FROM webhook_attempts")
    assert "in time" in error


async def test_no_more_goes_in_a_second_than_the_profile_says(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office
    profile = {"rateLimit": 4, "enabledSSLProtocols": ["TLSv1.3"]}
    await subscriber.subscribe(receiver, TALKS, CREATED, profile=profile)
    async with office.queueing():
        for sender in (ANNA, BERT, "+385913333333"):
            await subscriber.text(sender)
        await office.queued(3)
    wire = VendorWire(load_secrets(settings_for(office.home)))
    taken = await take_deliveries(office.database, 3)
    actor = await office.world.actor(office.account.founder)
    async with office.database.transaction(office.account.id) as tx:
        bundles = [await wire.make(tx, actor, each.endpoint_id, [each]) for each in taken]
    # In one transaction the clock stands still.
    posts = [each.post for each in bundles if each is not None]
    waits = [each.wait for each in posts]
    assert waits == [timedelta(0), timedelta(seconds=0.25), timedelta(seconds=0.5)]
    tls = posts[0].request.tls
    assert tls is not None
    assert tls.minimum_version == ssl.TLSVersion.TLSv1_3
    [(id_,)] = await office.world.sql(office.account, "SELECT id FROM wire_profiles")
    async with office.database.transaction(office.account.id) as tx:
        assert await get_profile(tx, id_) is not None
        await tx.execute("UPDATE wire_profiles SET slot_at = now() - interval '1 hour'")
        assert await take_slot(tx, id_, timedelta(seconds=1)) == timedelta(0)


async def test_a_killed_sender_loses_nothing_and_keeps_the_order(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office = subscriber.office

    def text_of(heard: Heard) -> str:
        return heard.body["payload"]["message"]["content"]["text"]

    async def hold_the_second(heard: Heard) -> bytes:
        if text_of(heard) == "two" and not is_killed:
            await asyncio.Event().wait()
        return NOTHING

    is_killed = False
    receiver.answer = hold_the_second
    await subscriber.subscribe(receiver, TALKS, "CONVERSATION_MESSAGE_RECEIVED")
    async with office.queueing():
        for text in ("one", "two", "three"):
            await subscriber.text(ANNA, text)
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
    await office.world.sql(
        office.account,
        "UPDATE webhook_deliveries SET leased_until = now(), next_at = now() "
        "WHERE leased_until IS NOT NULL",
    )
    async with office.working():
        await office.ended(3)
    assert [text_of(each) for each in receiver.heard] == ["one", "two", "two", "three"]
    assert receiver.heard[1].id == receiver.heard[2].id


async def test_the_desk_shows_what_was_answered_and_erasing_takes_it_away(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, ours = subscriber.office, subscriber.office.account
    receiver.answer = always(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\necho")
    await subscriber.subscribe(receiver, SMS, "DELIVERY")
    headers = {"Authorization": program(ours)}
    body = {"messages": [message(ours, f"{ANNA}=one")]}
    assert (await office.api.http.post(SEND, json=body, headers=headers)).status_code == 200
    async with office.working():
        await ended(office.world, ours, "one", "delivered")
        await office.ended(1)
    [webhook] = (await office.api.get(ours.founder, "/api/webhooks"))["items"]
    log = f"/api/webhooks/{webhook['id']}/deliveries"
    [delivery] = (await office.api.get(ours.founder, log))["items"]
    shown = await office.api.get(ours.founder, f"{log}/{delivery['id']}")
    assert shown["attempts"][0]["answer"] == "echo"
    [(person,)] = await office.world.sql(ours, "SELECT id FROM people")
    async with office.database.transaction(ours.id) as tx:
        await erase_answers(tx, person, [])
    assert await office.world.sql(ours, "SELECT answer FROM webhook_attempts") == [(None,)]


async def test_headers_are_those_of_the_profile_at_that_moment(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    office, by = subscriber.office, program(subscriber.office.account)
    await subscriber.subscribe(receiver, TALKS, CREATED, profile={"headers": {"X-A": "1"}})
    async with office.queueing():
        await subscriber.text()
        await office.queued(1)
    await subscriber.wire.ok(by, "PUT", f"{PROFILES}/P-S", {"headers": {"X-B": "2"}})
    async with office.working():
        await office.ended(1)
    [heard] = receiver.heard
    assert heard.headers["x-b"] == "2"
    assert "x-a" not in heard.headers
