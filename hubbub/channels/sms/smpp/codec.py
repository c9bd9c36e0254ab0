"""Bodies of SMPP 3.4 to bytes and back, strict about lengths and lenient about contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hubbub.channels.sms.smpp.pdus import (
    MESSAGE_PAYLOAD,
    Address,
    Bind,
    Message,
    SmppError,
    Status,
)

MOST_SHORT_MESSAGE: Final = 254
_ADDRESS: Final = 21
_DATA_SM_ADDRESS: Final = 65


@dataclass(slots=True)
class _Reader:
    body: bytes
    at: int = 0

    def text(self, most: int) -> str:
        """A C-octet string of at most `most` bytes with its end."""
        end = self.body.find(b"\0", self.at, self.at + most)
        if end < 0:
            raise SmppError(
                Status.INVALID_COMMAND_LENGTH, f"No end of a string within {most} bytes"
            )
        value = self.body[self.at : end].decode("latin-1")
        self.at = end + 1
        return value

    def byte(self) -> int:
        return self.octets(1)[0]

    def octets(self, count: int) -> bytes:
        if self.at + count > len(self.body):
            raise SmppError(Status.INVALID_COMMAND_LENGTH, "The body ends within a field")
        self.at += count
        return self.body[self.at - count : self.at]

    def address(self, most: int = _ADDRESS) -> Address:
        ton, npi = self.byte(), self.byte()
        return Address(self.text(most), ton, npi)

    def tlvs(self, *, lenient: bool) -> dict[int, bytes]:
        """Optional parameters; when `lenient`, what is cut off at the end is passed over."""
        found: dict[int, bytes] = {}
        while self.at < len(self.body):
            tag = int.from_bytes(self.body[self.at : self.at + 2], "big")
            length = int.from_bytes(self.body[self.at + 2 : self.at + 4], "big")
            if self.at + 4 + length > len(self.body):
                if lenient:
                    break
                raise SmppError(Status.MALFORMED_PARAMETERS, "An optional parameter is cut off")
            found.setdefault(tag, self.body[self.at + 4 : self.at + 4 + length])
            self.at += 4 + length
        return found


def decode_message(body: bytes) -> Message:
    """Body of submit_sm or deliver_sm (SMPP 3.4, 4.4.1, 4.6.1); SmppError says how to refuse it."""
    reader = _Reader(body)
    service_type = reader.text(6)
    source, destination = reader.address(), reader.address()
    esm_class, protocol_id, priority = reader.octets(3)
    schedule, validity = reader.text(17), reader.text(17)
    registered, replace, data_coding, default_id = reader.octets(4)
    data = reader.octets(reader.byte())
    # A text is never refused for what follows it; without one it may be in the missing piece.
    tlvs = reader.tlvs(lenient=bool(data))
    return Message(
        source,
        destination,
        data,
        data_coding,
        esm_class,
        registered,
        tlvs,
        service_type,
        protocol_id,
        priority,
        schedule,
        validity,
        replace,
        default_id,
    )


def encode_message(message: Message) -> bytes:
    """Body of submit_sm or deliver_sm; ValueError for what the fields cannot hold."""
    if len(message.data) > MOST_SHORT_MESSAGE:
        raise ValueError(
            f"short_message holds {MOST_SHORT_MESSAGE} bytes; cut the text into segments."
        )
    return b"".join(
        [
            _text(message.service_type, 6),
            _address(message.source),
            _address(message.destination),
            bytes([message.esm_class, message.protocol_id, message.priority]),
            _text(message.schedule, 17),
            _text(message.validity, 17),
            bytes([message.registered_delivery, message.replace_if_present]),
            bytes([message.data_coding, message.default_message_id, len(message.data)]),
            message.data,
            encode_tlvs(message.tlvs),
        ]
    )


def decode_data(body: bytes) -> Message:
    """Body of data_sm (SMPP 3.4, 4.7.1), whose text is in message_payload."""
    reader = _Reader(body)
    service_type = reader.text(6)
    source, destination = reader.address(_DATA_SM_ADDRESS), reader.address(_DATA_SM_ADDRESS)
    esm_class, registered, data_coding = reader.octets(3)
    return Message(
        source,
        destination,
        data_coding=data_coding,
        esm_class=esm_class,
        registered_delivery=registered,
        tlvs=reader.tlvs(lenient=False),
        service_type=service_type,
    )


def encode_data(message: Message) -> bytes:
    """Body of data_sm; what is in `message.data` goes out as message_payload."""
    tlvs = dict(message.tlvs) | ({MESSAGE_PAYLOAD: message.data} if message.data else {})
    return b"".join(
        [
            _text(message.service_type, 6),
            _address(message.source, _DATA_SM_ADDRESS),
            _address(message.destination, _DATA_SM_ADDRESS),
            bytes([message.esm_class, message.registered_delivery, message.data_coding]),
            encode_tlvs(tlvs),
        ]
    )


def decode_bind(body: bytes) -> Bind:
    """Body of a bind request (SMPP 3.4, 4.1); passwords over 8 characters are let in."""
    reader = _Reader(body)
    system_id, password, system_type = reader.text(16), reader.text(64), reader.text(13)
    version, ton, npi = reader.octets(3)
    return Bind(system_id, password, system_type, version, ton, npi, reader.text(41))


def encode_bind(bind: Bind) -> bytes:
    """Body of a bind request; carriers do hand out passwords over 8 characters."""
    return b"".join(
        [
            _text(bind.system_id, 16),
            _text(bind.password, 64),
            _text(bind.system_type, 13),
            bytes([bind.interface_version, bind.ton, bind.npi]),
            _text(bind.address_range, 41),
        ]
    )


def decode_id(body: bytes) -> str:
    """message_id of an answer; empty when the peer left it out, which it may on an error."""
    return body.split(b"\0", 1)[0].decode("latin-1")[:64]


def encode_id(identifier: str, tlvs: Mapping[int, bytes] | None = None) -> bytes:
    """Body of submit_sm_resp, deliver_sm_resp, data_sm_resp or of a bind answer."""
    return _text(identifier, 65) + encode_tlvs(tlvs or {})


def encode_tlvs(tlvs: Mapping[int, bytes]) -> bytes:
    """Optional parameters, in the order given (SMPP 3.4, 3.2.4)."""
    return b"".join(
        tag.to_bytes(2, "big") + len(value).to_bytes(2, "big") + value
        for tag, value in tlvs.items()
    )


def _text(value: str, most: int) -> bytes:
    if "\0" in value:
        raise ValueError("A field of SMPP cannot hold a NUL character.")
    octets = value.encode("latin-1")
    if len(octets) >= most:
        raise ValueError(f"A field of SMPP that holds {most - 1} characters got {len(octets)}.")
    return octets + b"\0"


def _address(address: Address, most: int = _ADDRESS) -> bytes:
    return bytes([address.ton, address.npi]) + _text(address.value, most)
