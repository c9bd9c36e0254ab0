"""Facts about endpoints, all of them in the audit."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookAdded(Event):
    kind: ClassVar[str] = "webhook.added"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    kinds: list[str]
    acts_for: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChanged(Event):
    """Whoever changes one is whom it acts for from then on."""

    kind: ClassVar[str] = "webhook.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    changed: list[str]
    kinds: list[str]
    acts_for: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSecretRotated(Event):
    """`old_hours` is how long the old secret signs beside the new one."""

    kind: ClassVar[str] = "webhook.secret_rotated"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    old_hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookStateChanged(Event):
    """On, paused or off; `reason` says whether somebody chose it or it came about by itself."""

    kind: ClassVar[str] = "webhook.state_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookReplayed(Event):
    """One delivery, or all that failed since a moment, is sent once more."""

    kind: ClassVar[str] = "webhook.replayed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    delivery_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRemoved(Event):
    kind: ClassVar[str] = "webhook.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


OF_ENDPOINTS = frozenset(
    {
        WebhookAdded.kind,
        WebhookChanged.kind,
        WebhookStateChanged.kind,
        WebhookRemoved.kind,
    }
)
"""After these an account's endpoints want other facts than before."""
