"""The vendor's own clients against our server on a real port, unchanged; the same checks are in the
other files of this folder, by hand."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.compat.vendor.sms.texts import ended, program
from tests.npm import installed

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

PACKAGE = "@infobip-api/sdk@0.3.2"
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
    from infobip_api_client.api.sms_api import SmsApi
    from infobip_api_client.api_client import ApiClient, Configuration

    configuration = Configuration(host=origin, api_key=key)
    return SmsApi(ApiClient(configuration))


def _send(origin: str, key: str, sender: str) -> dict[str, Any]:
    from infobip_api_client import models
    from infobip_api_client.exceptions import ApiException

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
    with pytest.raises(ApiException) as refused:
        client.send_sms_messages(sms_request=request("Shop"))
    with pytest.raises(ApiException) as wrong:
        _client(origin, "hub_wrong").send_sms_messages(sms_request=request(sender))
    violations = refused.value.data.violations
    return {
        "bulk": told.bulk_id,
        "sent": [(each.message_id, each.destination, each.status.name) for each in told.messages],
        "refused": (refused.value.status, [each.var_property for each in violations]),
        "wrong": wrong.value.status,
    }


def _read(origin: str, key: str) -> dict[str, Any]:
    from infobip_api_client import models

    client = _client(origin, key)
    reports = client.get_outbound_sms_message_delivery_reports(bulk_id="py", limit=10)
    again = client.get_outbound_sms_message_delivery_reports()
    logs = client.get_outbound_sms_message_logs(message_id=["py-1"], use_cursor=True)
    inbox = client.get_inbound_sms_messages(limit=10)
    preview = client.preview_sms_message(models.SmsPreviewRequest(text="Ćao"))
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


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node_modules folder with the client."""
    return installed(PACKAGE, tmp_path_factory.mktemp("npm"))


async def test_the_client_for_javascript(world: World, server: Api, modules: Path) -> None:
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
