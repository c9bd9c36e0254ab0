"""How a part gets to its carrier, whichever way that is; and the way over SMPP."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from hubbub.channels.sms.adapters.carrier import Refused, Unanswered
from hubbub.channels.sms.outgoing_repository import Outgoing, PartId
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.client import Connection
from hubbub.channels.sms.smpp.messages import lasting, messages_of
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import Message, SmppError, Status

TEMPORARY: Final = frozenset(
    {Status.THROTTLED, Status.QUEUE_FULL, Status.SYSTEM_ERROR, Status.TEMPORARY_ERROR}
)
Late = Callable[[str], None]
"""Called with the carrier's id of a part that it accepts after nobody waited for that any more."""


class Way(Protocol):
    """To one carrier, for as long as this process owns it."""

    async def bound(self) -> None:
        """Returns when it is worth handing parts over."""
        ...

    async def submit(self, text: Outgoing, part: PartId, late: Late) -> str:
        """The carrier's id for it. Raises Refused and Unanswered."""
        ...


@dataclass(frozen=True, slots=True)
class OverSmpp:
    """`Way`: each segment is a message of its own."""

    connection: Connection

    async def bound(self) -> None:
        await self.connection.bound()

    async def submit(self, text: Outgoing, part: PartId, late: Late) -> str:
        try:
            return await self.connection.submit(_message_of(text, part), late)
        except ValueError as error:
            raise _refused(SmppError(Status.INVALID_DESTINATION, str(error))) from error
        except SmppError as error:
            raise _refused(error) from error
        except UnansweredError as error:
            raise Unanswered(str(error), written=error.written) from error


def _refused(error: SmppError) -> Refused:
    return Refused(str(error), f"smpp:{error.status}", passes=error.status in TEMPORARY)


def _message_of(text: Outgoing, part: PartId) -> Message:
    """ValueError where the wire cannot carry it."""
    # Parts that were queued by an earlier release have none; the last byte of a UUIDv7 is random,
    # and the same whoever submits the part.
    by_chance = (part.message_id.int + part.attempt) & 0xFF
    reference = by_chance if text.reference is None else text.reference
    segments = split_into_segments(text.text, reference=reference)
    segment = segments[part.part - 1]
    message = messages_of([segment], text.number, text.phone, wants_receipt=True)[0]
    return message if text.seconds is None else replace(message, validity=lasting(text.seconds))
