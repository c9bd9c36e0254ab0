"""The carriers' own libraries against the carriers that the simulator plays: each sends a text and
sees what became of it, and buys a number where it can."""

from __future__ import annotations

import asyncio
import importlib
import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.simulated import simulator_key
from tests.channels.sms.adapters.test_lines import opened
from tests.simulator.conftest import PHONE, simulator_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.channels.sms.adapters.test_lines import Door
    from tests.simulator.conftest import World


def _access(world: World, kind: str) -> tuple[str, Mapping[str, str]]:
    given = KINDS[kind].simulated(simulator_key(world.home), "us")
    return f"http://127.0.0.1:{world.ports.http}/simulator/carriers/{kind}", given


def _part(name: str) -> Any:
    # They are large, and slow to be imported.
    return importlib.import_module(name)


async def _knocks(door: Door, count: int) -> None:
    async with asyncio.timeout(10):
        while len(door.knocks) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_telnyx(tmp_path: Path) -> None:
    """What its library verifies and reads is what its own servers sign and send."""
    async with simulator_in(tmp_path) as world, opened() as door:
        await world.turn()
        address, given = _access(world, "telnyx")
        client = _part("telnyx").Telnyx(
            api_key=given["api_key"],
            public_key=given["public_key"],
            base_url=f"{address}/v2",
            max_retries=0,
        )
        number, sent = await asyncio.to_thread(_telnyx, client, given, door.address)
        await _knocks(door, 1)
        await world.text("Hello", number=number)
        await _knocks(door, 2)
        receipt, text = (
            client.webhooks.unwrap(knock.body.decode(), headers=dict(knock.headers))
            for knock in door.knocks
        )
        assert (receipt.data.event_type, receipt.data.payload.id) == ("message.finalized", sent)
        assert receipt.data.payload.to[0].status == "delivered"
        assert (text.data.event_type, text.data.payload.text) == ("message.received", "Hello")
        assert text.data.payload.from_.phone_number == PHONE
        wrong = _part("telnyx").Telnyx(api_key="KEY00_0", base_url=f"{address}/v2", max_retries=0)
        with pytest.raises(_part("telnyx").AuthenticationError):
            await asyncio.to_thread(wrong.messaging_profiles.retrieve, "x")


def _telnyx(client: Any, given: Mapping[str, str], door: str) -> tuple[str, str]:
    profile = given["messaging_profile_id"]
    client.messaging_profiles.update(profile, webhook_url=f"{door}/texts")
    assert client.country_coverage.retrieve().data["US"].local.features
    wanted = {"country_code": "US", "phone_number_type": "local", "features": ["sms"], "limit": 1}
    offer = client.available_phone_numbers.list(filter=wanted).data[0]
    assert offer.cost_information.currency == "USD"
    reference = uuid4().hex
    ordered = client.number_orders.create(
        phone_numbers=[{"phone_number": offer.phone_number}],
        messaging_profile_id=profile,
        customer_reference=reference,
    )
    assert ordered.data.status == "success"
    orders = client.number_orders.list(filter={"customer_reference": reference}).data
    assert [each.id for each in orders] == [ordered.data.id]
    (owned,) = client.phone_numbers.list().data
    (texted,) = client.phone_numbers.messaging.list().data
    assert (owned.phone_number, texted.features.sms.domestic_two_way) == (offer.phone_number, True)
    assert client.requirements.list(filter={"country_code": "GB"}).data
    sent = client.messages.send(
        from_=offer.phone_number,
        to=PHONE,
        text="Good evening",
        messaging_profile_id=profile,
        webhook_url=f"{door}/receipts?reference=r",
    )
    assert sent.data.to[0].status == "queued"
    assert client.messages.retrieve(sent.data.id).data.id == sent.data.id
    return offer.phone_number, sent.data.id


async def test_infobip(tmp_path: Path) -> None:
    """Its library knows texts only; numbers are held to its published documents elsewhere."""
    async with simulator_in(tmp_path) as world, opened() as door:
        await world.turn()
        address, given = _access(world, "infobip")
        headers = {"Authorization": f"App {given['api_key']}"}
        found = await world.http.get(
            f"{address}/numbers/1/numbers/available",
            params={"country": "US", "capabilities": ["SMS", "VOICE"]},
            headers=headers,
        )
        number = found.json()["numbers"][0]["number"]
        bought = await world.http.post(
            f"{address}/numbers/1/numbers", json={"number": number}, headers=headers
        )
        assert bought.json()["number"] == number
        sent = await asyncio.to_thread(_infobip, address, given["api_key"], number, door.address)
        assert sent == ("py-1", "PENDING_ACCEPTED")
        await _knocks(door, 1)
        report = _part("infobip_api_client.models").SmsDeliveryResult.from_json(
            door.knocks[0].body.decode()
        )
        (result,) = report.results
        assert (result.message_id, result.callback_data) == ("py-1", "seven")
        assert result.status.name == "DELIVERED_TO_HANDSET"


