"""What the API shows of webhooks, and what it takes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id
from hubbub.kernel.pages import MOST
from hubbub.reactions.webhooks.endpoints_repository import Reason, State
from hubbub.reactions.webhooks.log_repository import DeliveryState


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact that can be chosen, in plain words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom it acts for; `is_able` while he may manage webhooks, without which nothing is sent."""

    id: Id
    name: str
    is_able: bool


@dataclass(frozen=True, slots=True)
class ShownWebhook:
    """A webhook. Its secret and the values of its headers are never shown. `reason` says why it is
    in this state; `arrived` of `tried` attempts of the last 24 hours went well, of
    which the last 1,000 are counted; `waiting` and `failed` are counted up to 10,000. `wire` is the
    foreign interface by which a program set it up, and by which alone it is changed."""

    id: Id
    name: str
    url: str
    kinds: list[str]
    headers: list[str]
    state: State
    reason: Reason
    state_at: datetime
    acts_for: Owner
    old_secret_until: datetime | None
    failing_since: datetime | None
    arrived: int
    tried: int
    waiting: int
    failed: int
    version: int
    created_at: datetime
    wire: Literal["vendor"] | None


@dataclass(frozen=True, slots=True)
class ShownWebhooks:
    """All webhooks, the kinds of facts there are, and how long the log is kept."""

    items: list[ShownWebhook]
    kinds: list[Kind]
    most: int
    log_days: int


@dataclass(frozen=True, slots=True)
class WebhookWithSecret:
    """`secret` is shown this once."""

    webhook: ShownWebhook
    secret: str


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """A fact on its way to a webhook. `id` is what the program there finds in `webhook-id`."""

    id: Id
    kind: str
    subject_id: Id | None
    conversation_id: Id | None
    state: DeliveryState
    attempts: int
    next_at: datetime | None
    is_under_way: bool
    occurred_at: datetime
    created_at: datetime
    ended_at: datetime | None
    last_at: datetime | None
    milliseconds: int | None
    status: int | None
    error: str | None


@dataclass(frozen=True, slots=True)
class ShownDeliveries:
    items: list[ShownDelivery]
    next: str | None


@dataclass(frozen=True, slots=True)
class ShownAttempt:
    """One attempt. `answer` is the beginning of what came back; None also where the asker may not
    see the conversation, which a server may have sent back."""

    attempt: int
    at: datetime
    milliseconds: int
    status: int | None
    error: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class DeliveryWithAttempts:
    delivery: ShownDelivery
    attempts: list[ShownAttempt]


@dataclass(frozen=True, slots=True)
class ShownReplay:
    """Deliveries that are sent once more: `progress` of `total` are in their lanes again."""

    id: Id
    state: Literal["waiting", "failed", "done", "cancelled"]
    progress: int
    total: int
    error: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ShownReplays:
    items: list[ShownReplay]


class LogQuery(Input):
    """Which part of the log."""

    state: DeliveryState | None = None
    kind: str | None = Field(None, max_length=100)
    cursor: str | None = Field(None, max_length=300)
    limit: int = Field(50, ge=1, le=MOST)


class HeaderInput(Input):
    """A header of one's own; without a value it keeps the one that it has."""

    name: str = Field(max_length=200)
    value: str | None = Field(None, max_length=2000)


class WebhookInput(Input):
    name: str = Field(max_length=1000)
    url: str = Field(max_length=4000)
    kinds: list[str] = Field(max_length=100)
    headers: list[HeaderInput] = Field(default_factory=list, max_length=50)


class ChangedWebhookInput(WebhookInput):
    version: int


class StateInput(Input):
    state: State
    version: int


class RotateInput(Input):
    """For how many hours the old secret signs beside the new one."""

    old_hours: int = 24


class ReplayInput(Input):
    since: datetime


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """Where a page of the log goes on."""

    at: datetime
    id: UUID
