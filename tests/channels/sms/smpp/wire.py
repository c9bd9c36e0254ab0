"""Both ends of an SMPP connection over real TCP, and waiting with a bound."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from hubbub.channels.sms.smpp.client import Connection, DeliverHandler
from hubbub.channels.sms.smpp.endpoint import BindType, Endpoint
from hubbub.channels.sms.smpp.framing import HEADER
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Address, Bind, Message, Pdu, Status
from hubbub.channels.sms.smpp.server import Peer, ServerRules, Smsc
from hubbub.channels.sms.smpp.session import Handler, Limits, Session

BOUND = 10.0
QUICK = Limits(response_timeout=5, enquire_every=5, confirm_after=0.01, grace=1)
HELLO = Message(Address("385911234567", 1, 1), Address("4412345", 1, 1), b"hello")


async def eventually(condition: Callable[[], bool]) -> None:
    """Returns once `condition` holds; fails after the bound."""
    async with asyncio.timeout(BOUND):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def read_pdu(reader: asyncio.StreamReader) -> Pdu:
    """The next one and no more, as a peer reads that was not written here."""
    length, command, status, sequence = HEADER.unpack(await reader.readexactly(HEADER.size))
    body = await reader.readexactly(length - HEADER.size)
    return Pdu(command, status, sequence, body)


async def refuse(_: Pdu) -> Answer:
    """A handler for sessions that expect no requests."""
    return Answer(Status.SYSTEM_ERROR)


@asynccontextmanager
async def sessions(
    near: Handler = refuse,
    far: Handler = refuse,
    near_limits: Limits = QUICK,
    far_limits: Limits = QUICK,
) -> AsyncGenerator[tuple[Session, Session]]:
    """Two running sessions joined by TCP."""
    far_session: asyncio.Future[Session] = asyncio.get_running_loop().create_future()
    running: list[asyncio.Task[str]] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = Session(reader, writer, far, far_limits)
        far_session.set_result(session)
        await session.run()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    session = Session(reader, writer, near, near_limits)
    running.append(asyncio.create_task(session.run()))
    try:
        yield session, await far_session
    finally:
        session.end("The test is over.")
        await asyncio.gather(*running)
        server.close()


@asynccontextmanager
async def raw_peer(
    handler: Handler = refuse, limits: Limits = QUICK, made: list[Session] | None = None
) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter, "asyncio.Task[str]"]]:
    """A session of ours behind a socket that the test writes bytes to; the task is its run."""
    run: asyncio.Future[asyncio.Task[str]] = asyncio.get_running_loop().create_future()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = Session(reader, writer, handler, limits)
        if made is not None:
            made.append(session)
        task = asyncio.create_task(session.run())
        run.set_result(task)
        await task

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    task = await run
    try:
        yield reader, writer, task
    finally:
        writer.close()
        async with asyncio.timeout(BOUND):
            await asyncio.wait([task])
        server.close()


@dataclass
class Carrier:
    """An SMSC of ours that records what it got; the tests change its answers."""

    submits: list[Message] = field(default_factory=list[Message])
    waiting: list[Message] = field(default_factory=list[Message])
    statuses: list[int] = field(default_factory=list[int])
    answers: "asyncio.Event" = field(default_factory=asyncio.Event)
    port: int = 0
    smsc: Smsc | None = None
    limits: Limits = QUICK

    async def authenticate(self, bind: Bind) -> int:
        return Status.OK if bind.password == "right" else Status.INVALID_PASSWORD

    async def on_submit(self, _: Peer, message: Message) -> Answer:
        self.waiting.append(message)
        await self.answers.wait()
        self.waiting.remove(message)
        self.submits.append(message)
        status = self.statuses.pop(0) if self.statuses else Status.OK
        return Answer(status, message_id=f"id{len(self.submits)}")

    async def start(self, port: int = 0) -> None:
        self.smsc = Smsc(ServerRules(self.authenticate, self.on_submit, limits=self.limits))
        self.port = await self.smsc.start("127.0.0.1", port)

    async def stop(self) -> None:
        if self.smsc:
            await self.smsc.stop()

    @property
    def peers(self) -> list[Peer]:
        return self.smsc.peers if self.smsc else []


@asynccontextmanager
async def carrier(limits: Limits = QUICK) -> AsyncGenerator[Carrier]:
    """A started carrier."""
    it = Carrier(limits=limits)
    it.answers.set()
    await it.start()
    try:
        yield it
    finally:
        await it.stop()


def endpoint(port: int, **changes: object) -> Endpoint:
    """An endpoint with short times."""
    values: dict[str, object] = {
        "password": "right",
        "bind_type": BindType.TRANSCEIVER,
        "limits": QUICK,
        "first_retry": 0.02,
        "longest_retry": 0.1,
    }
    return Endpoint("127.0.0.1", port, "us", **(values | changes))  # pyright: ignore[reportArgumentType]


async def take(_: Message) -> Answer:
    """Accepts every delivery."""
    return Answer()


@asynccontextmanager
async def connected(to: Endpoint, on_deliver: DeliverHandler = take) -> AsyncGenerator[Connection]:
    """A running connection, bound or not."""
    connection = Connection(to, on_deliver)
    running = asyncio.create_task(connection.run())
    try:
        yield connection
    finally:
        await connection.stop()
        async with asyncio.timeout(BOUND):
            await running
