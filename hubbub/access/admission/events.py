"""Facts about how an account lets people in."""

from dataclasses import dataclass
from typing import ClassVar

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSettingsChanged(Event):
    """Numbers and switches only; the ranges and the short name are not told."""

    kind: ClassVar[str] = "sign_in_settings.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "account"
    changed: list[str]
    requires_second_factor: bool
    allows_passwords: bool
    idle_minutes: int
    absolute_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserNetworksChanged(Event):
    kind: ClassVar[str] = "user.networks_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    before: int
    after: int
