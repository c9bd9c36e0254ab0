"""Books of one session: requests that wait for an answer, and answers not known to be read."""

from asyncio import Future, get_running_loop
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from hubbub.channels.sms.smpp.outcomes import Fate, UnansweredError
from hubbub.channels.sms.smpp.pdus import RESPONSE, Command, Pdu

_LAST_SEQUENCE: Final = 0x7FFFFFFF
_MOST_LATE: Final = 1000

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Open:
    command: int
    answer: "Future[Pdu]"
    answers_before: int


class Requests:
    """Requests by sequence number, with those timed out kept for a while for a late answer."""

    def __init__(self) -> None:
        self._open: dict[int, _Open] = {}
        self._late: dict[int, tuple[_Open, Future[Pdu | None]]] = {}
        self._last = 0

    def __len__(self) -> int:
        return len(self._open)

    def open(self, command: int, answers_before: int) -> "tuple[int, Future[Pdu]]":
        """A free sequence number and what its answer will be put into."""
        while True:
            self._last = self._last % _LAST_SEQUENCE + 1
            if self._last not in self._open and self._last not in self._late:
                break
        answer = get_running_loop().create_future()
        self._open[self._last] = _Open(command, answer, answers_before)
        return self._last, answer

    def give_up(self, sequence: int) -> "Future[Pdu | None]":
        """Stops waiting; the future returned still takes an answer that comes late."""
        late: Future[Pdu | None] = get_running_loop().create_future()
        entry = self._open.pop(sequence)
        if len(self._late) >= _MOST_LATE:
            self._late.pop(next(iter(self._late)))[1].set_result(None)
        self._late[sequence] = (entry, late)
        return late

    def settle(self, pdu: Pdu) -> int | None:
        """Puts an answer where it is waited for; how many answers of ours came before the
        request, or None if nothing of ours is answered by it."""
        entry = self._open.get(pdu.sequence)
        if entry and _answers(pdu, entry.command):
            del self._open[pdu.sequence]
            if not entry.answer.done():
                entry.answer.set_result(pdu)
            return entry.answers_before
        timed_out = self._late.get(pdu.sequence)
        if timed_out and _answers(pdu, timed_out[0].command):
            del self._late[pdu.sequence]
            timed_out[1].set_result(pdu)
            return timed_out[0].answers_before
        return None

    def fail(self, reason: str) -> None:
        """The connection is over: all that waited was written and will not be answered."""
        for entry in self._open.values():
            if not entry.answer.done():
                entry.answer.set_exception(UnansweredError(reason, written=True))
        for _, late in self._late.values():
            late.set_result(None)
        self._open.clear()
        self._late.clear()


def _answers(pdu: Pdu, command: int) -> bool:
    return pdu.command in {command | RESPONSE, Command.GENERIC_NACK}


class Fates:
    """Answers in the order written, until the peer is known to have read them."""

    def __init__(self) -> None:
        self._unconfirmed: deque[tuple[int, Callable[[Fate], None]]] = deque()
        self.written = 0

    def __len__(self) -> int:
        return len(self._unconfirmed)

    def wrote(self, on_fate: Callable[[Fate], None] | None) -> None:
        """An answer was handed to the socket."""
        self.written += 1
        if on_fate:
            self._unconfirmed.append((self.written, on_fate))

    def confirm(self, count: int) -> None:
        """The peer has read the first `count` answers: it answered a request behind them."""
        while self._unconfirmed and self._unconfirmed[0][0] <= count:
            tell(self._unconfirmed.popleft()[1], Fate.CONFIRMED)

    def end(self) -> None:
        """The connection is over; what was not confirmed may have been lost."""
        while self._unconfirmed:
            tell(self._unconfirmed.popleft()[1], Fate.WRITTEN)


def tell(on_fate: Callable[[Fate], None] | None, fate: Fate) -> None:
    """Calls it; what it raises is logged, since the session must go on."""
    if on_fate is None:
        return
    try:
        on_fate(fate)
    except Exception:
        log.exception("smpp.fate_not_taken", fate=fate)
