"""A day of a busy office as fast as it goes: each conversation is written to, answered, told to be
delivered, and closed."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import websockets

from benchmarks.carrier import begin, bound, text_from, welcome
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Message, Status
from hubbub.channels.sms.smpp.server import Peer, ServerRules, Smsc
from hubbub.kernel.postgres import EmbeddedPostgres
from tests.e2e.installation import Installation, installed
from tests.e2e.office import AGENT
from tests.e2e.people import PASSWORD

CONVERSATIONS = 10_000
AGENTS = 12
AT_ONCE = 48
"""Conversations that are under way, fewer than the agents have room for together."""
SETTLED = CONVERSATIONS // 4
"""Conversations after which caches and pools are filled, and memory is looked at first."""
RECEIPT = 0x04
SECONDS_A_DAY = 86_400
ENDED = """
SELECT count(*) FILTER (WHERE status = 'closed')::int,
       (SELECT count(*)::int FROM messages WHERE status = 'delivered')
FROM conversations
"""


@dataclass(frozen=True, slots=True)
class Result:
    """`times` is how often the day fits into a real one; memory in MB, server and worker."""

    per_second: float
    times: float
    memory_before: float
    memory_after: float


@dataclass
class Office:
    """The carrier, and what is under way."""

    smsc: Smsc
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    over: int = 0
    ids: count[int] = field(default_factory=count)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set[asyncio.Task[Any]])

    def begin(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled():
            task.result()


def measure() -> Result:
    """Every conversation must be closed and every answer delivered, or there is no figure."""
    with installed(HUBBUB_SIMULATOR="false", HUBBUB_LOG_LEVEL="error") as installation:
        return asyncio.run(_measure(installation))


async def _measure(installation: Installation) -> Result:
    made = installation.make_account()
    office: Office
    smsc = Smsc(ServerRules(welcome, lambda peer, message: _deliver(office, peer, message)))
    office = Office(smsc)
    port = await smsc.start("127.0.0.1", 0)
    headers = {"Authorization": f"Bearer {made.api_key}"}
    async with (
        httpx2.AsyncClient(base_url=installation.url, headers=headers, timeout=60) as api,
        AsyncExitStack() as stack,
    ):
        await begin(api, port, window=100, per_second=1000)
        await _agents(stack, installation, api, office)
        await bound(smsc)
        memory, seconds = await _day(installation, office)
    await smsc.stop()
    _check(installation)
    per_second = CONVERSATIONS / seconds
    return Result(per_second, per_second * SECONDS_A_DAY / CONVERSATIONS, *memory)


async def _day(installation: Installation, office: Office) -> tuple[tuple[float, float], float]:
    began, before = time.perf_counter(), 0.0
    for n in range(CONVERSATIONS):
        await office.room.acquire()
        office.begin(_write(office, f"38592{n:07d}"))
        if n == SETTLED:
            before = _memory(installation)
    async with asyncio.timeout(120):
        while office.over < CONVERSATIONS:  # noqa: ASYNC110 - they end by themselves
            await asyncio.sleep(0.05)
    return (before, _memory(installation)), time.perf_counter() - began


async def _deliver(office: Office, peer: Peer, message: Message) -> Answer:
    id_ = f"m{next(office.ids)}"
    text = f"id:{id_} sub:001 dlvrd:001 stat:DELIVRD err:000 text:".encode()
    receipt = Message(message.destination, message.source, text, esm_class=RECEIPT)
    office.begin(_push(peer, receipt))
    return Answer(message_id=id_)


async def _write(office: Office, phone: str) -> None:
    await _push(office.smsc.peers[0], text_from(phone))


async def _push(peer: Peer, message: Message) -> None:
    assert await peer.deliver(message) == Status.OK


async def _agents(
    stack: AsyncExitStack, installation: Installation, api: httpx2.AsyncClient, office: Office
) -> None:
    roles = {each["name"]: each["id"] for each in (await api.get("/api/roles")).json()["items"]}
    seats = await api.put("/api/me/agent-status", json={"status": "offline"})
    assert seats.status_code == 200, seats.text
    for n in range(AGENTS):
        email = f"agent{n}@example.com"
        body = {
            "name": f"Agent {n}", "email": email, "password": PASSWORD,
            "role_ids": [roles[AGENT]],
        }  # fmt: skip
        made = await api.post("/api/users", json=body)
        assert made.status_code == 201, made.text
        await _sit_down(stack, installation, email, office)


async def _sit_down(
    stack: AsyncExitStack, installation: Installation, email: str, office: Office
) -> None:
    origin = {"Origin": installation.url}
    client = httpx2.AsyncClient(base_url=installation.url, headers=origin, timeout=60)
    api = await stack.enter_async_context(client)
    installation.forget_attempts()
    signed_in = await api.post("/api/session", json={"email": email, "password": PASSWORD})
    assert signed_in.status_code == 200, signed_in.text
    me = (await api.get("/api/me")).json()["user"]["id"]
    cookie = "; ".join(f"{name}={value}" for name, value in api.cookies.items())
    socket = await stack.enter_async_context(
        websockets.connect(
            f"{installation.url.replace('http', 'ws')}/api/live",
            additional_headers={"Cookie": cookie, **origin}, ping_interval=None, compression=None,
            proxy=None,
        )
    )  # fmt: skip
    await socket.send(json.dumps({"type": "start", "position": None}))
    task = asyncio.create_task(_work(socket, api, me, office))
    stack.callback(task.cancel)
    available = await api.put("/api/me/agent-status", json={"status": "available"})
    assert available.status_code == 200, available.text


async def _work(
    socket: websockets.ClientConnection, api: httpx2.AsyncClient, me: str, office: Office
) -> None:
    """Answer whatever is given to one, and close what was delivered."""
    answered: set[str] = set()
    closing: set[str] = set()
    async for frame in socket:
        told = json.loads(frame)
        if told["type"] != "conversation":
            continue
        conversation = told["conversation"]
        id_, last = conversation["id"], conversation["last_message"]
        if conversation["status"] == "closed" or (conversation["assignee"] or {}).get("id") != me:
            continue
        if id_ not in answered:
            answered.add(id_)
            office.begin(_answer(api, id_))
        elif last["status"] == "delivered" and id_ not in closing:
            # More may be told of it before it is closed.
            closing.add(id_)
            office.begin(_close(api, id_, office))


async def _answer(api: httpx2.AsyncClient, id_: str) -> None:
    body = {"client_id": id_, "text": "It is on its way, and with you tomorrow."}
    said = await api.post(f"/api/conversations/{id_}/messages", json=body)
    assert said.status_code == 201, said.text


async def _close(api: httpx2.AsyncClient, id_: str, office: Office) -> None:
    closed = await api.put(f"/api/conversations/{id_}/status", json={"status": "closed"})
    assert closed.status_code == 200, closed.text
    office.over += 1
    office.room.release()


def _memory(installation: Installation) -> float:
    pids = [installation.pid_of(part) for part in ("serve", "worker")]
    return sum(map(_resident, pids))


def _resident(pid: int | None) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    line = next(each for each in lines if each.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _check(installation: Installation) -> None:
    dsn = EmbeddedPostgres(installation.home).dsn(role="postgres")
    with psycopg.connect(dsn) as connection:
        closed, delivered = connection.execute(ENDED).fetchone() or (0, 0)
    assert (closed, delivered) == (CONVERSATIONS, CONVERSATIONS)
