"""One bind kept alive: connects, binds, waits for the end, and comes back with patience."""

import asyncio
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hubbub.channels.sms.smpp.codec import encode_bind
from hubbub.channels.sms.smpp.endpoint import Endpoint, NoWayError
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pacing import jittered
from hubbub.channels.sms.smpp.pdus import Command, SmppError, Status
from hubbub.channels.sms.smpp.session import Handler, Session

_STEADY: Final = 30.0
_MOST_ADDRESSES: Final = 3
_CREDENTIALS: Final = frozenset(
    {Status.BIND_FAILED, Status.INVALID_PASSWORD, Status.INVALID_SYSTEM_ID}
)


class LinkState(StrEnum):
    """What an operator sees of a connection."""

    CONNECTING = "connecting"
    BOUND = "bound"
    RETRYING = "retrying"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class LinkReport:
    """A state, with the reason and the seconds to the next attempt when retrying."""

    state: LinkState
    reason: str = ""
    retry_in: float | None = None


class Link:
    """`run` until `stop`; `session` is there while bound."""

    def __init__(
        self,
        endpoint: Endpoint,
        command: Command,
        on_request: Handler,
        on_change: Callable[[], None],
    ) -> None:
        self._endpoint = endpoint
        self._command = command
        self._on_request = on_request
        self._on_change = on_change
        self._stopping = asyncio.Event()
        self._life: asyncio.Task[str] | None = None
        self.report = LinkReport(LinkState.STOPPED)
        self.session: Session | None = None

    @property
    def command(self) -> Command:
        """The bind request this link makes."""
        return self._command

    async def run(self) -> None:
        """Binds again and again; cancelling it closes the connection without a goodbye."""
        attempt = 0
        try:
            while not self._stopping.is_set():
                began = asyncio.get_running_loop().time()
                self._life = asyncio.create_task(self._live())
                reason = await self._life
                if self._stopping.is_set():
                    break
                lived = asyncio.get_running_loop().time() - began
                attempt = 1 if lived >= _STEADY else attempt + 1
                await self._pause(attempt, reason)
        except asyncio.CancelledError:
            # `stop` gives up a connection that is still being made in this way.
            if not self._stopping.is_set():
                raise
        finally:
            self._tell(LinkReport(LinkState.STOPPED))

    async def stop(self) -> None:
        """Unbinds and ends `run`."""
        self._stopping.set()
        if self.session:
            await self.session.unbind()
        elif self._life:
            self._life.cancel()

    def cut(self, reason: str) -> None:
        """Closes at once and ends `run`."""
        self._stopping.set()
        if self.session:
            self.session.end(reason)
        elif self._life:
            self._life.cancel()

    async def _live(self) -> str:
        """One connection from beginning to end; why it ended."""
        self._tell(LinkReport(LinkState.CONNECTING))
        try:
            session = await self._connect()
        except (OSError, UnicodeError) as error:
            return _explain(error)
        running = asyncio.create_task(session.run())
        try:
            await self._bind(session)
            self.session = session
            self._tell(LinkReport(LinkState.BOUND))
            if self._stopping.is_set():
                await session.unbind()
            return await asyncio.shield(running)
        except (SmppError, UnansweredError) as error:
            return str(error)
        finally:
            self.session = None
            session.end("The link was stopped.")
            await running

    async def _connect(self) -> Session:
        endpoint = self._endpoint
        async with asyncio.timeout(endpoint.connect_timeout):
            addresses = await endpoint.find(endpoint.host, endpoint.port)
            reader, writer = await self._open_one_of(addresses[:_MOST_ADDRESSES])
        return Session(reader, writer, self._on_request, endpoint.limits)

    async def _open_one_of(
        self, addresses: Sequence[str]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for address in addresses[:-1]:
            try:
                return await self._open(address)
            except ssl.SSLError:
                raise
            except OSError:
                continue
        return await self._open(addresses[-1])

    async def _open(self, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        endpoint, tls = self._endpoint, self._endpoint.tls
        return await asyncio.open_connection(
            address,
            endpoint.port,
            ssl=tls.context() if tls else None,
            server_hostname=(tls.server_name or endpoint.host) if tls else None,
        )

    async def _bind(self, session: Session) -> None:
        answer = await session.bind(self._command, encode_bind(self._endpoint.bind))
        if answer.status in _CREDENTIALS:
            raise SmppError(answer.status, "The carrier refused the system id or the password.")
        if answer.status != Status.OK:
            raise SmppError(answer.status, "The carrier refused the bind.")

    async def _pause(self, attempt: int, reason: str) -> None:
        endpoint = self._endpoint
        seconds = jittered(attempt, endpoint.first_retry, endpoint.longest_retry)
        self._tell(LinkReport(LinkState.RETRYING, reason, seconds))
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    def _tell(self, report: LinkReport) -> None:
        self.report = report
        self._on_change()


def _explain(error: Exception) -> str:
    if isinstance(error, NoWayError):
        return str(error)
    if isinstance(error, TimeoutError):
        return "The carrier did not answer the connection in time. Check host, port and firewall."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The carrier's certificate is not trusted: {error.verify_message}."
    if isinstance(error, ssl.SSLError):
        return f"TLS with the carrier failed: {error.reason or error}. Does this port speak TLS?"
    detail = getattr(error, "strerror", None) or str(error)
    return f"The carrier cannot be reached: {detail}. Check host and port."
