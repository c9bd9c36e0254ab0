"""Kannel, an SMS gateway in C that nobody here wrote, as a customer of a carrier of ours."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest

from tests.e2e.ports import free_port
from tooling.kannel import is_there

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 20.0
BOXES = ("/usr/sbin/bearerbox", "/usr/sbin/smsbox")
CONFIGURATION = """
group = core
admin-port = {admin}
admin-password = secret
smsbox-port = {box}
box-allow-ip = 127.0.0.1
log-file = "{folder}/bearerbox.log"
log-level = 0
store-type = file
store-location = "{folder}/store"
dlr-storage = spool
dlr-spool = "{folder}/dlr"

group = smsc
smsc = smpp
smsc-id = hubbub
host = 127.0.0.1
port = {smpp}
transceiver-mode = true
smsc-username = "{system_id}"
smsc-password = "{password}"
system-type = ""
reconnect-delay = 1
wait-ack = 5

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {send}
log-file = "{folder}/smsbox.log"
log-level = 0

group = sendsms-user
username = us
password = us
max-messages = 50
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "http://127.0.0.1:{hook}/text?from=%p&to=%P&charset=%C&text=%b"
"""


def needed() -> None:
    """Skip the test where there is no Kannel."""
    if not is_there():
        pytest.skip("Needs Kannel (Debian: apt install kannel kannel-extras).")


@dataclass
class Account:
    """Where and as whom it binds."""

    smpp: int
    system_id: str
    password: str


@dataclass
class Kannel:
    """`texts` are (from, to, text) that came in, `receipts` (name, what became of it)."""

    folder: Path
    account: Account
    texts: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    receipts: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    _send: int = 0
    _hook: int = 0
    _boxes: list[asyncio.subprocess.Process] = field(
        default_factory=list[asyncio.subprocess.Process]
    )
    _server: asyncio.Server | None = None

    async def begin(self) -> None:
        """Start it for the first time."""
        (self.folder / "dlr").mkdir()
        self._server = await asyncio.start_server(self._hear, "127.0.0.1", 0)
        self._hook = self._server.sockets[0].getsockname()[1]
        await self.start()

    async def start(self) -> None:
        """Start its two programs, with what was there before."""
        self._send, box = free_port(), free_port()
        (self.folder / "kannel.conf").write_text(
            CONFIGURATION.format(
                admin=free_port(), box=box, send=self._send, hook=self._hook, folder=self.folder,
                smpp=self.account.smpp, system_id=self.account.system_id,
                password=self.account.password,
            )
        )  # fmt: skip
        for program, port in zip(BOXES, (box, self._send), strict=True):
            self._boxes.append(
                await asyncio.create_subprocess_exec(
                    program, "-v", "4", str(self.folder / "kannel.conf"), cwd=self.folder,
                    stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
                )
            )  # fmt: skip
            await self._until_listening(port)

    async def kill(self) -> None:
        """SIGKILL of both programs."""
        for box in self._boxes:
            if box.returncode is None:
                box.kill()
            await box.wait()
        self._boxes.clear()

    async def end(self) -> None:
        await self.kill()
        if self._server:
            self._server.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    async def send(self, name: str, source: str, to: str, text: str) -> None:
        """Give it a text, again until it says that it has stored it; `name` is for receipts."""
        wanted = {
            "username": "us", "password": "us", "from": source, "to": to, "text": text,
            "coding": "0" if text.isascii() else "2", "charset": "UTF-8", "dlr-mask": "19",
            "dlr-url": f"http://127.0.0.1:{self._hook}/receipt?name={name}&state=%d",
        }  # fmt: skip
        async with asyncio.timeout(LIMIT), httpx2.AsyncClient(trust_env=False) as http:
            while True:
                try:
                    url = f"http://127.0.0.1:{self._send}/cgi-bin/sendsms"
                    answer = await http.get(url, params=wanted)
                    if answer.status_code == 202:
                        return
                except httpx2.HTTPError:
                    pass
                await asyncio.sleep(0.05)

    def said(self, words: str) -> int:
        """How often the log of the gateway has these words."""
        return (self.folder / "bearerbox.log").read_text(errors="replace").count(words)

    async def _until_listening(self, port: int) -> None:
        async with asyncio.timeout(LIMIT):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    await asyncio.sleep(0.02)
                else:
                    writer.close()
                    return

    async def _hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        url = urlsplit(head.split(b" ", 2)[1].decode("ascii"))
        # Bytes in whatever alphabet: Latin-1 keeps each as it is.
        values = dict(parse_qsl(url.query, keep_blank_values=True, encoding="latin-1"))
        if url.path == "/receipt":
            self.receipts.append((values["name"], int(values["state"])))
        else:
            text = values["text"].encode("latin-1").decode(values["charset"])
            self.texts.append((values["from"], values["to"], text))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
