"""What the API shows of one user's access, of mails about people, and of imports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.access.shapes import ShownUser
from hubbub.kernel.ids import Id
from hubbub.kernel.mail.repository import Mail


@dataclass(frozen=True, slots=True)
class ShownMail:
    """What became of the last mail to somebody."""

    state: Literal["queued", "sent", "failed", "dropped"]
    reason: str | None
    at: datetime
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class FullUser:
    """A user, with the last mail that lets him sign in."""

    user: ShownUser
    mail: ShownMail | None


@dataclass(frozen=True, slots=True)
class ShownSession:
    id: Id
    created_at: datetime
    seen_at: datetime
    address: str | None
    browser: str | None
    is_this: bool
    """Whether it is the one that asks."""


@dataclass(frozen=True, slots=True)
class Sessions:
    items: list[ShownSession]


@dataclass(frozen=True, slots=True)
class Ended:
    """How many sessions ended."""

    count: int


@dataclass(frozen=True, slots=True)
class ShownFieldError:
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportedRow:
    line: int
    name: str
    email: str
    username: str
    user_id: Id | None
    seat: bool
    errors: list[ShownFieldError]


@dataclass(frozen=True, slots=True)
class Imported:
    rows: list[ImportedRow]
    good: int
    bad: int
    seats_wanted: int
    seats_free: int


def show_mail(mail: Mail | None) -> ShownMail | None:
    if mail is None:
        return None
    return ShownMail(mail.state, mail.reason, mail.sent_at or mail.created_at, mail.next_at)
