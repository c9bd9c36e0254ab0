"""What the API shows of stuck work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id

AboutKind = Literal["conversation", "webhook", "number"]


@dataclass(frozen=True, slots=True)
class StuckAbout:
    """What a fact is about. A conversation is called by when it began, which tells of nobody."""

    kind: AboutKind
    id: Id
    name: str
    exists: bool


@dataclass(frozen=True, slots=True)
class ShownStuck:
    """A fact that a reader failed on. `error` is the kind of the mistake, never its text;
    `behind` is how many later facts of the same subject wait for it. `about` is None where the
    asker may not see what it is about, or where that has no page."""

    reader: str
    subject_id: Id
    number: int
    kind: str
    happened_at: datetime
    stuck_since: datetime
    next_try_at: datetime
    tries: int
    error: str
    behind: int
    is_skippable: bool
    about: StuckAbout | None


@dataclass(frozen=True, slots=True)
class StuckWork:
    """`total` counts the facts that are stuck, with those behind them."""

    items: list[ShownStuck]
    total: int


class RetryInput(Input):
    """Which; without it all of the account."""

    reader: str | None = Field(None, max_length=100)
    subject_id: UUID | None = None


class SkipInput(Input):
    reader: str = Field(max_length=100)
    subject_id: UUID
    number: int = Field(ge=0, le=2**63 - 1)
    reason: str = Field(max_length=1000)
