"""The client is whoever a trusted proxy says it is, and never whoever it says itself."""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.kernel.forwarding import Forwarded, flood_source, parse_address

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

TRUSTED = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


async def seen(peer: str | None, kind: str = "http", **headers: str | list[str]) -> Scope:
    """The scope that the application gets."""
    listed = [
        (name.replace("_", "-").encode(), value.encode())
        for name, values in headers.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    found: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.append(scope)

    async def nothing(*_: Any) -> Any:
        raise AssertionError

    scope = {
        "type": kind, "scheme": "ws" if kind == "websocket" else "http",
        "client": None if peer is None else (peer, 1), "headers": listed,
    }  # fmt: skip
    await Forwarded(app, TRUSTED)(scope, nothing, nothing)
    return found[0]


@pytest.mark.parametrize(
    ("peer", "claimed", "client"),
    [
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", ["1.1.1.1", "203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "1.1.1.1, nonsense", "10.0.0.1"),
        ("10.0.0.1", "1.1.1.1, nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("::ffff:10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
        ("fd00::1", "2001:db8::1", "2001:db8::1"),
        ("203.0.113.1", "1.1.1.1", "203.0.113.1"),
        ("11.0.0.1", "1.1.1.1", "11.0.0.1"),
    ],
)
async def test_the_client_is_the_last_one_that_nobody_trusts(
    peer: str, claimed: str | list[str], client: str
) -> None:
    assert (await seen(peer, x_forwarded_for=claimed))["client"][0] == client


@pytest.mark.parametrize(
    ("peer", "proto", "forwarded", "scheme"),
    [
        ("10.0.0.1", "https", "203.0.113.9", "https"),
        ("10.0.0.1", "HTTPS", "", "https"),
        ("10.0.0.1", "gopher", "", "http"),
        ("203.0.113.9", "https", "", "http"),
        # What the client itself has put before the proxy's own value.
        ("10.0.0.1", "https, http", "203.0.113.9", "http"),
        ("10.0.0.1", "https, http", "203.0.113.9, 10.0.0.2", "https"),
    ],
)
async def test_the_scheme_is_believed_from_a_trusted_proxy(
    peer: str, proto: str, forwarded: str, scheme: str
) -> None:
    scope = await seen(peer, x_forwarded_proto=proto, x_forwarded_for=forwarded)
    assert scope["scheme"] == scheme


async def test_a_socket_has_a_scheme_of_its_own() -> None:
    assert (await seen("10.0.0.1", "websocket", x_forwarded_proto="https"))["scheme"] == "wss"


@pytest.mark.parametrize(
    ("peer", "claimed", "host"),
    [
        ("10.0.0.1", "desk.example.com", "desk.example.com"),
        ("10.0.0.1", "[2001:db8::1]:8443", "[2001:db8::1]:8443"),
        ("10.0.0.1", "evil.example/..", "inner"),
        ("10.0.0.1", "a b", "inner"),
        ("203.0.113.9", "desk.example.com", "inner"),
    ],
)
async def test_the_host_is_believed_from_a_trusted_proxy(
    peer: str, claimed: str, host: str
) -> None:
    scope = await seen(peer, host="inner", x_forwarded_host=claimed)
    assert [value.decode() for name, value in scope["headers"] if name == b"host"] == [host]


async def test_a_request_without_a_peer_is_left_alone() -> None:
    assert (await seen(None, x_forwarded_for="1.1.1.1"))["client"] is None


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_one_who_has_a_whole_network_counts_once(address: str, source: str) -> None:
    assert flood_source(address) == source


@pytest.mark.parametrize("text", ["", "unknown", "_hidden", "1.2.3", "1.2.3.4:x", "[::1", "::1:::"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse_address(text) is None
