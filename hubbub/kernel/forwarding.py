"""Who a request comes from when proxies stand in between: forwarded headers, from trusted ones
alone."""

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from starlette.types import ASGIApp, Receive, Scope, Send

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

FOR, SCHEME, HOST = b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host"
SCHEMES = {"http": ("http", "ws"), "https": ("https", "wss")}
HOSTS = re.compile(r"([a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?", re.IGNORECASE)
WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([\d.]+):\d+")
FLOOD_PREFIX = 64
"""Whoever has one IPv6 address has all of its /64."""


class Forwarded:
    """Puts the client's address, scheme and host into the scope, so that nobody after it need
    know of proxies. What others than trusted proxies claim is not looked at."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network]) -> None:
        self._app = app
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            peer = parse_address(scope["client"][0]) if scope.get("client") else None
            if peer is not None and self._trusts(peer):
                scope = self._seen_through(scope, peer)
        await self._app(scope, receive, send)

    def _seen_through(self, scope: Scope, peer: Address) -> Scope:
        client, hops = peer, 1
        for claimed in reversed(_values(scope, FOR)):
            address = parse_address(claimed)
            if address is None:
                break
            client = address
            if not self._trusts(address):
                break
            hops += 1
        seen = {**scope, "client": (str(client), 0 if client != peer else scope["client"][1])}
        scheme, host = _at(_values(scope, SCHEME), hops), _at(_values(scope, HOST), hops)
        if scheme.lower() in SCHEMES:
            seen["scheme"] = SCHEMES[scheme.lower()][scope["type"] == "websocket"]
        if HOSTS.fullmatch(host):
            kept = [(name, value) for name, value in scope["headers"] if name != b"host"]
            seen["headers"] = [(b"host", host.encode()), *kept]
        return seen

    def _trusts(self, address: Address) -> bool:
        return any(
            address.version == network.version and address in network for network in self._trusted
        )


@lru_cache(maxsize=4096)
def parse_address(text: str) -> Address | None:
    """The address in one entry, which may carry a port; IPv4 written as IPv6 is IPv4."""
    with_port = WITH_PORT.fullmatch(text)
    try:
        address = ip_address(text if with_port is None else with_port[1] or with_port[2])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def flood_source(address: str) -> str:
    """What to count tries by: the address, and for IPv6 the network that its owner has."""
    parsed = parse_address(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed.packed, FLOOD_PREFIX), strict=False))
    return address if parsed is None else str(parsed)


def _values(scope: Scope, name: bytes) -> list[str]:
    joined = b",".join(value for key, value in scope["headers"] if key == name)
    return [part.strip() for part in joined.decode("latin-1").split(",") if part.strip()]


def _at(values: list[str], hops: int) -> str:
    # Each proxy either replaces the value or adds its own; the outermost trusted one counts.
    return values[-min(hops, len(values))] if values else ""
