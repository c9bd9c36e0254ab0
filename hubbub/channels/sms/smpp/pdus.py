"""The words of SMPP 3.4: commands, statuses, and the bodies that Hubbub reads and writes."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

RESPONSE: Final = 0x80000000
MESSAGE_PAYLOAD: Final = 0x0424
SC_INTERFACE_VERSION: Final = 0x0210
SAR_REFERENCE: Final = 0x020C
SAR_TOTAL: Final = 0x020E
SAR_NUMBER: Final = 0x020F
VERSION_3_4: Final = 0x34


class Command(IntEnum):
    """Command ids (SMPP 3.4, 5.1.2.1) of the requests; an answer has RESPONSE set as well."""

    BIND_RECEIVER = 0x01
    BIND_TRANSMITTER = 0x02
    SUBMIT_SM = 0x04
    DELIVER_SM = 0x05
    UNBIND = 0x06
    BIND_TRANSCEIVER = 0x09
    OUTBIND = 0x0B
    ENQUIRE_LINK = 0x15
    ALERT_NOTIFICATION = 0x102
    DATA_SM = 0x103
    GENERIC_NACK = 0x80000000


BINDS: Final = frozenset(
    {Command.BIND_RECEIVER, Command.BIND_TRANSMITTER, Command.BIND_TRANSCEIVER}
)
MESSAGES: Final = frozenset({Command.SUBMIT_SM, Command.DELIVER_SM, Command.DATA_SM})


class Status(IntEnum):
    """Command statuses (SMPP 3.4, 5.1.3) that we send or act on; others stay plain numbers."""

    OK = 0x00
    INVALID_MESSAGE_LENGTH = 0x01
    INVALID_COMMAND_LENGTH = 0x02
    INVALID_COMMAND_ID = 0x03
    WRONG_BIND_STATE = 0x04
    ALREADY_BOUND = 0x05
    SYSTEM_ERROR = 0x08
    INVALID_SOURCE = 0x0A
    INVALID_DESTINATION = 0x0B
    BIND_FAILED = 0x0D
    INVALID_PASSWORD = 0x0E
    INVALID_SYSTEM_ID = 0x0F
    QUEUE_FULL = 0x14
    SUBMIT_FAILED = 0x45
    THROTTLED = 0x58
    TEMPORARY_ERROR = 0x64
    PERMANENT_ERROR = 0x65
    MALFORMED_PARAMETERS = 0xC0
    INVALID_PARAMETER = 0xC4
    UNKNOWN_ERROR = 0xFF


_NAMES: Final[dict[int, str]] = {
    Status.INVALID_MESSAGE_LENGTH: "ESME_RINVMSGLEN",
    Status.INVALID_COMMAND_LENGTH: "ESME_RINVCMDLEN",
    Status.INVALID_COMMAND_ID: "ESME_RINVCMDID",
    Status.WRONG_BIND_STATE: "ESME_RINVBNDSTS",
    Status.ALREADY_BOUND: "ESME_RALYBND",
    Status.SYSTEM_ERROR: "ESME_RSYSERR",
    Status.INVALID_SOURCE: "ESME_RINVSRCADR",
    Status.INVALID_DESTINATION: "ESME_RINVDSTADR",
    Status.BIND_FAILED: "ESME_RBINDFAIL",
    Status.INVALID_PASSWORD: "ESME_RINVPASWD",
    Status.INVALID_SYSTEM_ID: "ESME_RINVSYSID",
    Status.QUEUE_FULL: "ESME_RMSGQFUL",
    Status.SUBMIT_FAILED: "ESME_RSUBMITFAIL",
    Status.THROTTLED: "ESME_RTHROTTLED",
    Status.TEMPORARY_ERROR: "ESME_RX_T_APPN",
    Status.PERMANENT_ERROR: "ESME_RX_P_APPN",
    Status.MALFORMED_PARAMETERS: "ESME_RINVOPTPARSTREAM",
    Status.INVALID_PARAMETER: "ESME_RINVOPTPARAMVAL",
    Status.UNKNOWN_ERROR: "ESME_RUNKNOWNERR",
}


def status_name(status: int) -> str:
    """The name operators look up in a carrier's documents, with the number."""
    return f"{_NAMES.get(status, 'status')} (0x{status:02X})"


@dataclass(frozen=True, slots=True)
class Pdu:
    """One protocol data unit; `command` is a plain number, since peers invent some."""

    command: int
    status: int
    sequence: int
    body: bytes = b""

    @property
    def is_response(self) -> bool:
        """Whether it answers a request of ours."""
        return bool(self.command & RESPONSE)


@dataclass(frozen=True, slots=True)
class Address:
    """A phone number or name on the wire; type of number and numbering plan as in 5.2.5-6."""

    value: str
    ton: int = 0
    npi: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """Body of submit_sm, deliver_sm or data_sm; the last has no `data`, only message_payload."""

    source: Address
    destination: Address
    data: bytes = b""
    data_coding: int = 0
    esm_class: int = 0
    registered_delivery: int = 0
    tlvs: dict[int, bytes] = field(default_factory=dict[int, bytes])
    service_type: str = ""
    protocol_id: int = 0
    priority: int = 0
    schedule: str = ""
    validity: str = ""
    replace_if_present: int = 0
    default_message_id: int = 0

    @property
    def payload(self) -> bytes:
        """The bytes of the text, wherever they were put."""
        return self.data or self.tlvs.get(MESSAGE_PAYLOAD, b"")


@dataclass(frozen=True, slots=True)
class Bind:
    """Body of a bind request."""

    system_id: str
    password: str = field(repr=False)
    system_type: str = ""
    interface_version: int = VERSION_3_4
    ton: int = 0
    npi: int = 0
    address_range: str = ""


class SmppError(Exception):
    """A request that is answered with `status`, or one of ours that was."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{message} [{status_name(status)}]")
        self.status = status
