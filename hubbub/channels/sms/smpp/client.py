"""Our side of a carrier account: one or two binds, submits within its limits, deliveries."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

import structlog

from hubbub.channels.sms.smpp.codec import (
    decode_data,
    decode_id,
    decode_message,
    encode_message,
)
from hubbub.channels.sms.smpp.endpoint import Endpoint
from hubbub.channels.sms.smpp.link import Link, LinkReport, LinkState
from hubbub.channels.sms.smpp.outcomes import Answer, UnansweredError
from hubbub.channels.sms.smpp.pacing import Pace
from hubbub.channels.sms.smpp.pdus import Command, Message, Pdu, SmppError, Status
from hubbub.channels.sms.smpp.session import Session

_TOO_FAST: Final = frozenset({Status.THROTTLED, Status.QUEUE_FULL})
_PATIENCE: Final = 5
_WORST_FIRST: Final = (
    LinkState.STOPPED,
    LinkState.RETRYING,
    LinkState.CONNECTING,
    LinkState.BOUND,
)

log = structlog.get_logger(__name__)

DeliverHandler = Callable[[Message], Awaitable[Answer]]
Submitted = str | SmppError | UnansweredError


class Connection:
    """`on_deliver` gets each deliver_sm and data_sm, receipts too, many at once; its answer is
    written when it returns. What it raises is answered as a temporary error, so that the carrier
    tries again. `on_report` is called at every change of state and must not block."""

    def __init__(
        self,
        endpoint: Endpoint,
        on_deliver: DeliverHandler,
        on_report: Callable[[LinkReport], None] | None = None,
    ) -> None:
        self._on_deliver = on_deliver
        self._on_report = on_report
        self._pace = Pace(endpoint.per_second, sleep=self._sleep)
        self._bound = asyncio.Event()
        self._bound_at: float | None = None
        self._stopping = asyncio.Event()
        self._links = [
            Link(endpoint, command, self._take, self._link_changed)
            for command in endpoint.bind_type.commands
        ]
        self._last_report = self.report

    @property
    def report(self) -> LinkReport:
        """The state of the weakest of its binds."""
        return min(
            (link.report for link in self._links),
            key=lambda report: _WORST_FIRST.index(report.state),
        )

    @property
    def bound_seconds(self) -> float | None:
        """For how long all its binds have been there without a break; None while one is not."""
        if self._bound_at is None:
            return None
        return asyncio.get_running_loop().time() - self._bound_at

    async def run(self) -> None:
        """Keeps the binds until `stop`."""
        await asyncio.gather(*(link.run() for link in self._links))

    async def stop(self) -> None:
        """Finishes what is under way within the grace, unbinds, and ends `run`."""
        self._stopping.set()
        await asyncio.gather(*(link.stop() for link in self._links))

    def cut(self, reason: str) -> None:
        """Closes without finishing anything, and ends `run`."""
        self._stopping.set()
        for link in self._links:
            link.cut(reason)

    async def bound(self) -> None:
        """Returns when all binds are there."""
        await self._bound.wait()

    async def submit(self, message: Message, on_late: Callable[[str], None] | None = None) -> str:
        """Sends one segment; the carrier's id for it.

        Raises SmppError when the carrier refuses it, after waiting a few times where it said
        throttled or queue full; UnansweredError when nobody can say (see there). `on_late` is
        called with the id if the carrier still accepts it after the time is over.
        """
        if all(link.command == Command.BIND_RECEIVER for link in self._links):
            sentence = "This carrier is bound as a receiver only, which cannot send."
            raise SmppError(Status.WRONG_BIND_STATE, sentence)
        body = encode_message(message)
        refusals = 0
        while True:
            await self._pace.turn()
            answer = await self._ask(body, on_late)
            if answer.status == Status.OK:
                self._pace.accepted()
                return decode_id(answer.body)
            refusals += 1
            if answer.status not in _TOO_FAST or refusals == _PATIENCE:
                raise SmppError(answer.status, "The carrier refused the message.")
            self._pace.throttled()

    async def submit_all(self, messages: Sequence[Message]) -> list[Submitted]:
        """Sends the segments of one text in order; for each its id or what went wrong."""
        results = await asyncio.gather(
            *(self.submit(message) for message in messages), return_exceptions=True
        )
        submitted: list[Submitted] = []
        for result in results:
            if not isinstance(result, str | SmppError | UnansweredError):
                raise result
            submitted.append(result)
        return submitted

    async def _ask(self, body: bytes, on_late: Callable[[str], None] | None) -> Pdu:
        try:
            return await self._transmitter().request(Command.SUBMIT_SM, body)
        except UnansweredError as error:
            if error.late and on_late:
                error.late.add_done_callback(lambda late: _tell_late(late.result(), on_late))
            raise

    def _transmitter(self) -> Session:
        for link in self._links:
            if link.session and link.command != Command.BIND_RECEIVER:
                return link.session
        raise UnansweredError(f"Not bound: {self.report.reason or 'connecting'}", written=False)

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
            raise UnansweredError("The connection is being closed.", written=False)

    async def _take(self, pdu: Pdu) -> Answer:
        if pdu.command == Command.DELIVER_SM:
            return await self._on_deliver(decode_message(pdu.body))
        if pdu.command == Command.DATA_SM:
            return await self._on_deliver(decode_data(pdu.body))
        return Answer(Status.WRONG_BIND_STATE)

    def _link_changed(self) -> None:
        report = self.report
        if report.state is LinkState.BOUND:
            self._bound.set()
            self._bound_at = self._bound_at or asyncio.get_running_loop().time()
        else:
            self._bound.clear()
            self._bound_at = None
        if report != self._last_report:
            self._last_report = report
            log.info("smpp.link", state=report.state, reason=report.reason)
            if self._on_report:
                self._on_report(report)


def _tell_late(answer: Pdu | None, on_late: Callable[[str], None]) -> None:
    if answer and answer.status == Status.OK:
        on_late(decode_id(answer.body))
