"""Twilio's own library takes the simulator for Twilio, and agrees with us on signatures."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from hubbub.channels.sms.adapters.twilio.signing import is_signed, signature_of
from hubbub.channels.sms.receipts import Outcome
from tests.channels.sms.adapters.stands import access_to, line_to
from tests.channels.sms.adapters.test_lines import Door, opened
from tests.simulator.conftest import PHONE, simulator_in
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.simulator.conftest import World


class ToSimulator(TwilioHttpClient):
    """Sends what is meant for Twilio to the simulator, and nothing else is changed."""

    def __init__(self, base: str) -> None:
        super().__init__(pool_connections=False, timeout=10)
        self._base = base

    def request(self, method: str, url: str, *given: Any, **named: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        host = url.split("/")[2]
        assert host.endswith(".twilio.com")
        return super().request(method, url.replace(f"https://{host}", self._base), *given, **named)


def client_of(world: World, **changes: str) -> Client:
    given = {**access_to("twilio", world.home).settings, **changes}
    base = f"http://127.0.0.1:{world.ports.http}/simulator/carriers/twilio"
    return Client(given["account_sid"], given["auth_token"], http_client=ToSimulator(base))


async def test_twilios_own_library_buys_texts_lists_and_releases(tmp_path: Path) -> None:
    async with simulator_in(tmp_path) as world, opened() as door:
        await world.turn()
        client = client_of(world)

        def use() -> tuple[str, str]:
            assert client.api.v2010.account.fetch().status == "active"
            country = client.available_phone_numbers("US")
            offer = country.local.list(sms_enabled=True, limit=5)[0]
            assert offer.phone_number is not None
            bought = client.incoming_phone_numbers.create(
                phone_number=offer.phone_number, sms_url=f"{door.address}/texts"
            )
            assert bought.sid is not None
            assert bought.sid.startswith("PN")
            listed = client.incoming_phone_numbers.list()
            assert [each.phone_number for each in listed] == [offer.phone_number]
            price = client.pricing.v1.phone_numbers.countries("US").fetch()
            assert price.price_unit == "USD"
            message = client.messages.create(
                to=PHONE, from_=offer.phone_number, body="Hello from the library",
                status_callback=f"{door.address}/receipts",
            )  # fmt: skip
            assert message.sid is not None
            assert message.status == "queued"
            assert client.messages(message.sid).fetch().body == "Hello from the library"
            return bought.sid, offer.phone_number

        key, number = await asyncio.to_thread(use)
        await world.until_states("arrived")
        await world.text("And back", number=number)
        await until(lambda: len(door.knocks) >= 2)
        check_knocks(tmp_path, door)

        def leave() -> None:
            assert client.incoming_phone_numbers(key).delete()
            assert client.incoming_phone_numbers.list() == []
            with pytest.raises(TwilioRestException) as gone:
                client.incoming_phone_numbers(key).fetch()
            assert (gone.value.status, gone.value.code) == (404, 20404)
            with pytest.raises(TwilioRestException) as stranger:
                client_of(world, auth_token="0" * 32).api.v2010.account.fetch()
            assert (stranger.value.status, stranger.value.code) == (401, 20003)

        await asyncio.to_thread(leave)


def check_knocks(home: Path, door: Door) -> None:
    """What the simulator signs, the library takes for Twilio's, and we do."""
    token = access_to("twilio", home).settings["auth_token"]
    for knock in door.knocks:
        params = dict(parse_qsl(knock.body.decode(), keep_blank_values=True))
        signature = knock.headers["x-twilio-signature"]
        assert RequestValidator(token).validate(knock.url, params, signature)
    heard = [line_to("twilio", home, door.address).hear(each) for each in door.knocks]
    assert {type(each[0]).__name__ for each in heard} == {"HeardText", "HeardReceipt"}


@pytest.mark.parametrize(
    "url",
    [
        "https://desk.example.com/carriers/x/texts?a=b%20c&reference=1",
        "https://desk.example.com:8443/t",
    ],
)
def test_we_sign_as_twilios_own_library_does(url: str) -> None:
    token, params = "s3cret", {"Body": "Grüße + & =", "From": "+1", "Empty": "", "a": "1", "A": "2"}
    theirs = RequestValidator(token).compute_signature(url, params)
    assert signature_of(token, url, list(params.items())) == theirs
    assert is_signed(token, url, list(params.items()), theirs)


def test_a_name_that_comes_twice_is_signed_with_each_value_once() -> None:
    class Multi(dict[str, list[str]]):
        def getlist(self, name: str) -> list[str]:
            return self[name]

    pairs = [("b", "2"), ("a", "1"), ("b", "1"), ("b", "2")]
    theirs = RequestValidator("t").compute_signature(
        "https://x/", Multi(a=["1"], b=["2", "1", "2"])
    )
    assert signature_of("t", "https://x/", pairs) == theirs


def test_the_port_may_be_named_or_not() -> None:
    pairs = [("a", "1")]
    for signed in ("https://x.example/p?q=1", "https://x.example:443/p?q=1"):
        signature = signature_of("t", signed, pairs)
        assert is_signed("t", "https://x.example/p?q=1", pairs, signature)
    assert not is_signed(
        "t", "https://x.example/p?q=2", pairs, signature_of("t", "https://x.example/p?q=1", pairs)
    )


async def test_every_state_of_twilio_is_understood(tmp_path: Path) -> None:
    wanted = {
        "accepted": Outcome.PENDING, "queued": Outcome.PENDING, "sending": Outcome.PENDING,
        "sent": Outcome.PENDING, "delivered": Outcome.DELIVERED, "read": Outcome.DELIVERED,
        "undelivered": Outcome.FAILED, "failed": Outcome.REJECTED, "canceled": Outcome.REJECTED,
        "something new": Outcome.PENDING,
    }  # fmt: skip
    async with simulator_in(tmp_path) as world, opened() as door:
        await world.turn()
        client = client_of(world)

        def send() -> None:
            country = client.available_phone_numbers("US")
            number = country.local.list(limit=1)[0].phone_number
            assert number is not None
            client.incoming_phone_numbers.create(phone_number=number)
            back = f"{door.address}/receipts"
            client.messages.create(to=PHONE, from_=number, body="x", status_callback=back)

        await asyncio.to_thread(send)
        await until(lambda: bool(door.knocks))
        line, knock = line_to("twilio", tmp_path, door.address), door.knocks[0]
        token = access_to("twilio", tmp_path).settings["auth_token"]
        for state, outcome in wanted.items():
            body = knock.body.replace(b"MessageStatus=delivered", f"MessageStatus={state}".encode())
            pairs = parse_qsl(body.decode(), keep_blank_values=True)
            signed = {"x-twilio-signature": signature_of(token, knock.url, pairs)}
            (receipt,) = line.hear(replace(knock, body=body, headers=signed))
            assert getattr(receipt, "outcome", None) is outcome, state
