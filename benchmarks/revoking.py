"""From the revocation of a right to the last socket that had it, two servers, 1,000 sockets."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from bisect import bisect_left
from collections import defaultdict
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

import httpx2
import psycopg
import websockets

from benchmarks.figures import Spread, spread
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.sessions.signing_in import begin_session
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.creating import NewUser, create_user
from hubbub.channels.sms.carriers import Wanted, add_carrier
from hubbub.entrypoints.composition import compose
from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.numbers.adding import add_number
from hubbub.kernel.database import Database
from hubbub.kernel.ending import end
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.ids import new_id
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.secrets import Ring, Secrets
from hubbub.kernel.waking import Waker
from tests.cluster import address_of
from tests.e2e.installation import START_LIMIT, Installation, Made, installed
from tests.e2e.ports import free_port
from tests.waiting import until, until_now
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

PEOPLE = 500
"""Each has a socket at either server."""
ONE_BY_ONE = 200
EDITS = 40
TEXTS_EVERY = 0.5
NUMBER = "+385911111111"
Tokens = dict[UUID, str]
KEYS = ("contact-center/conversations/view",)
SECRETS = Secrets(lambda: Ring({"k0001": bytes(32)}, "k0001"))


@dataclass(frozen=True, slots=True)
class Result:
    """In milliseconds. `notified` is the floor: a NOTIFY in a commit of its own, to one connection
    that listens."""

    one: Spread
    """Somebody loses his role: from before the commit until both of his sockets were told."""
    everybody: Spread
    """A role is edited: from the request until the last of its holders' sockets was told."""
    sockets: int
    notified: Spread


@dataclass(slots=True)
class Ear:
    """What one socket hears."""

    frames: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])

    def since(self, moment: float) -> list[tuple[float, str]]:
        """Frames, with the times at which they came."""
        return self.frames[bisect_left(self.frames, moment, key=lambda frame: frame[0]) :]

    def told(self, since: float) -> float | None:
        """When it was first told of its rights after `since`."""
        found = (moment for moment, frame in self.since(since) if '"type":"access"' in frame)
        return next(found, None)


@dataclass(slots=True)
class Scene:
    """The account, and who listens."""

    database: Database
    account_id: UUID
    role_id: UUID
    carrier_id: UUID
    api_key: str
    ears: dict[UUID, list[Ear]] = field(default_factory=lambda: defaultdict(list))
    witnesses: list[Ear] = field(default_factory=list["Ear"])
    """Who keeps his right, at either server."""
    texts: int = 0

    def every_ear(self) -> list[Ear]:
        return [*self.witnesses, *chain.from_iterable(self.ears.values())]


def measure() -> Result:
    """No socket may hear a text that was written after its right was gone, or there is no figure;
    and as long as they have the right, all must hear it."""
    with installed(HUBBUB_SIMULATOR="false", HUBBUB_LOG_LEVEL="warning") as installation:
        port = free_port()
        second = _second_server(installation, port)
        try:
            url = f"http://127.0.0.1:{port}"
            until_now(lambda: _is_healthy(url), START_LIMIT)
            return asyncio.run(_measure(installation, [installation.url, url]))
        finally:
            second.terminate()
            second.wait(30)


def _second_server(installation: Installation, port: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **installation.environment, "HUBBUB_PORT": str(port)}
    with installation.log.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "hubbub", "serve"], env=environment, stdout=log, stderr=log
        )


