"""Our client against an SMSC that others wrote, in JavaScript; skipped where npm has none."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hubbub.channels.sms.decoding import InboundPart
from hubbub.channels.sms.reassembly import complete_text
from hubbub.channels.sms.receipts import Outcome, Receipt
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.link import LinkState
from hubbub.channels.sms.smpp.messages import messages_of, understand
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Message
from tests.channels.sms.smpp.wire import connected, endpoint, eventually

PACKAGE = "smpp@0.5.1"
SCRIPT = Path(__file__).with_name("foreign_smsc.js")
LONG = "Đačka čežnja 😀 " * 30


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node_modules folder with the foreign SMSC."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("Needs node and npm on the path.")
    home = tmp_path_factory.mktemp("npm")
    command = [npm, "install", "--prefix", home, PACKAGE, "--ignore-scripts", "--no-audit"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm took over 60 seconds to install {PACKAGE}.")
    if done.returncode:
        pytest.skip(f"npm could not install {PACKAGE}.")
    return home / "node_modules"


@asynccontextmanager
async def foreign_smsc(modules: Path) -> AsyncGenerator[int]:
    environment = os.environ | {"NODE_PATH": str(modules)}
    process = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT), stdout=asyncio.subprocess.PIPE, env=environment
    )
    assert process.stdout
    try:
        async with asyncio.timeout(30):
            yield int(await process.stdout.readline())
    finally:
        process.kill()
        await process.wait()


async def test_a_long_unicode_text_goes_both_ways(modules: Path):
    texts: list[InboundPart] = []
    receipts: list[Receipt] = []

    async def on_deliver(message: Message) -> Answer:
        understood = understand(message)
        if isinstance(understood, Receipt):
            receipts.append(understood)
        elif understood:
            texts.append(understood)
        return Answer()

    segments = split_into_segments(LONG, reference=9)
    messages = messages_of(segments, "+4412345", "+385911234567", wants_receipt=True)
    async with foreign_smsc(modules) as port, connected(endpoint(port), on_deliver) as us:
        await us.bound()
        ids = await us.submit_all(messages)
        await eventually(lambda: len(receipts) == len(segments))
    assert complete_text(texts) == LONG
    assert {receipt.message_id for receipt in receipts} == set(ids)
    assert {receipt.outcome for receipt in receipts} == {Outcome.DELIVERED}


async def test_it_refuses_a_wrong_password(modules: Path):
    async with (
        foreign_smsc(modules) as port,
        connected(endpoint(port, password="wrong")) as us,
    ):
        await eventually(lambda: us.report.state is LinkState.RETRYING)
        assert "password" in us.report.reason
