"""The vendor's own clients against our server on a real port, unchanged; the same checks are in the
other files of this folder, by hand."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.compat.vendor.sms.texts import SEND, ended, message, program

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

SCRIPT = Path(__file__).with_name("foreign_client.js")
PHONE = "+385911111111"


async def _key(api: Api, world: World) -> str:
    scopes = ["message:send", "sms:logs:read", "inbound-message:read"]
    made = await api.http.post(
        "/settings/2/api-keys", json={"name": "Shop", "scopeGuids": scopes},
        headers={"Authorization": program(world.ours)},
    )  # fmt: skip
    return made.json()["apiKeySecret"]


async def test_the_client_for_python(world: World, server: Api) -> None:
    await world.text_in(world.ours, PHONE, "Who are you?")
    key = await _key(server, world)
    sender = world.ours.number.removeprefix("+")
    sent = await asyncio.to_thread(_send, server.origin, key, sender)
    await ended(world, world.ours, "py-1", "delivered")
    read = await asyncio.to_thread(_read, server.origin, key)
    assert {**sent, **read} == {
        "sent": [("py-1", "385911111111", "PENDING_ACCEPTED")], "bulk": "py",
        "refused": (400, ["messages[0].sender"]), "wrong": 401,
        "reports": [("py-1", "DELIVERED", "DELIVERED_TO_HANDSET", "seven")], "again": [],
        "logs": [("py-1", "Ćao")], "inbox": ["Who are you?"], "preview": 1,
    }  # fmt: skip


def _client(origin: str, key: str) -> Any:
    client = _part("api_client")
    configuration = client.Configuration(host=origin, api_key=key)
    return _part("api.sms_api").SmsApi(client.ApiClient(configuration))


def _part(name: str) -> Any:
    # It is large, and slow to be imported.
    return importlib.import_module(f"infobip_api_client.{name}")


def _send(origin: str, key: str, sender: str) -> dict[str, Any]:
    models, refusal = _part("models"), _part("exceptions").ApiException

    def request(by: str) -> Any:
        text = models.SmsMessageContent(models.SmsTextContent(text="Ćao"))
        message = models.SmsMessage(
            sender=by,
            destinations=[models.SmsDestination(to=PHONE, message_id="py-1")],
            content=text,
            webhooks=models.SmsWebhooks(callback_data="seven"),
        )
        options = models.SmsMessageRequestOptions(
            schedule=models.SmsRequestSchedulingSettings(bulk_id="py")
        )
        return models.SmsRequest(messages=[message], options=options)

    client = _client(origin, key)
    told = client.send_sms_messages(sms_request=request(sender))
    with pytest.raises(refusal) as refused:
        client.send_sms_messages(sms_request=request("Shop"))
    with pytest.raises(refusal) as wrong:
        _client(origin, "hub_wrong").send_sms_messages(sms_request=request(sender))
    error = refused.value
    violations = error.data.violations
    return {
        "bulk": told.bulk_id,
        "sent": [(each.message_id, each.destination, each.status.name) for each in told.messages],
        "refused": (error.status, [each.var_property for each in violations]),
        "wrong": wrong.value.status,
    }


def _read(origin: str, key: str) -> dict[str, Any]:
    client = _client(origin, key)
    reports = client.get_outbound_sms_message_delivery_reports(bulk_id="py", limit=10)
    again = client.get_outbound_sms_message_delivery_reports()
    logs = client.get_outbound_sms_message_logs(message_id=["py-1"], use_cursor=True)
    inbox = client.get_inbound_sms_messages(limit=10)
    preview = client.preview_sms_message(_part("models").SmsPreviewRequest(text="Ćao"))
    return {
        "reports": [
            (each.message_id, each.status.group_name.value, each.status.name, each.callback_data)
            for each in reports.results
        ],
        "again": again.results,
        "logs": [(each.message_id, each.content.actual_instance.text) for each in logs.results],
        "inbox": [each.text for each in inbox.results],
        "preview": preview.previews[0].message_count,
    }


async def test_the_client_for_javascript(world: World, server: Api, modules: Path) -> None:
    other = {"messages": [message(world.ours, f"{PHONE}=other")]}
    by = {"Authorization": program(world.ours)}
    assert (await server.http.post(SEND, json=other, headers=by)).status_code == 200
    await world.text_in(world.ours, PHONE, "Who are you?")
    sender = world.ours.number.removeprefix("+")
    command = ["node", str(SCRIPT), server.origin, await _key(server, world), sender, PHONE]
    environment = {"NODE_PATH": str(modules), "PATH": os.environ["PATH"]}
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == {
        "sent": [["js-1", "385911111111", "PENDING_ACCEPTED"]], "reports": [],
        "logs": [["js-1", "Ćao"]], "inbox": ["Who are you?"], "preview": 1,
    }  # fmt: skip
