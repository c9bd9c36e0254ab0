"""Which addresses of the internet a request on a user's behalf may go to."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network

from hubbub.kernel.forwarding import Address, Network

# Written out, because what `ipaddress` calls global differs between the Pythons we run on.
NOT_PUBLIC_4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
GLOBAL_UNICAST_6 = IPv6Network("2000::/3")
"""All else is mapped, translated, local, multicast or not given out."""
NOT_PUBLIC_6 = tuple(
    IPv6Network(each)
    # Teredo and 6to4 carry an IPv4 address inside, which may be any.
    for each in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


def is_public(address: Address) -> bool:
    """Whether it is an ordinary address of the internet, the same for everybody."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_4)
    if address.scope_id is not None or address not in GLOBAL_UNICAST_6:
        return False
    return not any(address in network for network in NOT_PUBLIC_6)


def may_reach(address: Address, allowed: Sequence[Network]) -> bool:
    """Whether a request may go there: to the internet, or to where the operator allows."""
    return is_public(address) or is_allowed(address, allowed)


def is_allowed(address: Address, allowed: Sequence[Network]) -> bool:
    """Whether the operator has named a network that holds it."""
    return any(address in network for network in allowed if network.version == address.version)


def parse_network(text: str) -> Network:
    """A network, or a single address as one; ValueError with a sentence otherwise."""
    try:
        network = ip_network(text.strip())
    except ValueError as error:
        if "host bits" in str(error):
            wider = ip_network(text.strip(), strict=False)
            raise ValueError(f"“{text}” is an address inside {wider}. Did you mean that?") from None
        raise ValueError(f"“{text}” is not an address or range such as 203.0.113.0/24.") from None
    if isinstance(network, IPv6Network) and network.subnet_of(IPv6Network("::ffff:0:0/96")):
        raise ValueError(f"Write the IPv4 range in “{text}” as IPv4.")
    return network
