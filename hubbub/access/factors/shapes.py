"""What the API shows of second factors."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class PasskeyOptions:
    """What the browser's own call for passkeys takes, as its standard writes it in JSON."""

    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownPasskey:
    id: Id
    name: str
    synced: bool
    here: bool
    """Whether it works at the address at which the asker has opened this installation."""
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Security:
    """How somebody signs in. `confirmed_until` says until when changes need no password again."""

    has_password: bool
    codes_since: datetime | None
    recovery_codes_left: int
    passkeys: list[ShownPasskey]
    passkeys_work: bool
    required: bool
    must_set_up: bool
    confirmed_until: datetime | None


@dataclass(frozen=True, slots=True)
class ShownCodesSetup:
    """`picture` is the address of an image that an app scans; `secret` is the same as text."""

    setup: str
    secret: str
    picture: str


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """Shown once. Empty when those from before are still good."""

    recovery_codes: list[str]
