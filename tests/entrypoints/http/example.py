"""What an example of a route is, and short ways to write one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubbub.access.permission import Permission
    from tests.world import Account

OK = frozenset({200})
CREATED = frozenset({201})
MISSING = frozenset({404})
"""What a route with an id answers: the matrix names things of the other account."""


@dataclass(frozen=True, slots=True)
class Example:
    """A request, and what it answers to whoever is allowed. `ids` fill the path, from an account
    that is not the asker's; the body is made for the asker's account and a running number."""

    answers: frozenset[int]
    body: Callable[[Account, int], Any] | None = None
    ids: dict[str, str] = field(default_factory=dict[str, str])
    query: str = ""
    words: dict[str, str] = field(default_factory=dict[str, str])
    """Fill what of the path is no id, but one of a few words."""
    also: tuple[Permission, ...] = ()
    """Permissions that are needed as well as one of those that the route declares."""


def plain(answers: frozenset[int] = OK, **body: Any) -> Example:
    return Example(answers, (lambda _, __: body) if body else None)


def foreign(body: Callable[[Account, int], Any] | None = None, /, **ids: str) -> Example:
    return Example(MISSING, body, ids)
