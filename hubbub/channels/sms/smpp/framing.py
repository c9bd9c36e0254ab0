"""PDUs on a byte stream: the length in front decides, and one that cannot be right ends it."""

import struct
from asyncio import StreamReader
from typing import Final

from hubbub.channels.sms.smpp.pdus import Pdu

HEADER: Final = struct.Struct(">IIII")
# message_payload holds 64 KiB; nothing legal is much longer.
MOST_OCTETS: Final = 70_000


class FramingError(Exception):
    """The stream lost its frames: what follows cannot be read, so the connection must end."""

    def __init__(self, length: int, sequence: int) -> None:
        super().__init__(f"A PDU says it has {length} bytes; 16 to {MOST_OCTETS} are possible.")
        self.sequence = sequence


async def read_pdu(reader: StreamReader) -> Pdu:
    """The next PDU. Raises FramingError, or IncompleteReadError at the end of the stream."""
    length, command, status, sequence = HEADER.unpack(await reader.readexactly(HEADER.size))
    if not HEADER.size <= length <= MOST_OCTETS:
        raise FramingError(length, sequence)
    body = await reader.readexactly(length - HEADER.size) if length > HEADER.size else b""
    return Pdu(command, status, sequence, body)


def frame(pdu: Pdu) -> bytes:
    """The bytes of `pdu`."""
    header = HEADER.pack(HEADER.size + len(pdu.body), pdu.command, pdu.status, pdu.sequence)
    return header + pdu.body
