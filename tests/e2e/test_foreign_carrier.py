"""A carrier that others wrote, added on the command line, carries a long text both ways."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests.channels.sms.smpp.test_foreign_smsc import PACKAGE
from tests.npm import installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.installation import Installation

SCRIPT = Path(__file__).with_name("foreign_carrier.js")
LONG = "Dobar dan! Čekam paket već pet dana. 订单在哪里？ Πού είναι; 📦🚚 " * 6


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node_modules folder with the foreign SMSC."""
    return installed(PACKAGE, tmp_path_factory.mktemp("npm"))


@pytest.fixture
def foreign(modules: Path) -> Iterator[tuple[int, int]]:
    """(SMPP port, HTTP port) of a running foreign SMSC."""
    process = subprocess.Popen(
        ["node", str(SCRIPT)],
        env={"NODE_PATH": str(modules), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    smpp, http = process.stdout.readline().split()
    yield int(smpp), int(http)
    process.kill()
    process.wait()
    process.stdout.close()


async def test_a_long_text_goes_both_ways(fragile: Installation, foreign: tuple[int, int]) -> None:
    smpp, http = foreign
    made = fragile.make_account()
    number = "+385911111111"
    carrier = fragile.command(
        "carrier", "add", "smpp", "--name", "Foreign", "--host", "127.0.0.1",
        "--port", str(smpp), "--system-id", "us", "--password", "right",
        "--account", made.account_id,
    )  # fmt: skip
    fragile.command(
        "number", "add", number, "--carrier", carrier["carrier_id"], "--account", made.account_id
    )
    headers = {"Authorization": f"Bearer {made.api_key}"}
    async with (
        httpx2.AsyncClient(base_url=fragile.url, headers=headers) as api,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{http}") as phone,
    ):
        await _until_bound(api)
        sent = await phone.post(
            "/text", json={"from": "385922222222", "to": number[1:], "text": LONG}
        )
        assert sent.status_code == 200
        conversation = await _first_conversation(api)
        timeline = await api.get(f"/api/conversations/{conversation['id']}/timeline")
        texts = [item["text"] for item in timeline.json()["items"] if item["type"] == "message"]
        assert texts == [LONG]

        await api.put(
            f"/api/conversations/{conversation['id']}/assignment",
            json={"assignee_id": made.user_id},
        )
        answer = await api.post(
            f"/api/conversations/{conversation['id']}/messages",
            json={"client_id": "a-client-id", "text": LONG},
        )
        assert answer.status_code == 201, answer.text
        await _until_delivered(api, conversation["id"], answer.json()["id"])
        assert (await phone.get("/received")).json() == [LONG]


async def _until_bound(api: httpx2.AsyncClient) -> None:
    async with asyncio.timeout(20):
        while True:
            found = (await api.get("/api/carriers")).json()["items"]
            if any(each["name"] == "Foreign" and each["state"] == "bound" for each in found):
                return
            await asyncio.sleep(0.05)


async def _first_conversation(api: httpx2.AsyncClient) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            found = (await api.get("/api/conversations", params={"scope": "all"})).json()["items"]
            if found:
                return found[0]
            await asyncio.sleep(0.05)


async def _until_delivered(api: httpx2.AsyncClient, conversation_id: str, message: str) -> None:
    async with asyncio.timeout(20):
        while True:
            page = (await api.get(f"/api/conversations/{conversation_id}/timeline")).json()
            if any(i["id"] == message and i["status"] == "delivered" for i in page["items"]):
                return
            await asyncio.sleep(0.05)
