"""From a text at the carrier's socket to the frame at the agent's socket, whole product running."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import time
from dataclasses import dataclass, field
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import httpx2
import psycopg
import websockets

from benchmarks.beside import bare_server, beside
from benchmarks.carrier import accept, begin, bound, text_from, welcome
from benchmarks.figures import Spread, spread
from benchmarks.stripped import TABLES
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.channels.sms.smpp.server import Peer, ServerRules, Smsc
from hubbub.channels.sms.smpp.session import Limits
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import OWNER
from tests.e2e.installation import Installation, Made, installed

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUNDS = 5
"""After one that does not count, for caches and pools."""
EACH = 100
TEXTS = ROUNDS * EACH
PER_SECOND = 20
BURST = 5_000
WINDOW = 200


@dataclass(frozen=True, slots=True)
class Result:
    """In milliseconds; `bare` ones are of the stripped way, in turns with ours."""

    to_answer: Spread
    to_screen: Spread
    bare_answer: Spread
    bare_screen: Spread
    commit: Spread
    """One row, one durable commit, the same database."""
    burst: float
    """Texts a second, when the carrier has many and sends as fast as it is answered."""
    commits: float
    """The floor of that: commits of one row a second, from 32 connections at once."""


def measure() -> Result:
    """Every text must arrive, at the screen and in the database, or there is no figure."""
    with installed(HUBBUB_SIMULATOR="false") as installation:
        return asyncio.run(_measure(installation, installation.make_account()))


@dataclass
class Way:
    """From a carrier to a screen."""

    peer: Peer
    socket: str
    headers: Mapping[str, str]
    answers: list[float] = field(default_factory=list[float])
    screens: list[float] = field(default_factory=list[float])

    def spreads(self) -> tuple[Spread, Spread]:
        """Of both, without the first round."""
        return spread(self.answers[EACH:]), spread(self.screens[EACH:])


async def _measure(installation: Installation, made: Made) -> Result:
    rules = ServerRules(welcome, accept, limits=Limits(window=WINDOW))
    ours, theirs = Smsc(rules), Smsc(rules)
    headers = {"Authorization": f"Bearer {made.api_key}"}
    dsn = _make_tables(installation)
    port = await theirs.start("127.0.0.1", 0)
    async with (
        httpx2.AsyncClient(base_url=installation.url, headers=headers) as api,
        bare_server(dsn) as bare,
    ):
        await begin(api, await ours.start("127.0.0.1", 0), window=100, per_second=1000)
        with beside("benchmarks.stripped", str(port), dsn):
            live = _socket(installation.url, "/api/live")
            mine = Way(await bound(ours), live, headers)
            stripped = Way(await bound(theirs), _socket(bare.url, "/live"), {})
            for n in range(-1, ROUNDS):
                for way in (mine, stripped):
                    await _texts(way, n + 1)
        burst = await _burst(mine.peer)
        await _check(api)
    await ours.stop()
    await theirs.stop()
    one, many = _commits(installation), _commits_together(installation)
    return Result(*mine.spreads(), *stripped.spreads(), spread(one), burst, many)


def _make_tables(installation: Installation) -> str:
    dsn = EmbeddedPostgres(installation.home).dsn(role=OWNER)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(TABLES)
    return dsn


def _socket(url: str, path: str) -> str:
    return f"{url.replace('http', 'ws', 1)}{path}"


async def _texts(way: Way, turn: int) -> None:
    shown: dict[str, float] = {}
    async with websockets.connect(way.socket, additional_headers=way.headers) as socket:
        await socket.send(json.dumps({"type": "start", "position": None}))
        watching = asyncio.create_task(_watch(socket, shown))
        sent: dict[str, float] = {}
        sending: list[asyncio.Task[float]] = []
        first = time.perf_counter()
        for index in range(EACH):
            # Each at its moment, whether the one before is answered or not, and timed from there:
            # customers do not wait for each other, and a slow answer must not hide the next.
            due = first + index / PER_SECOND
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            phone = f"38592{turn}{index:06d}"
            sent[f"+{phone}"] = due
            sending.append(asyncio.create_task(_deliver(way.peer, phone, due)))
        way.answers += await asyncio.gather(*sending)
        async with asyncio.timeout(30):
            while not sent.keys() <= shown.keys():  # noqa: ASYNC110 - the frames come by themselves
                await asyncio.sleep(0.05)
        watching.cancel()
    way.screens += [(shown[phone] - began) * 1000 for phone, began in sent.items()]


async def _deliver(peer: Peer, phone: str, due: float) -> float:
    """Milliseconds until the carrier had its answer."""
    status = await peer.deliver(text_from(phone))
    assert status == Status.OK, status
    return (time.perf_counter() - due) * 1000


async def _burst(peer: Peer) -> float:
    began = time.perf_counter()
    phones = (f"38593{index:07d}" for index in range(BURST))
    await asyncio.gather(*(_deliver(peer, phone, began) for phone in phones))
    return BURST / (time.perf_counter() - began)


async def _watch(socket: websockets.ClientConnection, shown: dict[str, float]) -> None:
    async for frame in socket:
        arrived = time.perf_counter()
        told = json.loads(frame)
        if told["type"] == "conversation":
            shown.setdefault(told["conversation"]["person"]["phone"], arrived)


async def _check(api: httpx2.AsyncClient) -> None:
    found, cursor = 0, None
    while True:
        query = {"scope": "all", "limit": 200} | ({"cursor": cursor} if cursor else {})
        page = (await api.get("/api/conversations", params=query)).json()
        found += len(page["items"])
        cursor = page["next"]
        if cursor is None:
            break
    assert found == EACH + TEXTS + BURST, f"{found} conversations"


def _commits(installation: Installation) -> list[float]:
    dsn = EmbeddedPostgres(installation.home).dsn(role=OWNER)
    times: list[float] = []
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE floor (id int, text text)")
        for index in range(TEXTS):
            began = time.perf_counter()
            connection.execute("INSERT INTO floor VALUES (%s, %s)", (index, "Where is it?"))
            times.append((time.perf_counter() - began) * 1000)
        row = connection.execute("SELECT count(*) FROM floor").fetchone()
        assert row == (TEXTS,)
        connection.execute("DROP TABLE floor")
    return times


def _commits_together(installation: Installation) -> float:
    server = EmbeddedPostgres(installation.home)
    dsn = server.dsn(role=OWNER)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE floor (id int, text text)")
        with NamedTemporaryFile("w", suffix=".sql") as script:
            script.write("INSERT INTO floor VALUES (:client_id, 'Where is it?');")
            script.flush()
            options = ["-n", "-c", "32", "-j", "2", "-T", "5", "-M", "prepared"]
            told = subprocess.run(
                [server.program("pgbench"), *options, "-f", script.name, dsn],
                check=True, capture_output=True, text=True,
            ).stdout  # fmt: skip
        rows = connection.execute("SELECT count(*) FROM floor").fetchone()
        connection.execute("DROP TABLE floor")
    counted = re.search(r"transactions actually processed: (\d+)", told)
    speed = re.search(r"tps = ([\d.]+)", told)
    assert counted is not None, told
    assert speed is not None, told
    assert rows == (int(counted[1]),), "it did not write what it says"
    return float(speed[1])
