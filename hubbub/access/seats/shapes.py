"""What the API shows of seats."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.access.shapes import ShownRole
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class SeatSuggestion:
    """Why somebody could do without: the permissions behind it, and since when it is so."""

    because: Literal["needs_none", "not_signed_in", "only_viewed", "unused"]
    keys: list[str]
    since: datetime


@dataclass(frozen=True, slots=True)
class SeatHolder:
    """A user on the seats page. `default_role` is null for somebody whose Conversations
    permissions come from custom roles only, and for somebody with none at all."""

    id: Id
    name: str
    email: str
    state: Literal["enabled", "disabled"]
    seat: bool
    viewer: bool
    default_roles: list[ShownRole]
    custom_roles: int
    given_at: datetime | None
    given_by: str | None
    last_sign_in_at: datetime | None
    suggestion: SeatSuggestion | None


@dataclass(frozen=True, slots=True)
class SeatHolders:
    items: list[SeatHolder]
    next: str | None


@dataclass(frozen=True, slots=True)
class ShownSeatChange:
    """`actor` is null where the system did it, as the command line does."""

    at: datetime
    act: Literal["given", "taken"]
    user_id: Id
    user: str | None
    actor: str | None
    actor_kind: str


@dataclass(frozen=True, slots=True)
class SeatLog:
    items: list[ShownSeatChange]
    next: str | None
