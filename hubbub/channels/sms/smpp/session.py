"""One SMPP connection in either role: requests, deferred answers, timers, and a clean end."""

import asyncio
from asyncio import StreamReader, StreamWriter, Task
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Final

import structlog

from hubbub.channels.sms.smpp.codec import encode_id
from hubbub.channels.sms.smpp.framing import Frames, FramingError, frame
from hubbub.channels.sms.smpp.ledgers import Fates, Requests, tell
from hubbub.channels.sms.smpp.outcomes import Answer, Fate, UnansweredError
from hubbub.channels.sms.smpp.pdus import (
    BINDS,
    MESSAGES,
    RESPONSE,
    Command,
    Pdu,
    SmppError,
    Status,
)

_SERVED: Final = BINDS | MESSAGES
_UNANSWERABLE: Final = frozenset({Command.OUTBIND, Command.ALERT_NOTIFICATION})
_CLOSING: Final = 2.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one session; times in seconds. `window` counts our requests under way,
    `inbound` those of the peer that are being handled."""

    window: int = 10
    inbound: int = 200
    response_timeout: float = 30.0
    enquire_every: float = 30.0
    confirm_after: float = 5.0
    grace: float = 5.0
    write_buffer: int = 1 << 20


Handler = Callable[[Pdu], Awaitable[Answer]]


class Session:
    """`on_request` handles binds and messages of the peer, many at once; its answer is written
    when it returns. It is never cancelled by the connection: `Answer.on_fate` tells the end."""

    def __init__(
        self,
        reader: StreamReader,
        writer: StreamWriter,
        on_request: Handler,
        limits: Limits = Limits(),
    ) -> None:
        self._frames = Frames(reader)
        self._writer = writer
        self._unsent: list[bytes] = []
        self._on_request = on_request
        self._limits = limits
        self._requests = Requests()
        self._fates = Fates()
        self._window = asyncio.Semaphore(limits.window)
        self._tasks: set[Task[None]] = set()
        self._handling = 0
        self._heard = asyncio.get_running_loop().time()
        self._to_confirm = asyncio.Event()
        self._quiet = asyncio.Event()
        self._is_closing = False
        self._end_reason: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing can be written any more."""
        return self._end_reason is not None

    async def run(self) -> str:
        """Reads until the connection ends, and says why in a sentence for the operator."""
        watch = asyncio.create_task(self._watch())
        try:
            while not self.is_over:
                await self._take_some()
        except asyncio.IncompleteReadError:
            self.end("The peer closed the connection.")
        except FramingError as error:
            self._write(Pdu(Command.GENERIC_NACK, Status.INVALID_COMMAND_LENGTH, error.sequence))
            self.end(str(error))
        except OSError as error:
            self.end(f"The connection broke: {error.strerror or type(error).__name__}.")
        finally:
            self.end("The session was stopped.")
            watch.cancel()
            self._requests.fail(self._reason)
            self._fates.end()
            await self._close_socket()
        return self._reason

    async def request(self, command: Command, body: bytes = b"") -> Pdu:
        """Sends a message within the window and returns its answer, whatever its status.

        Raises UnansweredError when the time is over or the connection ends first.
        """
        async with self._window:
            if self._is_closing:
                raise UnansweredError("The session is being closed.", written=False)
            return await self._ask(command, body)

    async def bind(self, command: Command, body: bytes) -> Pdu:
        """Sends a bind request; as `request`."""
        return await self._ask(command, body)

    async def unbind(self) -> None:
        """Finishes what is under way within the grace, says goodbye and closes."""
        self._is_closing = True
        await self._settled()
        try:
            await self._ask(Command.UNBIND, b"", self._limits.grace)
        except UnansweredError:
            log.debug("smpp.unbind_unanswered")
        self.end("Unbound by us.")

    def end(self, reason: str) -> None:
        """Closes the socket; the first reason given stays."""
        self._send()
        if self._end_reason is None:
            self._end_reason = reason
            self._is_closing = True
            self._writer.close()
            # Closing waits for the peer to read; this does not.
            loop = asyncio.get_running_loop()
            loop.call_later(_CLOSING, self._writer.transport.abort)

    @property
    def _reason(self) -> str:
        return self._end_reason or ""

    async def _ask(self, command: Command, body: bytes, timeout: float | None = None) -> Pdu:
        seconds = timeout or self._limits.response_timeout
        if self.is_over or self._writer.is_closing():
            raise UnansweredError(self._reason or "The connection is closed.", written=False)
        sequence, answer = self._requests.open(command, self._fates.written)
        self._write(Pdu(command, Status.OK, sequence, body))
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(answer)
        except TimeoutError:
            if answer.done():
                return answer.result()
            late = self._requests.give_up(sequence)
            reason = f"No answer within {seconds:g} seconds."
            raise UnansweredError(reason, written=True, late=late) from None
        except asyncio.CancelledError:
            if not answer.done():
                self._requests.give_up(sequence)
            raise
        finally:
            self._note_quiet()

    async def _take_some(self) -> None:
        pdus = await self._frames.some()
        self._heard = asyncio.get_running_loop().time()
        for pdu in pdus:
            if not self.is_over:
                self._take(pdu)
        # A peer that never pauses would keep all others from their turn.
        await asyncio.sleep(0)

    def _take(self, pdu: Pdu) -> None:
        if pdu.is_response:
            self._take_response(pdu)
        elif pdu.command in _SERVED:
            self._take_request(pdu)
        elif pdu.command == Command.ENQUIRE_LINK:
            self._write(Pdu(pdu.command | RESPONSE, Status.OK, pdu.sequence))
        elif pdu.command == Command.UNBIND:
            self._spawn(self._be_unbound(pdu))
        elif pdu.command not in _UNANSWERABLE:
            self._write(Pdu(Command.GENERIC_NACK, Status.INVALID_COMMAND_ID, pdu.sequence))

    def _take_response(self, pdu: Pdu) -> None:
        answers_before = self._requests.settle(pdu)
        if answers_before is None:
            log.warning("smpp.unexpected_response", command=pdu.command, status=pdu.status)
        else:
            self._fates.confirm(answers_before)

    def _take_request(self, pdu: Pdu) -> None:
        if self._handling >= self._limits.inbound:
            is_delivery = pdu.command == Command.DELIVER_SM
            status = Status.TEMPORARY_ERROR if is_delivery else Status.THROTTLED
            self._write(Pdu(pdu.command | RESPONSE, status, pdu.sequence))
            return
        self._handling += 1
        self._spawn(self._serve(pdu))

    async def _serve(self, pdu: Pdu) -> None:
        try:
            answer = await self._on_request(pdu)
        except SmppError as error:
            answer = Answer(error.status)
        except Exception:
            log.exception("smpp.handler_failed", command=pdu.command)
            is_delivery = pdu.command == Command.DELIVER_SM
            answer = Answer(Status.TEMPORARY_ERROR if is_delivery else Status.SYSTEM_ERROR)
        finally:
            self._handling -= 1
            self._note_quiet()
        self._answer(pdu, answer)

    def _answer(self, pdu: Pdu, answer: Answer) -> None:
        body = encode_id(answer.message_id, answer.tlvs) if answer.status == Status.OK else b""
        if self._write(Pdu(pdu.command | RESPONSE, answer.status, pdu.sequence, body)):
            self._fates.wrote(answer.on_fate)
            if len(self._fates):
                self._to_confirm.set()
        else:
            tell(answer.on_fate, Fate.UNWRITTEN)

    async def _be_unbound(self, pdu: Pdu) -> None:
        self._is_closing = True
        await self._settled()
        self._write(Pdu(pdu.command | RESPONSE, Status.OK, pdu.sequence))
        self.end("The peer unbound.")

    async def _settled(self) -> None:
        """Until nothing is under way in either direction, or the grace is over."""
        try:
            async with asyncio.timeout(self._limits.grace):
                while self._handling or len(self._requests):
                    self._quiet.clear()
                    await self._quiet.wait()
        except TimeoutError:
            log.warning("smpp.closed_with_work_open", requests=len(self._requests))

    def _note_quiet(self) -> None:
        self._quiet.set()

    async def _watch(self) -> None:
        """Asks the peer for a sign of life when it is silent, or when answers wait to be
        confirmed; a peer that gives none has lost the connection."""
        limits = self._limits
        while True:
            try:
                async with asyncio.timeout(limits.enquire_every):
                    await self._to_confirm.wait()
                await asyncio.sleep(limits.confirm_after)
            except TimeoutError:
                pass
            self._to_confirm.clear()
            silence = asyncio.get_running_loop().time() - self._heard
            is_silent = silence >= limits.enquire_every / 2
            if (is_silent or len(self._fates)) and not await self._is_alive():
                return

    async def _is_alive(self) -> bool:
        try:
            await self._ask(Command.ENQUIRE_LINK, b"")
        except UnansweredError:
            self._writer.transport.abort()
            self.end("The peer did not answer enquire_link.")
            return False
        return True

    def _write(self, pdu: Pdu) -> bool:
        """Hands the bytes to the socket, with all else that is written in the same turn."""
        if self.is_over or self._writer.is_closing():
            return False
        if not self._unsent:
            asyncio.get_running_loop().call_soon(self._send)
        self._unsent.append(frame(pdu))
        return True

    def _send(self) -> None:
        """A peer that does not read is cut off, never waited for."""
        if not self._unsent:
            return
        self._writer.write(b"".join(self._unsent))
        self._unsent.clear()
        if self._writer.transport.get_write_buffer_size() > self._limits.write_buffer:
            self._writer.transport.abort()
            self.end("The peer does not read what it is sent.")

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _close_socket(self) -> None:
        try:
            await self._writer.wait_closed()
        except OSError:
            log.debug("smpp.closed_hard")
