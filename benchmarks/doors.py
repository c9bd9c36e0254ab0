"""Texts at the door of each carrier over HTTP, beside a bare server with one insert for each."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx2
import psycopg

from benchmarks.beside import bare_server
from hubbub.channels.sms.simulated import simulated_system_id, simulator_key
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import OWNER
from hubbub.simulator.journal import Journal
from hubbub.simulator.models import owner_over_http
from hubbub.simulator.over_http.models import Call, FromPhone
from hubbub.simulator.over_http.registry import PLAYED, Played
from hubbub.simulator.over_http.repository import OVER_HTTP_SCHEMA, HttpRepository
from tests.e2e.installation import Installation, Made, installed
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

ROUNDS = 5
TEXTS = 1_000
"""In each round, to each server."""
CONNECTIONS = 32
PHONES = 200


@dataclass(frozen=True, slots=True)
class Door:
    """Texts a second, the median of rounds that take turns."""

    kind: str
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def measure() -> list[Door]:
    """Every text must be there in the end, or there is no figure."""
    with installed(HUBBUB_LOG_LEVEL="error") as installation:
        return asyncio.run(_measure(installation, installation.make_account()))


async def _measure(installation: Installation, made: Made) -> list[Door]:
    headers = {"Authorization": f"Bearer {made.api_key}"}
    async with (
        httpx2.AsyncClient(base_url=installation.url, headers=headers, timeout=60) as api,
        bare_server(_make_table(EmbeddedPostgres(installation.home))) as bare,
    ):
        return [await _door(installation, api, bare.url, made, each) for each in PLAYED]


async def _door(
    installation: Installation, api: httpx2.AsyncClient, bare: str, made: Made, played: Played
) -> Door:
    number = await _buy(api, played.kind)
    owner = owner_over_http(played.kind, simulated_system_id(UUID(made.account_id)))
    journal = Journal(installation.home / "simulator.sqlite", OVER_HTTP_SCHEMA)
    await journal.open()
    held = await HttpRepository(journal).find(owner, number)
    await journal.close()
    assert held is not None
    telling = played.telling(simulator_key(installation.home))

    def calls() -> list[Call]:
        texts = (
            FromPhone(secrets.token_hex(16), f"+38591{n % PHONES:07d}", number, f"Text {n}")
            for n in range(TEXTS)
        )
        made = [telling.text(each, held) for each in texts]
        return [each for each in made if each is not None]

    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        asked = calls()
        assert len(asked) == TEXTS
        rates[0].append(await _rate(asked))
        elsewhere = [Call(f"{bare}/text", each.body, each.headers) for each in asked]
        rates[1].append(await _rate(elsewhere))
    await _check_all_there(installation, number)
    return Door(played.kind, median(rates[0]), median(rates[1]))


async def _buy(api: httpx2.AsyncClient, kind: str) -> str:
    """A number of this carrier, played by the simulator, whose texts come to our door."""
    body = {"kind": kind, "name": kind, "simulated": True}
    carrier = (await _ok(api.post("/api/carriers/over-http", json=body)))["id"]
    query = "?country=US&kind=long&capabilities=sms"
    offers = (await _ok(api.get(f"/api/number-offers{query}")))["items"]
    offer = next(each for each in offers if each["carrier_id"] == carrier)
    order = await _ok(api.post("/api/number-orders", json={"client_id": uuid4().hex}))
    decided = {
        "version": order["version"], "step": "summary", "country": "US", "kind": "long",
        "capabilities": ["sms"], "offer": {"carrier_id": carrier, "key": offer["key"]},
        "details": {},
    }  # fmt: skip
    path = f"/api/number-orders/{order['id']}"
    order = await _ok(api.put(path, json=decided))
    await _ok(api.post(f"{path}/place", json={"version": order["version"]}))
    deadline = time.monotonic() + 30
    while (await _ok(api.get(path)))["state"] != "done":
        assert time.monotonic() < deadline, "the number was not sold in time"
        await asyncio.sleep(0.2)
    return offer["number"]


async def _ok(asking: Awaitable[httpx2.Response]) -> Any:
    answer = await asking
    assert answer.status_code < 300, answer.text
    return answer.json()


async def _rate(calls: Sequence[Call]) -> float:
    """Per second, over a few connections, each of which waits for its answer."""
    waiting = list(reversed(calls))
    began = time.perf_counter()
    await asyncio.gather(*(_caller(waiting) for _ in range(CONNECTIONS)))
    return len(calls) / (time.perf_counter() - began)


async def _caller(waiting: list[Call]) -> None:
    """On a socket of its own, with as little work as can be, so that the servers are measured."""
    where = urlsplit(waiting[-1].url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    while waiting:
        writer.write(_request(waiting.pop()))
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 20"), head
        length = next(
            int(line.partition(b":")[2])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        await reader.readexactly(length)
    writer.close()
    await writer.wait_closed()


def _request(call: Call) -> bytes:
    where = urlsplit(call.url)
    target = where.path + (f"?{where.query}" if where.query else "")
    lines = [
        f"POST {target} HTTP/1.1", f"Host: {where.netloc}", f"Content-Length: {len(call.body)}",
        *(f"{name}: {value}" for name, value in call.headers.items()),
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + call.body


async def _check_all_there(installation: Installation, number: str) -> None:
    dsn = EmbeddedPostgres(installation.home).dsn(role="hubbub_engine")
    query = "SELECT count(*) FROM messages WHERE number = %s AND direction = 'inbound'"

    def count() -> int:
        with psycopg.connect(dsn) as connection:
            found = connection.execute(query, (number,)).fetchone()
        return 0 if found is None else found[0]

    await until(lambda: count() == ROUNDS * TEXTS, 10)


def _make_table(server: EmbeddedPostgres) -> str:
    """For the bare one; the address at which it is."""
    dsn = server.dsn(role=OWNER)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE bare_texts (id bigserial PRIMARY KEY, body bytea)")
    return dsn
