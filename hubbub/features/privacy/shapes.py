"""What the API shows of the personal data of somebody, and of the jobs about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class ShownPrivacyJob:
    """`expires_at` is until when the file can be fetched, of an export that is done; `is_mine`
    whether it can be by the asker."""

    id: Id
    state: Literal["waiting", "failed", "done", "cancelled"]
    progress: int
    total: int | None
    error: str | None
    created_at: datetime
    ended_at: datetime | None
    expires_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ShownPrivacy:
    """How much there is of a person, and what was done about it lately."""

    id: Id
    name: str | None
    phone: str
    known_since: datetime
    erased_at: datetime | None
    held_at: datetime | None
    held_conversations: list[Id]
    conversations: int
    texts: int
    erased_texts: int
    exports: list[ShownPrivacyJob]
    erasure: ShownPrivacyJob | None


@dataclass(frozen=True, slots=True)
class AccountExports:
    """The newest first."""

    items: list[ShownPrivacyJob]


class ErasureInput(Input):
    number: str = Field(min_length=1, max_length=64)
    """The person's number, typed again to be sure."""


@dataclass(frozen=True, slots=True)
class Hold:
    held_at: datetime | None


class HoldInput(Input):
    held: bool