def _is_healthy(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/health", timeout=2).status_code == 200
    except httpx2.HTTPError:
        return False


async def _measure(installation: Installation, urls: list[str]) -> Result:
    server = EmbeddedPostgres(installation.home)
    compose(settings_for(installation.home))
    database = Database(address_of(server, "hubbub"), size=4)
    await database.open()
    waker = Waker(database.address.direct)
    database.when_events(waker.wake)
    waking = asyncio.create_task(waker.run())
    made = installation.make_account()
    headers = {"Authorization": f"Bearer {made.api_key}"}
    try:
        async with httpx2.AsyncClient(base_url=urls[0], headers=headers, timeout=60) as api:
            scene, tokens = await _people(database, api, made)
            async with _listening(scene, urls, tokens), _traffic(scene):
                one = await _one_by_one(scene)
                everybody, sockets = await _all_at_once(scene, api)
    finally:
        await end([waking])
        await database.close()
    return Result(spread(one), spread(everybody), sockets, spread(_notified(server)))


async def _people(database: Database, api: httpx2.AsyncClient, made: Made) -> tuple[Scene, Tokens]:
    role = await api.post("/api/roles", json={"name": "Readers", "permissions": KEYS})
    assert role.status_code == 201, role.text
    account_id, role_id = UUID(made.account_id), UUID(role.json()["id"])
    ids: list[UUID] = []
    async with database.transaction(account_id, is_long=True) as tx:
        wanted = Wanted("Carrier", "127.0.0.1", 2775, "bench", "bench", enabled=False)
        carrier = await add_carrier(tx, wanted, SECRETS, SYSTEM)
        await add_number(tx, NUMBER, carrier.id, SYSTEM, "conversations")
        for number in range(PEOPLE):
            reader = NewUser(
                f"Reader {number}", f"reader{number}@example.com", None, frozenset([role_id]),
                wants_seat=False, joins_queues=True,
            )  # fmt: skip
            ids.append((await create_user(tx, reader, SYSTEM_AUTHORITY)).id)
    tokens = {id_: (await begin_session(database, account_id, id_)).token for id_ in ids}
    return Scene(database, account_id, role_id, carrier.id, made.api_key), tokens


@asynccontextmanager
async def _listening(scene: Scene, urls: list[str], tokens: Tokens) -> AsyncGenerator[None]:
    async with AsyncExitStack() as stack:
        for url in urls:
            bearer = {"Authorization": f"Bearer {scene.api_key}"}
            scene.witnesses.append(await _listen(stack, url, bearer))
            for user_id, token in tokens.items():
                cookie = {"Cookie": f"hubbub_session={token}", "Origin": url}
                scene.ears[user_id].append(await _listen(stack, url, cookie))
        await until(lambda: all(ear.frames for ear in scene.every_ear()), 60)
        yield


async def _listen(stack: AsyncExitStack, url: str, headers: dict[str, str]) -> Ear:
    connecting = websockets.connect(
        f"{url.replace('http', 'ws')}/api/live", additional_headers=headers,
        ping_interval=None, compression=None, proxy=None,
    )  # fmt: skip
    socket = await stack.enter_async_context(connecting)
    await socket.send('{"type":"start","position":null}')
    ear = Ear()
    task = asyncio.create_task(_hear(socket, ear))
    stack.callback(task.cancel)
    return ear


async def _hear(socket: websockets.ClientConnection, ear: Ear) -> None:
    async for frame in socket:
        ear.frames.append((time.perf_counter(), str(frame)))


@asynccontextmanager
async def _traffic(scene: Scene) -> AsyncGenerator[None]:
    task = asyncio.create_task(_texts(scene))
    await until(lambda: all(_hears_texts(ear) for ear in scene.every_ear()), 60)
    yield
    assert not task.done(), "the customers stopped writing"
    task.cancel()


async def _texts(scene: Scene) -> None:
    while True:
        await _text(scene, f"Text {scene.texts};")
        scene.texts += 1
        await asyncio.sleep(TEXTS_EVERY)


async def _text(scene: Scene, text: str) -> None:
    inbound = Inbound("sms", scene.carrier_id, NUMBER, "+385921234567", text, 1, new_id().hex)
    async with scene.database.transaction(scene.account_id) as tx:
        await receive(tx, inbound)


async def _one_by_one(scene: Scene) -> list[float]:
    times: list[float] = []
    for user_id in list(scene.ears)[:ONE_BY_ONE]:
        async with scene.database.transaction(scene.account_id) as tx:
            await change_roles(tx, user_id, frozenset(), SYSTEM_AUTHORITY)
            began = time.perf_counter()
        times.append((await _last(scene.ears[user_id], began) - began) * 1000)
        await _check_silence(scene, scene.ears[user_id], began)
    return times


async def _all_at_once(scene: Scene, api: httpx2.AsyncClient) -> tuple[list[float], int]:
    ears = [ear for ears in list(scene.ears.values())[ONE_BY_ONE:] for ear in ears]
    times: list[float] = []
    for _ in range(EDITS):
        began = time.perf_counter()
        await _edit(scene, api, [])
        times.append((await _last(ears, began) - began) * 1000)
        await _check_silence(scene, ears, began)
        began = time.perf_counter()
        await _edit(scene, api, KEYS)
        await _last(ears, began)
        await _spread(scene, f"Allowed {new_id().hex}", ears)
    return times, len(ears)


async def _edit(scene: Scene, api: httpx2.AsyncClient, keys: Sequence[str]) -> None:
    path = f"/api/roles/{scene.role_id}"
    role = (await api.get(path)).json()
    body = {"name": role["name"], "version": role["version"], "permissions": keys}
    saved = await api.put(path, json=body)
    assert saved.status_code == 200, saved.text


async def _check_silence(scene: Scene, ears: list[Ear], began: float) -> None:
    text = f"Forbidden {new_id().hex}"
    await _spread(scene, text, scene.witnesses)
    heard = (frame for ear in ears for _, frame in ear.since(began))
    assert not any(text in frame for frame in heard), "told after the right was gone"


async def _last(ears: list[Ear], since: float) -> float:
    await until(lambda: all(ear.told(since) for ear in ears), 60)
    return max(ear.told(since) or 0 for ear in ears)


def _hears_texts(ear: Ear) -> bool:
    return any('"text":"Text ' in frame for _, frame in ear.frames)


async def _spread(scene: Scene, text: str, ears: list[Ear]) -> None:
    """Write it, and wait until all of these have heard it."""
    began = time.perf_counter()
    await _text(scene, text)
    await until(lambda: all(text in str(ear.since(began)) for ear in ears), 60)


def _notified(server: EmbeddedPostgres) -> list[float]:
    times: list[float] = []
    dsn = server.dsn(role="hubbub_engine")
    with (
        psycopg.connect(dsn, autocommit=True) as listener,
        psycopg.connect(dsn, autocommit=True) as speaker,
    ):
        listener.execute("LISTEN floor")
        for _ in range(ONE_BY_ONE):
            began = time.perf_counter()
            speaker.execute("NOTIFY floor")
            heard = list(listener.notifies(timeout=5, stop_after=1))
            times.append((time.perf_counter() - began) * 1000)
            assert len(heard) == 1
    return times
