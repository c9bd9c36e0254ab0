"""From a text at the carrier's socket to the frame at the agent's socket, whole product running."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import time
from dataclasses import dataclass
from tempfile import NamedTemporaryFile

import httpx2
import psycopg
import websockets

from benchmarks.carrier import accept, begin, bound, text_from, welcome
from benchmarks.figures import Spread, spread
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.channels.sms.smpp.server import Peer, ServerRules, Smsc
from hubbub.channels.sms.smpp.session import Limits
from hubbub.kernel.postgres import EmbeddedPostgres
from tests.e2e.installation import Installation, Made

TEXTS = 500
WARM_UP = 50
PER_SECOND = 20
BURST = 5_000
WINDOW = 200


@dataclass(frozen=True, slots=True)
class Result:
    """In milliseconds. `commit` is the floor: one row, one durable commit, the same database."""

    to_answer: Spread
    to_screen: Spread
    commit: Spread
    burst: float
    """Texts a second, when the carrier has many and sends as fast as it is answered."""
    commits: float
    """The floor of that: commits of one row a second, from 32 connections at once."""


def measure() -> Result:
    """Every text must arrive, at the screen and in the database, or there is no figure."""
    installation = Installation(HUBBUB_SIMULATOR="false")
    try:
        installation.start()
        return asyncio.run(_measure(installation, installation.make_account()))
    finally:
        installation.remove()


async def _measure(installation: Installation, made: Made) -> Result:
    smsc = Smsc(ServerRules(welcome, accept, limits=Limits(window=WINDOW)))
    port = await smsc.start("127.0.0.1", 0)
    headers = {"Authorization": f"Bearer {made.api_key}"}
    async with httpx2.AsyncClient(base_url=installation.url, headers=headers) as api:
        await begin(api, port, window=100, per_second=1000)
        peer = await bound(smsc)
        answers, screens = await _texts(installation, made, peer)
        burst = await _burst(peer)
        await _check(api)
    await smsc.stop()
    one, many = _commits(installation), _commits_together(installation)
    return Result(spread(answers), spread(screens), spread(one), burst, many)


async def _texts(
    installation: Installation, made: Made, peer: Peer
) -> tuple[list[float], list[float]]:
    shown: dict[str, float] = {}
    url = f"{installation.url.replace('http', 'ws')}/api/live"
    async with websockets.connect(
        url, additional_headers={"Authorization": f"Bearer {made.api_key}"}
    ) as socket:
        await socket.send(json.dumps({"type": "start", "position": None}))
        watching = asyncio.create_task(_watch(socket, shown))
        sent: dict[str, float] = {}
        sending: list[asyncio.Task[float]] = []
        first = time.perf_counter()
        for index in range(WARM_UP + TEXTS):
            # Each at its moment, whether the one before is answered or not, and timed from there:
            # customers do not wait for each other, and a slow answer must not hide the next.
            due = first + index / PER_SECOND
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            phone = f"38592{index:07d}"
            sent[f"+{phone}"] = due
            sending.append(asyncio.create_task(_deliver(peer, phone, due)))
        answers = list(await asyncio.gather(*sending))
        async with asyncio.timeout(30):
            while len(shown) < len(sent):  # noqa: ASYNC110 - the frames come by themselves
                await asyncio.sleep(0.05)
        watching.cancel()
    screens = [(shown[phone] - began) * 1000 for phone, began in sent.items()]
    return answers[WARM_UP:], screens[WARM_UP:]


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
    assert found == WARM_UP + TEXTS + BURST, f"{found} conversations"


def _commits(installation: Installation) -> list[float]:
    dsn = EmbeddedPostgres(installation.home).dsn(role="hubbub_owner")
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
    dsn = server.dsn(role="hubbub_owner")
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
