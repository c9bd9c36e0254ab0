"""The paths of the subscriptions' part of this interface, its ids, and its pages."""

import math
import re
from typing import Any

from pydantic import Field

from hubbub.access import may
from hubbub.compat.vendor.wire import WireQuery, wrong

PREFIX = "/subscriptions/"
SUBSCRIPTIONS = "/subscriptions/1/subscription/{channel}"
PROFILES = "/subscriptions/1/profiles"
SECURITIES = "/subscriptions/1/security"
CERTIFICATES = "/subscriptions/1/certificates"

MANAGES = may.MANAGE_WEBHOOKS

FEW, MOST = 20, 100
"""How many things one page has, when nothing is said, and at most."""
MASK = "********"
"""Stands for what is kept and never shown; sent back, it keeps what there is."""

_ID = re.compile(r"[A-Za-z0-9._~-]{1,255}", re.ASCII)


class Page(WireQuery):
    page: int = Field(0, ge=0, le=1_000_000)
    size: int = Field(FEW, ge=1, le=MOST)

    @property
    def offset(self) -> int:
        return self.page * self.size

    def of(self, shown: list[dict[str, Any]], total: int) -> dict[str, Any]:
        """A page of what there is."""
        return {
            "results": shown,
            "paging": {
                "page": self.page,
                "size": self.size,
                "totalPages": math.ceil(total / self.size),
                "totalResults": total,
            },
        }


def is_id(text: str) -> bool:
    """Whether this can be the id of anything here."""
    return _ID.fullmatch(text) is not None and bool(text.strip("."))


def check_id(field: str, text: str) -> str:
    """Invalid for what could not stand in an address."""
    if not is_id(text):
        raise wrong(
            field,
            "Use 1 to 255 letters, digits, points, hyphens, underscores and tildes for an id: "
            "what can stand in an address as it is.",
        )
    return text
