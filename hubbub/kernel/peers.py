"""From which address somebody asks."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.requests import HTTPConnection

Address = IPv4Address | IPv6Address


def peer_address(connection: HTTPConnection) -> Address | None:
    """The address of whoever is at the other end; None where there is none, as on a Unix socket.

    An IPv4 address that came in over an IPv6 socket is the IPv4 address that it is.
    """
    if connection.client is None:
        return None
    try:
        address = ip_address(connection.client.host)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
