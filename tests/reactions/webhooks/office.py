"""A program elsewhere that is told, and the worker's part of telling it, for tests."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from hubbub.kernel.consuming import consume
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.tail import Tail
from hubbub.reactions.webhooks.queueing import Queueing
from hubbub.reactions.webhooks.sending import Sender
from hubbub.reactions.webhooks.wires import NO_WIRES
from tests.waiting import LIMIT, LOOK_EVERY
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from pathlib import Path

    from hubbub.kernel.database import Database
    from hubbub.reactions.webhooks.wires import Wires
    from tests.api import Api
    from tests.world import Account, Person, World

LOOPBACK = (ip_network("127.0.0.0/8"),)
NOTHING = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
BROKEN = b"HTTP/1.1 500 Oops\r\nContent-Length: 4\r\nConnection: close\r\n\r\nOops"


@dataclass(frozen=True, slots=True)
class Heard:
    """One request."""

    headers: dict[str, str]
    raw: bytes
    path: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)


@dataclass
class Receiver:
    """A server on loopback. `answer` says what it answers to a request."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list[Heard])
    answer: Callable[[Heard], Awaitable[bytes]] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def of(self, kind: str) -> list[Heard]:
        return [each for each in self.heard if each.body["type"] == kind]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (each.partition(":") for each in lines)}
            raw = await reader.readexactly(int(headers.get("content-length", 0)))
            heard = Heard(headers, raw, first.split(" ")[1])
            self.heard.append(heard)
            writer.write(NOTHING if self.answer is None else await self.answer(heard))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening() -> AsyncGenerator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()


async def until_found(condition: Callable[[], Awaitable[bool]]) -> None:
    """As `until`, of what stands in the database."""
    deadline = time.monotonic() + LIMIT
    while not await condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(LOOK_EVERY)


def always(answer: bytes) -> Callable[[Heard], Awaitable[bytes]]:
    async def give(_: Heard) -> bytes:
        return answer

    return give


@dataclass
class Office:
    """An account with a webhook, and what a worker does for it."""

    world: World
    api: Api
    home: Path
    outgoing: Outgoing = field(default_factory=lambda: Outgoing(LOOPBACK))
    wires: Wires = field(default_factory=lambda: NO_WIRES)
    senders: list[Sender] = field(default_factory=list[Sender])
    """Those at work, who are told of what is due as in a worker."""

    @property
    def database(self) -> Database:
        return self.world.database

    @property
    def account(self) -> Account:
        return self.world.ours

    def sender(self) -> Sender:
        secrets = load_secrets(settings_for(self.home))
        return Sender(self.database, secrets, self.outgoing, self.wires)

    async def webhook(
        self, url: str, *kinds: str, by: Person | None = None, **more: object
    ) -> dict[str, Any]:
        """A new one: the founder's, who sees all, where nobody is named. With its secret."""
        chosen = kinds or ("conversation.created", "conversation.message_added")
        body = {"name": "CRM", "url": url, "kinds": list(chosen), **more}
        made = await self.api.post(by or self.account.founder, "/api/webhooks", body)
        return {**made["webhook"], "secret": made["secret"]}

    def poke(self) -> None:
        """Have everybody at work look at once."""
        for each in self.senders:
            each.poke()

    @asynccontextmanager
    async def queueing(self) -> AsyncGenerator[Tail]:
        """The reader of the log, running; woken by the server, and by what the test does itself."""
        tail = Tail(self.database)
        self.database.when_events(tail.poke)
        reader = Queueing(self.database, self.poke, self.wires)
        works = (consume(self.database, tail, reader.consumer), tail.listen())
        tasks = [asyncio.create_task(each) for each in works]
        try:
            yield tail
        finally:
            for each in tasks:
                each.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    @asynccontextmanager
    async def working(self, senders: int = 1) -> AsyncGenerator[None]:
        """What a worker does, once or several times over."""
        self.senders = [self.sender() for _ in range(senders)]
        async with self.queueing():
            tasks = [asyncio.create_task(each.run()) for each in self.senders]
            try:
                yield
            finally:
                self.senders = []
                for each in tasks:
                    each.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def rows(self, columns: str = "state") -> list[tuple[Any, ...]]:
        """Of all deliveries, in the order of their lanes."""
        return await self.world.sql(
            self.account, f"SELECT {columns} FROM webhook_deliveries ORDER BY place"
        )

    async def make_due(self) -> None:
        """As if the pause of whatever waits were over."""
        await self.world.sql(
            self.account,
            "UPDATE webhook_deliveries SET next_at = now() WHERE next_at > now() "
            "AND leased_until IS NULL",
        )
        await self.world.sql(self.account, "UPDATE webhook_endpoints SET rests_until = NULL")
        self.poke()

    async def queued(self, count: int) -> None:
        """Wait until so many deliveries are there."""

        async def are_there() -> bool:
            return len(await self.rows()) >= count

        await until_found(are_there)

    async def ended(self, count: int) -> None:
        """Wait until so many are over."""

        async def are_over() -> bool:
            return sum(state != "waiting" for (state,) in await self.rows()) >= count

        await until_found(are_over)

    async def is_in_state(self, state: str) -> None:
        """Wait until every webhook is."""

        async def is_so() -> bool:
            found = await self.world.sql(self.account, "SELECT state FROM webhook_endpoints")
            return {row[0] for row in found} == {state}

        await until_found(is_so)

    async def tried(self, failures: int) -> None:
        """Wait until so many attempts have failed."""

        async def have_failed() -> bool:
            return sum(row[0] for row in await self.rows("failures")) >= failures

        await until_found(have_failed)
