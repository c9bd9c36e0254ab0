"""Facts about somebody's second factors."""

from dataclasses import dataclass
from typing import ClassVar

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorAdded(Event):
    kind: ClassVar[str] = "second_factor.added"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "user"
    factor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRemoved(Event):
    kind: ClassVar[str] = "second_factor.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "user"
    factor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorReset(Event):
    """An administrator took everything away that a user had beside his password."""

    kind: ClassVar[str] = "second_factor.reset"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "user"
    factors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesMade(Event):
    kind: ClassVar[str] = "recovery_codes.made"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed(Event):
    kind: ClassVar[str] = "recovery_code.used"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_kind: ClassVar[str] = "user"
    left: int
