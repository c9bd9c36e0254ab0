"""Facts about profiles and securities, all of them in the audit; a subscription is a webhook."""

from dataclasses import dataclass
from typing import ClassVar

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSet(Event):
    """A profile was made, or is another one now."""

    kind: ClassVar[str] = "wire_profile.set"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRemoved(Event):
    kind: ClassVar[str] = "wire_profile.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecuritySet(Event):
    """Credentials were given, or other ones."""

    kind: ClassVar[str] = "wire_security.set"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    is_new: bool
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityRemoved(Event):
    kind: ClassVar[str] = "wire_security.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
