"""Ten times as many texts as can be taken in: how many are, and what becomes of the others."""

from __future__ import annotations

import asyncio
import struct
import time
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from statistics import median

import httpx2
import psycopg

from benchmarks.carrier import begin, text_from
from benchmarks.figures import Spread, spread
from hubbub.channels.sms.smpp.codec import encode_message
from hubbub.channels.sms.smpp.pdus import Command, Status
from hubbub.kernel.postgres import EmbeddedPostgres
from tests.e2e.installation import Installation, installed

SECONDS = 10
ROUNDS = 3
TIMES = 10
WINDOW = 200
STEP = 0.01
HEADER = struct.Struct(">IIII")
RESPONSE = 0x80000000


@dataclass(frozen=True, slots=True)
class Result:
    """Texts a second, the median of rounds in which both take turns; what was offered is said as
    seen, not as meant."""

    peak: float
    """Taken in when the carrier sends as fast as it is answered, at most 200 under way."""
    offered: float
    goodput: float
    ratio: float
    refused: dict[int, int]
    """By status, how often the carrier was told to try later."""
    page: Spread
    """Milliseconds for an agent's page of conversations under too many texts, and at the peak."""
    page_at_peak: Spread


@dataclass
class Phase:
    """What became of some seconds."""

    sent: int
    seconds: float
    answers: Counter[int]
    pages: list[float]

    @property
    def goodput(self) -> float:
        return self.answers[Status.OK] / self.seconds


@dataclass
class Carrier(asyncio.Protocol):
    """A carrier that costs as little as it can, since it shares the machine: it writes frames that
    were made before, and reads only the headers of what comes."""

    statuses: dict[int, int] = field(default_factory=dict[int, int])
    sent: dict[int, str] = field(default_factory=dict[int, str])
    transport: asyncio.Transport | None = None
    bound: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    _held: bytes = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.bound.clear()

    def data_received(self, data: bytes) -> None:
        held, at = self._held + data, 0
        while len(held) - at >= HEADER.size:
            length, command, status, sequence = HEADER.unpack_from(held, at)
            if len(held) - at < length:
                break
            at += length
            if command == Command.DELIVER_SM | RESPONSE:
                self.statuses[sequence] = status
            elif not command & RESPONSE:
                self._answer(command, sequence)
        self._held = held[at:]
        self.came.set()

    @property
    def under_way(self) -> int:
        return len(self.sent) - len(self.statuses)

    def send(self, phones: list[str]) -> None:
        assert self.transport is not None
        frames: list[bytes] = []
        for phone in phones:
            sequence = len(self.sent) + 1
            self.sent[sequence] = phone
            body = _BEFORE + phone.encode() + _AFTER
            frames.append(
                HEADER.pack(HEADER.size + len(body), Command.DELIVER_SM, 0, sequence) + body
            )
        self.transport.write(b"".join(frames))

    def _answer(self, command: int, sequence: int) -> None:
        assert self.transport is not None
        body = b"c\0" if command != Command.ENQUIRE_LINK else b""
        head = HEADER.pack(HEADER.size + len(body), command | RESPONSE, Status.OK, sequence)
        self.transport.write(head + body)
        if command == Command.BIND_TRANSCEIVER:
            self.bound.set()


_BEFORE, _AFTER = encode_message(text_from("PHONE")).split(b"PHONE")


def measure() -> Result:
    """Every text that was answered with OK must be there once, and no other, or there is no
    figure."""
    with installed(HUBBUB_SIMULATOR="false", HUBBUB_LOG_LEVEL="error") as installation:
        return asyncio.run(_measure(installation))


