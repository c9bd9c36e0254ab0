"""A mail server that keeps everything and sends nothing on: SMTP (RFC 5321) on loopback."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

Keep = Callable[["Envelope"], Awaitable[None]]

_MOST_BYTES: Final = 10 * 1024 * 1024
_MOST_RECIPIENTS: Final = 100
_LONGEST_LINE: Final = 2048
_PATIENCE: Final = 60.0
REFUSES: Final = "refuse"
WAITS: Final = "later"


@dataclass(slots=True)
class Envelope:
    """One message as it was handed over."""

    sender: str = ""
    recipients: list[str] = field(default_factory=list[str])
    data: bytes = b""


class MailServer:
    """Answers a recipient whose address begins with `refuse` with 550, with `later` with 451, so
    that both can be tried."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._talks: set[asyncio.Task[None]] = set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, for `asyncio.start_server`."""
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            async with asyncio.timeout(_PATIENCE):
                await _Talk(reader, writer, self._keep).run()
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError, ValueError):
            pass  # Whoever goes away in the middle has handed nothing over.
        finally:
            self._talks.discard(task)
            writer.close()

    async def stop(self) -> None:
        """End what is under way."""
        for task in list(self._talks):
            task.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)


class _Talk:
    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, keep: Keep
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._keep = keep
        self._envelope = Envelope()

    async def run(self) -> None:
        await self._say("220 simulator ESMTP: nothing leaves this machine")
        while True:
            line = await self._reader.readuntil(b"\n")
            if len(line) > _LONGEST_LINE:
                await self._say("500 The line is too long")
                continue
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            if verb.upper() == "QUIT":
                await self._say("221 Goodbye")
                return
            await self._answer(verb.upper(), rest.strip())

    async def _answer(self, verb: str, rest: str) -> None:
        if verb in ("EHLO", "HELO"):
            extensions = ["SMTPUTF8", "8BITMIME", f"SIZE {_MOST_BYTES}"] if verb == "EHLO" else []
            await self._say("\r\n".join(_lines("250", ["simulator", *extensions])))
        elif verb == "MAIL":
            self._envelope = Envelope(sender=_path(rest))
            await self._say("250 OK")
        elif verb == "RCPT":
            await self._say(self._receive(_path(rest)))
        elif verb == "DATA":
            await self._data()
        elif verb in ("RSET", "NOOP"):
            self._envelope = Envelope() if verb == "RSET" else self._envelope
            await self._say("250 OK")
        else:
            await self._say("502 Not known here")

    def _receive(self, recipient: str) -> str:
        if "@" not in recipient or len(self._envelope.recipients) >= _MOST_RECIPIENTS:
            return "553 No such address"
        if recipient.startswith(REFUSES):
            return "550 5.1.1 There is no such mailbox"
        if recipient.startswith(WAITS):
            return "451 4.2.1 The mailbox is busy, try again later"
        self._envelope.recipients.append(recipient)
        return "250 OK"

    async def _data(self) -> None:
        if not self._envelope.recipients:
            await self._say("503 Say first for whom it is")
            return
        await self._say("354 Go on, end with a dot")
        lines: list[bytes] = []
        size = 0
        while (line := await self._reader.readuntil(b"\n")).rstrip(b"\r\n") != b".":
            size += len(line)
            if size <= _MOST_BYTES:
                lines.append(line[1:] if line.startswith(b"..") else line)
        if size > _MOST_BYTES:
            await self._say("552 Too large")
            return
        self._envelope.data = b"".join(lines)
        await self._keep(self._envelope)
        self._envelope = Envelope()
        await self._say("250 Kept")

    async def _say(self, text: str) -> None:
        self._writer.write(text.encode() + b"\r\n")
        await self._writer.drain()


def _lines(code: str, words: list[str]) -> list[str]:
    return [f"{code}-{each}" for each in words[:-1]] + [f"{code} {words[-1]}"]


def _path(rest: str) -> str:
    """The address in `FROM:<…>` or `TO:<…>`."""
    return rest.partition("<")[2].partition(">")[0].strip()
