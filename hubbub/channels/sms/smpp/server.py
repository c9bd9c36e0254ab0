"""The carrier's side: accepts binds whose password is right, takes submits, pushes deliveries."""

import asyncio
import socket
import ssl
from asyncio import StreamReader, StreamWriter, Task
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import structlog

from hubbub.channels.sms.smpp.codec import (
    decode_bind,
    decode_data,
    decode_message,
    encode_message,
)
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import (
    BINDS,
    SC_INTERFACE_VERSION,
    VERSION_3_4,
    Bind,
    Command,
    Message,
    Pdu,
    Status,
)
from hubbub.channels.sms.smpp.session import Limits, Session

_UNBOUND_SECONDS: Final = 10.0
_MOST_PEERS: Final = 200

log = structlog.get_logger(__name__)


class Peer:
    """One connection of an ESME."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.system_id = ""
        self.command: Command | None = None

    @property
    def session(self) -> Session:
        """Its session."""
        return self._session

    @property
    def can_receive(self) -> bool:
        """Whether deliver_sm may be sent here."""
        receives = self.command in {Command.BIND_RECEIVER, Command.BIND_TRANSCEIVER}
        return receives and not self._session.is_over

    @property
    def can_submit(self) -> bool:
        """Whether its submit_sm is allowed."""
        return self.command in {Command.BIND_TRANSMITTER, Command.BIND_TRANSCEIVER}

    async def deliver(self, message: Message) -> int:
        """Pushes a text or receipt; the status it was answered with, or UnansweredError."""
        answer = await self._session.request(Command.DELIVER_SM, encode_message(message))
        return answer.status


@dataclass(frozen=True, slots=True)
class ServerRules:
    """What the carrier decides: `authenticate` gives a command status for a bind, `on_submit`
    the answer to a submit_sm or data_sm; the other two learn of peers that come and go."""

    authenticate: Callable[[Bind], Awaitable[int]]
    on_submit: Callable[[Peer, Message], Awaitable[Answer]]
    on_bound: Callable[[Peer], None] = lambda _: None
    on_gone: Callable[[Peer], None] = lambda _: None
    system_id: str = "hubbub"
    limits: Limits = field(default_factory=Limits)


class Smsc:
    """Listens until `stop`; `peers` are those bound now."""

    def __init__(self, rules: ServerRules) -> None:
        self._rules = rules
        self._server: asyncio.Server | None = None
        self._connections: set[Task[object]] = set()
        self.peers: list[Peer] = []

    async def start(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> int:
        """Listens on `port`, or on a free one for 0; the port. OSError when it is taken."""
        self._server = await asyncio.start_server(self._connected, host, port, ssl=tls)
        return int(self._server.sockets[0].getsockname()[1])

    async def start_on(self, listener: socket.socket) -> int:
        """Listens on a socket that is bound already; its port."""
        self._server = await asyncio.start_server(self._connected, sock=listener)
        return int(listener.getsockname()[1])

    async def stop(self) -> None:
        """Says goodbye to all peers and closes."""
        if self._server:
            self._server.close()
        await asyncio.gather(*(peer.session.unbind() for peer in self.peers))
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._connections) >= _MOST_PEERS:
            writer.transport.abort()
            return
        self._connections.add(task)

        async def on_request(pdu: Pdu) -> Answer:
            return await self._take(peer, pdu)

        peer = Peer(Session(reader, writer, on_request, self._rules.limits))
        timer = asyncio.get_running_loop().call_later(_UNBOUND_SECONDS, self._expect_bound, peer)
        try:
            reason = await peer.session.run()
            log.info("smpp.peer_gone", system_id=peer.system_id, reason=reason)
        finally:
            timer.cancel()
            self._connections.discard(task)
            if peer in self.peers:
                self.peers.remove(peer)
                self._rules.on_gone(peer)

    def _expect_bound(self, peer: Peer) -> None:
        if peer.command is None:
            peer.session.end("The peer did not bind in time.")

    async def _take(self, peer: Peer, pdu: Pdu) -> Answer:
        if pdu.command in BINDS:
            return await self._bind(peer, pdu)
        if not peer.can_submit:
            return Answer(Status.WRONG_BIND_STATE)
        if pdu.command == Command.SUBMIT_SM:
            return await self._rules.on_submit(peer, decode_message(pdu.body))
        if pdu.command == Command.DATA_SM:
            return await self._rules.on_submit(peer, decode_data(pdu.body))
        return Answer(Status.INVALID_COMMAND_ID)

    async def _bind(self, peer: Peer, pdu: Pdu) -> Answer:
        if peer.command is not None:
            return Answer(Status.ALREADY_BOUND)
        bind = decode_bind(pdu.body)
        status = await self._rules.authenticate(bind)
        if status != Status.OK:
            return Answer(status)
        if peer.command is not None:
            return Answer(Status.ALREADY_BOUND)
        peer.system_id = bind.system_id
        peer.command = Command(pdu.command)
        self.peers.append(peer)
        asyncio.get_running_loop().call_soon(self._rules.on_bound, peer)
        tlvs = (
            {SC_INTERFACE_VERSION: bytes([VERSION_3_4])} if bind.interface_version >= 0x34 else {}
        )
        return Answer(message_id=self._rules.system_id, tlvs=tlvs)
