"""Where a name that somebody gave leads, and whether one may go there: to the internet, and to the
private networks that the operator has named for it, but nowhere else in his network."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from hubbub.kernel.forwarding import Address, Network
from hubbub.kernel.public_addresses import is_allowed, may_reach

Resolve = Callable[[str, int], Awaitable[list[str]]]


class NotReachable(Exception):
    """There is no way there; the text is a sentence for whoever gave the name."""


class NotAllowed(NotReachable):
    """It leads into a private network."""


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, the way the system finds them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class Reachable:
    """Judges each address that a name has. Whoever connects goes to one of those very addresses,
    so that a name cannot change its mind in between."""

    allowed: Sequence[Network]
    setting: str
    """The variable in which the operator names them."""
    resolve: Resolve = resolve

    async def addresses(self, host: str, port: int) -> list[Address]:
        """All of them may be gone to. Raises NotReachable."""
        try:
            found = await self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise NotReachable(f"There is no server named “{host}”.") from error
        try:
            addresses = [ip_address(each) for each in found]
        except ValueError as error:
            raise NotReachable(f"“{host}” has an address that is none.") from error
        if not addresses:
            raise NotReachable(f"There is no server named “{host}”.")
        if not all(may_reach(each, self.allowed) for each in addresses):
            raise NotAllowed(
                f"“{host}” leads into a private network, which is not asked from here. "
                f"Whoever runs this installation can allow it with {self.setting}."
            )
        return addresses

    def are_private(self, addresses: Sequence[Address]) -> bool:
        """Whether the operator has named the networks of all of these."""
        return all(is_allowed(each, self.allowed) for each in addresses)
