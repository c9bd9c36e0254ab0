"""Our channel and the SMSC with which Kannel's authors test theirs, in C, on two connections."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests import kannel
from tests.e2e.ports import free_port
from tests.waiting import until
from tooling.kannel import DRIVER

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from tests.channels.sms.office import Office

TEXTS = 200
SMSBOX = 13001
"""Where it expects the other program that its authors test, and ends without it."""
SENT = "SELECT count(*)::int FROM sms_parts WHERE state = 'sent'"


@asynccontextmanager
async def driver(folder: Path) -> AsyncGenerator[tuple[int, Path]]:
    """Its port, and its log; it brings texts from 456 to 123 as soon as a receiver is bound."""
    kannel.needed()
    try:
        ear = await asyncio.start_server(_listen, "127.0.0.1", SMSBOX)
    except OSError:
        pytest.skip(f"Port {SMSBOX} is taken, which Kannel's SMSC needs.")
    port, log = free_port(), folder / "drive_smpp.log"
    process = await asyncio.create_subprocess_exec(
        str(DRIVER), "-v", "4", "-p", str(port), "-m", str(TEXTS), "-l", str(log),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield port, log
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        ear.close()


async def _listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def test_its_texts_come_in_and_ours_go_out(office: Office, tmp_path: Path) -> None:
    await office.rows("UPDATE numbers SET number = '123' WHERE id = %s", await _number(office))
    messages = [
        await office.write("Đačka čežnja 😀 " * (index + 1), "+456", number="123")
        for index in range(20)
    ]
    parts = (await office.rows("SELECT sum(segments)::int FROM messages"))[0][0]
    async with driver(tmp_path) as (port, log):
        await office.connect(port, bind="both")
        async with office.worker():
            await office.until_rows(SENT, (parts,))
            wanted = "SELECT count(*)::int FROM messages WHERE direction = 'inbound'"
            await office.until_rows(wanted, (TEXTS,))
            for message in messages:
                await office.until_status(message, "sent")
            await until(lambda: log.read_text(errors="replace").count("submit_sm:") >= parts)
            assert await office.rows(
                "SELECT state FROM carriers WHERE id = %s", office.ours.carrier
            ) == [("bound",)]
        said = log.read_text(errors="replace")
    assert await office.texts() == sorted(str(index) for index in range(1, TEXTS + 1))
    for complaint in ("garbage", "Unhandled", "unpacking failed", "ERROR", "PANIC"):
        assert complaint not in said


async def _number(office: Office) -> object:
    return (await office.rows("SELECT id FROM numbers WHERE number = %s", office.ours.number))[0][0]
