"""Whether somebody may come from where he comes from."""

from collections.abc import Sequence

from hubbub.kernel.errors import FieldError, Forbidden, Invalid
from hubbub.kernel.forwarding import Network, parse_address
from hubbub.kernel.public_addresses import is_allowed, parse_network

MOST_NETWORKS = 100


def parse_networks(texts: Sequence[str], field: str = "networks") -> list[Network]:
    """The ranges without repeats; Invalid with the first mistake."""
    if len(texts) > MOST_NETWORKS:
        raise Invalid([FieldError(field, f"Give at most {MOST_NETWORKS} addresses and ranges.")])
    found: dict[Network, None] = {}
    for text in texts:
        try:
            found[parse_network(text)] = None
        except ValueError as error:
            raise Invalid([FieldError(field, str(error))]) from error
    return list(found)


def is_from(address: str, networks: Sequence[Network]) -> bool:
    """Whether the address is in one of the ranges; no ranges mean everywhere."""
    if not networks:
        return True
    parsed = parse_address(address)
    return parsed is not None and is_allowed(parsed, networks)


def check_address(address: str, *rules: Sequence[Network]) -> None:
    """Forbidden unless every set of ranges holds the address."""
    if not all(is_from(address, networks) for networks in rules):
        raise Forbidden(
            f"You cannot work from this address ({address}). Ask an administrator "
            "of your account to allow it, or come from a network that is allowed.",
            code="address_refused",
        )