async def _measure(installation: Installation) -> Result:
    made = installation.make_account()
    carrier = Carrier()
    server = await asyncio.get_running_loop().create_server(lambda: carrier, "127.0.0.1", 0)
    headers = {"Authorization": f"Bearer {made.api_key}"}
    async with httpx2.AsyncClient(base_url=installation.url, headers=headers, timeout=60) as api:
        await begin(api, server.sockets[0].getsockname()[1])
        await carrier.bound.wait()
        await _phase(carrier, api, _closed(carrier))
        calm, flooded = [], []
        for _ in range(ROUNDS):
            calm.append(await _phase(carrier, api, _closed(carrier)))
            flood = _flood(carrier, TIMES * calm[-1].goodput)
            flooded.append(await _phase(carrier, api, flood))
    server.close()
    _check(installation, carrier)
    return _result(calm, flooded)


def _result(calm: list[Phase], flooded: list[Phase]) -> Result:
    refused = sum((each.answers for each in flooded), Counter[int]())
    del refused[Status.OK]
    return Result(
        median(each.goodput for each in calm),
        median(each.sent / each.seconds for each in flooded),
        median(each.goodput for each in flooded),
        median(more.goodput / one.goodput for one, more in zip(calm, flooded, strict=True)),
        dict(refused),
        spread([page for each in flooded for page in each.pages]),
        spread([page for each in calm for page in each.pages]),
    )


async def _phase(
    carrier: Carrier, api: httpx2.AsyncClient, sending: Coroutine[None, None, None]
) -> Phase:
    """While an agent works; then until the last text is answered."""
    before, began = len(carrier.sent), time.perf_counter()
    task = asyncio.create_task(sending)
    pages = await _pages(api, task)
    await task
    seconds, sent = time.perf_counter() - began, len(carrier.sent) - before
    answers = Counter(status for sequence, status in carrier.statuses.items() if sequence > before)
    async with asyncio.timeout(120):
        while carrier.under_way:
            carrier.came.clear()
            await carrier.came.wait()
    return Phase(sent, seconds, answers, pages)


async def _closed(carrier: Carrier) -> None:
    """The next text goes out when one is answered."""
    began = time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        carrier.came.clear()
        carrier.send([_phone(carrier, more) for more in range(WINDOW - carrier.under_way)])
        await carrier.came.wait()


async def _flood(carrier: Carrier, per_second: float) -> None:
    """At its own pace, whatever is answered."""
    began, count = time.perf_counter(), 0
    while (passed := time.perf_counter() - began) < SECONDS:
        due = int(passed * per_second) - count
        carrier.send([_phone(carrier, more) for more in range(due)])
        count += due
        await asyncio.sleep(STEP)


async def _pages(api: httpx2.AsyncClient, until: asyncio.Task[None]) -> list[float]:
    """An agent opens the list, five times a second, each at its moment."""
    times: list[float] = []
    running: set[asyncio.Task[None]] = set()

    async def ask() -> None:
        due = time.perf_counter()
        answer = await api.get("/api/conversations", params={"scope": "all", "limit": 50})
        assert answer.status_code == 200, answer.text
        times.append((time.perf_counter() - due) * 1000)

    while not until.done():
        running.add(asyncio.create_task(ask()))
        await asyncio.sleep(0.2)
    await asyncio.gather(*running)
    return times


def _phone(carrier: Carrier, more: int) -> str:
    return f"38592{len(carrier.sent) + more:07d}"


def _check(installation: Installation, carrier: Carrier) -> None:
    taken = {
        f"+{carrier.sent[sequence]}"
        for sequence, status in carrier.statuses.items()
        if status == Status.OK
    }
    dsn = EmbeddedPostgres(installation.home).dsn(role="postgres")
    with psycopg.connect(dsn) as connection:
        rows = connection.execute(
            "SELECT p.phone FROM messages m JOIN people p "
            "ON p.account_id = m.account_id AND p.id = m.person_id"
        ).fetchall()
    kept = Counter(row[0] for row in rows)
    assert set(kept) == taken, f"{len(taken)} were answered, {len(kept)} are there"
    assert max(kept.values()) == 1, "a text is there twice"
