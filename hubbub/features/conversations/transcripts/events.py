"""Facts about transcripts."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptDownloaded(Event):
    """Somebody took a copy of a conversation away; the subject is who."""

    kind: ClassVar[str] = "transcript.downloaded"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "conversation"
    object_field: ClassVar[str] = "conversation_id"
    conversation_id: UUID
    format: str
