"""Facts about stuck work."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSkipped(Event):
    """Somebody had a reader pass over a fact that it failed on; `fact` is its kind, `about` its
    subject."""

    kind: ClassVar[str] = "work.skipped"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"
    reader: str
    fact: str
    about: UUID
    number: int
