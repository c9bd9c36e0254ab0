"""PDUs on a byte stream: the length in front decides, and one that cannot be right ends it."""

import struct
from asyncio import IncompleteReadError, StreamReader
from typing import Final

from hubbub.channels.sms.smpp.pdus import Pdu

HEADER: Final = struct.Struct(">IIII")
# message_payload holds 64 KiB; nothing legal is much longer.
MOST_OCTETS: Final = 70_000
AT_ONCE: Final = 16_384
"""Octets: some hundred PDUs, after which others have their turn."""


class FramingError(Exception):
    """The stream lost its frames: what follows cannot be read, so the connection must end."""

    def __init__(self, length: int, sequence: int) -> None:
        super().__init__(f"A PDU says it has {length} bytes; 16 to {MOST_OCTETS} are possible.")
        self.sequence = sequence


class Frames:
    """The PDUs that come on a stream."""

    def __init__(self, reader: StreamReader) -> None:
        self._reader = reader
        self._held = b""

    async def some(self) -> list[Pdu]:
        """The next one, and what has come with it. Raises FramingError, or IncompleteReadError at
        the end of the stream."""
        while not (found := self._cut()):
            data = await self._reader.read(AT_ONCE)
            if not data:
                raise IncompleteReadError(self._held, None)
            self._held += data
        return found

    def _cut(self) -> list[Pdu]:
        found: list[Pdu] = []
        held, at = self._held, 0
        while len(held) - at >= HEADER.size:
            length, command, status, sequence = HEADER.unpack_from(held, at)
            if not HEADER.size <= length <= MOST_OCTETS:
                if found:
                    # Those before it are right, and told first.
                    break
                raise FramingError(length, sequence)
            if len(held) - at < length:
                break
            found.append(Pdu(command, status, sequence, held[at + HEADER.size : at + length]))
            at += length
        self._held = held[at:]
        return found


def frame(pdu: Pdu) -> bytes:
    """The bytes of `pdu`."""
    header = HEADER.pack(HEADER.size + len(pdu.body), pdu.command, pdu.status, pdu.sequence)
    return header + pdu.body
