"""What a page of conversations and a frame to a socket cost a server, beside the bare minimum."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx2
import psycopg
import websockets

from benchmarks.beside import bare_server
from hubbub.access.loading import load_actor
from hubbub.channels.sms.carriers import Wanted, add_carrier
from hubbub.entrypoints.composition import compose
from hubbub.features.conversations.receiving import Inbound, receive_all
from hubbub.features.conversations.shown_repository import Filter, list_conversations
from hubbub.features.numbers.adding import add_number
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.secrets import Ring, Secrets
from tests.cluster import address_of
from tests.e2e.installation import Installation, Made, installed
from tests.waiting import until
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

CONVERSATIONS = 2_000
PAGE = 50
ROUNDS = 5
PAGES = 300
"""Of each, in each round."""
SOCKETS = 500
EDITS = 60
AT_ONCE = 8
NUMBER = "+385911111111"
TICKS = os.sysconf("SC_CLK_TCK")
SECRETS = Secrets(lambda: Ring({"k0001": bytes(32)}, "k0001"))


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds of CPU that a server needed for each, the median of rounds that take turns."""

    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many of ours go into one core for each of the bare ones."""
        return self.bare / self.ours


@dataclass(frozen=True, slots=True)
class Result:
    page: Cost
    frame: Cost


@dataclass
class Recorder:
    """Stands in for a transaction, to learn what would be asked."""

    asked: list[tuple[Any, Any]] = field(default_factory=list[tuple[Any, Any]])

    async def rows(self, query: object, params: object) -> list[tuple[Any, ...]]:
        self.asked.append((query, params))
        return []


@dataclass(frozen=True, slots=True)
class Pair:
    """The two servers, each as an address and a process."""

    ours: httpx2.AsyncClient
    bare: httpx2.AsyncClient
    our_pid: int
    bare_pid: int


def measure() -> Result:
    """Both must answer the same rows, and tell every socket every frame, or there is no figure."""
    with installed(HUBBUB_SIMULATOR="false", HUBBUB_LOG_LEVEL="error") as installation:
        return asyncio.run(_measure(installation, installation.make_account()))


async def _measure(installation: Installation, made: Made) -> Result:
    server = EmbeddedPostgres(installation.home)
    compose(settings_for(installation.home))
    database = Database(address_of(server, "hubbub"), size=2)
    await database.open()
    try:
        await _fill(database, UUID(made.account_id))
        statement = await _statement(database, server, made)
    finally:
        await database.close()
    async with _pair(installation, server, made) as pair:
        await pair.bare.post("/statement", json={"statement": statement})
        return Result(await _pages(pair), await _frames(pair, made))


async def _fill(database: Database, account_id: UUID) -> None:
    async with database.transaction(account_id, is_long=True) as tx:
        wanted = Wanted("Carrier", "127.0.0.1", 2775, "bench", "bench", enabled=False)
        carrier = await add_carrier(tx, wanted, SECRETS, SYSTEM)
        await add_number(tx, NUMBER, carrier.id, SYSTEM, "conversations")
        texts = [
            Inbound("sms", carrier.id, NUMBER, f"+38592{n:07d}", f"Where is order {n}?")
            for n in range(CONVERSATIONS)
        ]
        await receive_all(tx, texts)
    async with database.engine() as tx:
        await tx.execute("ANALYZE")


async def _statement(database: Database, server: EmbeddedPostgres, made: Made) -> str:
    """What our route asks, with its values in place."""
    recorder = Recorder()
    async with database.transaction(UUID(made.account_id)) as tx:
        actor = await load_actor(tx, UUID(made.user_id))
    assert actor is not None
    wanted = Filter(False, "active", None, None, PAGE + 1)
    await list_conversations(recorder, actor, wanted)  # pyright: ignore[reportArgumentType]
    query, params = recorder.asked[0]
    with psycopg.connect(server.dsn(role="hubbub_engine")) as connection:
        return psycopg.ClientCursor(connection).mogrify(query, params)


@asynccontextmanager
async def _pair(
    installation: Installation, server: EmbeddedPostgres, made: Made
) -> AsyncGenerator[Pair]:
    headers = {"Authorization": f"Bearer {made.api_key}"}
    ours = installation.pid_of("serve")
    assert ours is not None
    async with (
        bare_server(server.dsn(role="hubbub_engine")) as beside,
        httpx2.AsyncClient(base_url=installation.url, headers=headers, timeout=60) as mine,
        httpx2.AsyncClient(base_url=beside.url, timeout=60) as bare,
    ):
        yield Pair(mine, bare, ours, beside.pid)


async def _pages(pair: Pair) -> Cost:
    path = f"/api/conversations?scope=all&limit={PAGE}"
    ours, bare = (await pair.ours.get(path)).json(), (await pair.bare.get("/page")).json()
    ids = [row[1] for row in bare[:PAGE]]
    assert [each["id"] for each in ours["items"]] == ids, "the two pages differ"
    assert len(ids) == PAGE
    return await _in_turns(
        pair,
        lambda: _many(lambda: _ok(pair.ours.get(path))),
        lambda: _many(lambda: _ok(pair.bare.get("/page"))),
        PAGES,
    )


async def _frames(pair: Pair, made: Made) -> Cost:
    """An edit of a conversation, told to everybody; the bare one tells the same bytes. What the
    edit costs when nobody listens is taken off, of either."""
    items = (await pair.ours.get("/api/conversations?scope=all&limit=1")).json()["items"]
    path = f"/api/conversations/{items[0]['id']}/topic"
    ours: list[Ear] = []
    bare: list[Ear] = []

    async def edit() -> None:
        for n in range(EDITS):
            body = {"topic": f"Topic {n}"}
            await _heard(ours, lambda body=body: pair.ours.put(path, json=body))

    async def tell() -> None:
        for _ in range(EDITS):
            frame = ours[0].last if ours else ""
            await _heard(bare, lambda frame=frame: pair.bare.post("/tell", content=frame))

    async with AsyncExitStack() as stack:
        unheard = await _in_turns(pair, edit, tell, EDITS * SOCKETS)
        headers = {"Authorization": f"Bearer {made.api_key}"}
        ours += await _ears(stack, f"{pair.ours.base_url}/api/live", headers)
        bare += await _ears(stack, f"{pair.bare.base_url}/live", {})
        await until(lambda: all(ear.count for ear in ours), 60)
        heard = await _in_turns(pair, edit, tell, EDITS * SOCKETS)
        return Cost(heard.ours - unheard.ours, heard.bare - unheard.bare)


@dataclass
class Ear:
    count: int = 0
    last: str = ""


async def _heard(ears: list[Ear], tell: Callable[[], Awaitable[httpx2.Response]]) -> None:
    """Until every socket has one frame more."""
    before = [ear.count for ear in ears]
    await _ok(tell())
    await until(lambda: all(ear.count > b for ear, b in zip(ears, before, strict=True)), 60)


async def _ears(stack: AsyncExitStack, url: str, headers: dict[str, str]) -> list[Ear]:
    ears: list[Ear] = []
    for _ in range(SOCKETS):
        connecting = websockets.connect(
            url.replace("http", "ws", 1), additional_headers=headers, ping_interval=None,
            compression=None, proxy=None,
        )  # fmt: skip
        socket = await stack.enter_async_context(connecting)
        await socket.send(json.dumps({"type": "start", "position": None}))
        ears.append(ear := Ear())
        task = asyncio.create_task(_hear(socket, ear))
        stack.callback(task.cancel)
    return ears


async def _hear(socket: websockets.ClientConnection, ear: Ear) -> None:
    async for frame in socket:
        ear.count += 1
        ear.last = str(frame)


async def _in_turns(
    pair: Pair, ours: Callable[[], Awaitable[None]], bare: Callable[[], Awaitable[None]], count: int
) -> Cost:
    await ours()
    await bare()
    costs: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for work, pid, found in ((ours, pair.our_pid, costs[0]), (bare, pair.bare_pid, costs[1])):
            before = _cpu(pid)
            await work()
            found.append((_cpu(pid) - before) / count * 1e6)
    return Cost(median(costs[0]), median(costs[1]))


async def _many(one: Callable[[], Awaitable[None]]) -> None:
    async def some() -> None:
        for _ in range(PAGES // AT_ONCE):
            await one()

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    for _ in range(PAGES % AT_ONCE):
        await one()


async def _ok(asking: Awaitable[httpx2.Response]) -> None:
    answer = await asking
    assert answer.status_code < 300, answer.text


def _cpu(pid: int) -> float:
    """Seconds that a process has used, as Linux counts them."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS
