"""The addresses that a key may be used from: single ones and ranges, IPv4 and IPv6."""

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from hubbub.kernel.errors import FieldError, Invalid

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

MOST = 50
MAPPED_BITS = 96
MAPPED = IPv6Network("::ffff:0:0/96")


def read_networks(texts: Iterable[str]) -> list[Network]:
    """The ranges, each once and in order. Raises Invalid, naming the first that is none."""
    found = {_read_network(text.strip()) for text in texts if text.strip()}
    if len(found) > MOST:
        raise Invalid([FieldError("networks", f"Give at most {MOST} addresses or ranges.")])
    return sorted(found, key=lambda each: (each.version, each.network_address, each.prefixlen))


def _read_network(text: str) -> Network:
    shown = text[:60]
    if "%" in text:
        raise _wrong(f"{shown} names a network card. Leave out the % and what follows.")
    try:
        network = ip_network(text, strict=False)
    except ValueError as error:
        raise _wrong(
            f"{shown} is no address or range. Write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32."
        ) from error
    if "/" in text and ip_address(text.partition("/")[0]) != network.network_address:
        raise _wrong(
            f"{shown} is not the beginning of a range. For the whole range write {network}; for "
            f"the one address write {text.partition('/')[0]}."
        )
    return _unmapped(network)


def _unmapped(network: Network) -> Network:
    # ::ffff:203.0.113.0/120 is how some systems write 203.0.113.0/24.
    if isinstance(network, IPv6Network) and network.subnet_of(MAPPED):
        mapped = network.network_address.ipv4_mapped
        assert mapped is not None
        return IPv4Network((mapped, network.prefixlen - MAPPED_BITS))
    return network


def read_address(text: str | None) -> Address | None:
    """The address of a peer; None for what is none, as a socket in the file system."""
    try:
        address = ip_address((text or "").partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def is_within(address: Address | None, networks: Iterable[Network]) -> bool:
    """Whether a key with these ranges may be used from there; without any, from everywhere."""
    allowed = list(networks)
    if not allowed:
        return True
    return address is not None and any(
        address.version == each.version and address in each for each in allowed
    )


def is_wider(before: Iterable[Network], after: Iterable[Network]) -> bool:
    """Whether somebody could use the key who could not before."""
    old, new = list(before), list(after)
    if not old:
        return False
    return not new or not all(any(_covers(o, n) for o in old) for n in new)


def _covers(outer: Network, inner: Network) -> bool:
    if isinstance(outer, IPv4Network) and isinstance(inner, IPv4Network):
        return inner.subnet_of(outer)
    if isinstance(outer, IPv6Network) and isinstance(inner, IPv6Network):
        return inner.subnet_of(outer)
    return False


def _wrong(message: str) -> Invalid:
    return Invalid([FieldError("networks", message)])
