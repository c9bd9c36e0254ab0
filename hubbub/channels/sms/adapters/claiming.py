"""Names an order in an address, for carriers that have no key for one: a number that is bought is
told the address, and so says whose it is when it is asked for again."""

from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

ORDER: Final = "order"


def named(url: str, order: str) -> str:
    """The address, with the order in it."""
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode({ORDER: order})}"


def is_named(url: str, order: str) -> bool:
    """Whether it is this order's."""
    return parse_qs(urlsplit(url).query).get(ORDER) == [order]