def _infobip(address: str, key: str, number: str, door: str) -> tuple[str, str]:
    client, models = _part("infobip_api_client.api_client"), _part("infobip_api_client.models")
    configuration = client.Configuration(host=address, api_key=key)
    texts = _part("infobip_api_client.api.sms_api").SmsApi(client.ApiClient(configuration))
    message = models.SmsMessage(
        sender=number,
        destinations=[models.SmsDestination(to=PHONE.removeprefix("+"), message_id="py-1")],
        content=models.SmsMessageContent(models.SmsTextContent(text="Ćao")),
        webhooks=models.SmsWebhooks(
            delivery=models.SmsMessageDeliveryReporting(url=f"{door}/receipts"),
            callback_data="seven",
        ),
    )
    (sent,) = texts.send_sms_messages(sms_request=models.SmsRequest(messages=[message])).messages
    return sent.message_id, sent.status.name


async def test_vonage(tmp_path: Path) -> None:
    """Its library knows no other scheme than https, which is taken from it on the way out."""
    async with simulator_in(tmp_path) as world, opened() as door:
        await world.turn()
        address, given = _access(world, "vonage")
        number, sent = await asyncio.to_thread(_vonage, address, given, door.address)
        await _knocks(door, 1)
        await world.text("Hello", number=number)
        await _knocks(door, 2)
        verify = _part("vonage_jwt").verify_signature
        for knock in door.knocks:
            token = knock.headers["authorization"].removeprefix("Bearer ")
            assert verify(token, given["signature_secret"])
            assert not verify(token, given["signature_secret"][::-1])
        receipt, text = (json.loads(knock.body) for knock in door.knocks)
        assert (receipt["message_uuid"], receipt["client_ref"]) == (sent, "seven")
        assert (receipt["status"], text["text"]) == ("delivered", "Hello")


def _vonage(address: str, given: Mapping[str, str], door: str) -> tuple[str, str]:
    vonage, numbers = _part("vonage"), _part("vonage_numbers")
    host = address.removeprefix("http://")
    options = vonage.HttpClientOptions(api_host=host, rest_host=host, max_retries=0)
    auth = vonage.Auth(api_key=given["api_key"], api_secret=given["api_secret"])
    client = vonage.Vonage(auth, options)

    class Plain(_part("requests.adapters").HTTPAdapter):
        def send(self, request: Any, **how: Any) -> Any:
            request.url = request.url.replace("https://", "http://", 1)
            return super().send(request, **how)

    client.http_client._session.mount("https://", Plain())
    assert client.account.get_balance().value > 0
    wanted = numbers.SearchAvailableNumbersFilter(country="US", type="mobile-lvn", features="SMS")
    offers, _, _ = client.numbers.search_available_numbers(wanted)
    assert float(offers[0].cost) > 0
    number = {"country": "US", "msisdn": offers[0].msisdn}
    client.numbers.buy_number(numbers.NumberParams(**number))
    _vonage_application(client, given["application_id"], door)
    client.numbers.update_number(
        numbers.UpdateNumberParams(**number, app_id=given["application_id"])
    )
    owned, count, _ = client.numbers.list_owned_numbers()
    assert (count, owned[0].msisdn, owned[0].app_id) == (
        1,
        number["msisdn"],
        given["application_id"],
    )
    sent = client.messages.send(
        _part("vonage_messages").Sms(
            to=PHONE.removeprefix("+"),
            from_=number["msisdn"],
            text="Good evening",
            client_ref="seven",
            webhook_url=f"{door}/receipts",
        )
    )
    with pytest.raises(_part("vonage_http_client.errors").HttpRequestError):
        client.numbers.buy_number(numbers.NumberParams(**number))
    return f"+{number['msisdn']}", sent.message_uuid


def _vonage_application(client: Any, application_id: str, door: str) -> None:
    models = _part("vonage_application")
    inbound = models.ApplicationUrl(address=f"{door}/texts", http_method="POST")
    messages = models.Messages(version="v1", webhooks=models.MessagesWebhooks(inbound_url=inbound))
    before = client.application.get_application(application_id)
    config = models.ApplicationConfig(
        name=before.name, capabilities=models.Capabilities(messages=messages)
    )
    after = client.application.update_application(application_id, config)
    assert after.capabilities.messages.webhooks.inbound_url.address == f"{door}/texts"
