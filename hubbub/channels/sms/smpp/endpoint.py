"""Where a carrier is, how to sign in there, and the limits it asks for."""

import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hubbub.channels.sms.smpp.codec import encode_bind
from hubbub.channels.sms.smpp.pdus import Bind, Command
from hubbub.channels.sms.smpp.session import Limits


class BindType(StrEnum):
    """BOTH is a transmitter and a receiver side by side, for carriers without transceivers."""

    TRANSCEIVER = "transceiver"
    TRANSMITTER = "transmitter"
    RECEIVER = "receiver"
    BOTH = "both"

    @property
    def commands(self) -> tuple[Command, ...]:
        """The bind requests to make, one a connection."""
        return {
            BindType.TRANSCEIVER: (Command.BIND_TRANSCEIVER,),
            BindType.TRANSMITTER: (Command.BIND_TRANSMITTER,),
            BindType.RECEIVER: (Command.BIND_RECEIVER,),
            BindType.BOTH: (Command.BIND_TRANSMITTER, Command.BIND_RECEIVER),
        }[self]


@dataclass(frozen=True, slots=True)
class Tls:
    """The certificate is always verified: for `server_name` (None: the host), against the
    system's authorities or, if given, those in `authorities` (PEM)."""

    server_name: str | None = None
    authorities: str | None = None

    def context(self) -> ssl.SSLContext:
        """Reads certificates; ssl.SSLError if `authorities` is not PEM."""
        return ssl.create_default_context(cadata=self.authorities)


class NoWayError(OSError):
    """It is not connected to; the text is a sentence."""


Find = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses to connect to, at least one, for a host and a port. Raises OSError."""


async def find_by_name(host: str, _: int) -> Sequence[str]:
    """Wherever the system says that it is."""
    return [host]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One carrier account; ValueError for what the wire cannot carry. `per_second` limits
    submits, None means no limit."""

    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    bind_type: BindType = BindType.TRANSCEIVER
    system_type: str = ""
    address_range: str = ""
    tls: Tls | None = None
    per_second: float | None = None
    limits: Limits = field(default_factory=Limits)
    find: Find = find_by_name
    connect_timeout: float = 15.0
    first_retry: float = 1.0
    longest_retry: float = 60.0

    def __post_init__(self) -> None:
        if not 1 <= self.port <= 65535:
            raise ValueError("A port is a number from 1 to 65535.")
        if self.per_second is not None and self.per_second <= 0:
            raise ValueError("Messages per second must be more than 0; leave it out for no limit.")
        encode_bind(self.bind)

    @property
    def bind(self) -> Bind:
        """The body of the bind request."""
        return Bind(
            self.system_id, self.password, self.system_type, address_range=self.address_range
        )
