"""What can become of a request of ours and of an answer of ours."""

from asyncio import Future
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from hubbub.channels.sms.smpp.codec import encode_id
from hubbub.channels.sms.smpp.pdus import Pdu, Status


class UnansweredError(Exception):
    """A request got no answer. `written` False: it never left, so repeating it is safe. True:
    the peer may have taken it. `late` (only after a time-out) becomes the answer if it still
    comes, or None when the connection ends."""

    def __init__(
        self, reason: str, *, written: bool, late: "Future[Pdu | None] | None" = None
    ) -> None:
        super().__init__(reason)
        self.written = written
        self.late = late


class Fate(StrEnum):
    """How far an answer of ours surely got. CONFIRMED: the peer answered something we wrote
    after it. WRITTEN: the connection ended before that. UNWRITTEN: the peer never had it."""

    CONFIRMED = "confirmed"
    WRITTEN = "written"
    UNWRITTEN = "unwritten"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request; ValueError if the wire cannot hold it. `on_fate` is called once,
    on the event loop, and must not block."""

    status: int = Status.OK
    message_id: str = ""
    tlvs: dict[int, bytes] = field(default_factory=dict[int, bytes])
    on_fate: Callable[[Fate], None] | None = None

    def __post_init__(self) -> None:
        encode_id(self.message_id, self.tlvs)
