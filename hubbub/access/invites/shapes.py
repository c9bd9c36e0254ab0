"""What the API shows of invites."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.access.shapes import ShownRole
from hubbub.access.users.shapes import ShownMail
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class Inviter:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class ShownInvite:
    id: Id
    email: str
    state: Literal["pending", "expired", "accepted", "revoked"]
    roles: list[ShownRole]
    seat: bool
    invited_by: Inviter | None
    """None for the command line."""
    created_at: datetime
    expires_at: datetime
    user_id: Id | None
    mail: ShownMail | None
    version: int


@dataclass(frozen=True, slots=True)
class InvitePage:
    items: list[ShownInvite]
    next: str | None
