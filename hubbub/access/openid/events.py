"""Facts about providers, and about who is linked to them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAdded(Event):
    kind: ClassVar[str] = "openid_provider.added"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    creates_users: bool
    role_ids: list[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderChanged(Event):
    kind: ClassVar[str] = "openid_provider.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    changed: list[str]
    is_enabled: bool
    creates_users: bool
    role_ids: list[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRemoved(Event):
    kind: ClassVar[str] = "openid_provider.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLinked(Event):
    """A user signs in with this provider from now on."""

    kind: ClassVar[str] = "user.provider_linked"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    provider_id: UUID
