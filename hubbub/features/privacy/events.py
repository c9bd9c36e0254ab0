"""Facts about personal data: who took it along or erased it, never what it was."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExported(Event):
    """Somebody had all that is known of a person put into a file."""

    kind: ClassVar[str] = "person.exported"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExportFetched(Event):
    """Somebody fetched such a file."""

    kind: ClassVar[str] = "person.export_fetched"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErasureBegun(Event):
    kind: ClassVar[str] = "person.erasure_begun"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Event):
    """Nothing is left of a person but ids, times and states."""

    kind: ClassVar[str] = "person.erased"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHeld(Event):
    """Nothing of a person may be erased from now on, or it may again."""

    kind: ClassVar[str] = "person.held"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationHeld(Event):
    """The same of one conversation; the subject is who did it."""

    kind: ClassVar[str] = "conversation.held"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "conversation"
    object_field: ClassVar[str] = "conversation_id"
    conversation_id: UUID
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountExported(Event):
    """Somebody had the whole account put into a file."""

    kind: ClassVar[str] = "account.exported"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountExportFetched(Event):
    """Somebody fetched such a file."""

    kind: ClassVar[str] = "account.export_fetched"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionChanged(Event):
    """For how long the account keeps what; days, or nothing for ever."""

    kind: ClassVar[str] = "account.retention_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionApplied(Event):
    """A part of the rule was carried out, and erased so much."""

    kind: ClassVar[str] = "account.retention_applied"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"
    what: str
    erased: int
