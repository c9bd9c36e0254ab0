"""Facts about people."""

from dataclasses import dataclass
from typing import ClassVar

from hubbub.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMet(Event):
    """Somebody wrote, or was written to by a program, for the first time."""

    kind: ClassVar[str] = "person.met"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRenamed(Event):
    kind: ClassVar[str] = "person.renamed"
