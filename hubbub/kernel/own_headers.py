"""Headers that somebody wants sent along, beside those that are set here."""

import re
from collections.abc import Mapping

from hubbub.kernel.errors import FieldError, Invalid

MOST_HEADERS = 10
HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}", re.ASCII)
OURS = frozenset(
    {
        "accept-encoding", "connection", "content-encoding", "content-length", "content-type",
        "expect", "host", "keep-alive", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade", "user-agent",
    }
)  # fmt: skip


def clean_headers(
    wanted: Mapping[str, str | None], kept: Mapping[str, str], field: str = "headers"
) -> dict[str, str]:
    """Those that can be sent; one whose value is None keeps the one that it has. Raises Invalid."""
    if len(wanted) > MOST_HEADERS:
        raise Invalid([FieldError(field, f"Give at most {MOST_HEADERS} headers.")])
    found: dict[str, str] = {}
    for name, given in wanted.items():
        value = kept.get(name) if given is None else given.strip()
        _check_name(name, field)
        if name.lower() in {each.lower() for each in found}:
            raise Invalid([FieldError(field, f"“{name[:60]}” stands here twice.")])
        if not value or len(value) > 1000 or not value.isascii() or not value.isprintable():
            said = f"Give “{name[:60]}” a value of 1 to 1,000 letters, digits and signs."
            raise Invalid([FieldError(field, said)])
        found[name] = value
    return found


def _check_name(name: str, field: str) -> None:
    if not HEADER_NAME.fullmatch(name):
        raise Invalid([FieldError(field, f"“{name[:60]}” is not the name of a header.")])
    if name.lower() in OURS or name.lower().startswith("webhook-"):
        raise Invalid([FieldError(field, f"“{name[:60]}” is set by Hubbub itself.")])
