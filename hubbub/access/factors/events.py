"""Facts about somebody's second factors."""

from dataclasses import dataclass
from typing import ClassVar

from hubbub.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorAdded(Event):
    kind: ClassVar[str] = "second_factor.added"
    is_audited: ClassVar[bool] = True
    factor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRemoved(Event):
    kind: ClassVar[str] = "second_factor.removed"
    is_audited: ClassVar[bool] = True
    factor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorReset(Event):
    """An administrator took everything away that a user had beside his password."""

    kind: ClassVar[str] = "second_factor.reset"
    is_audited: ClassVar[bool] = True
    factors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesMade(Event):
    kind: ClassVar[str] = "recovery_codes.made"
    is_audited: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed(Event):
    kind: ClassVar[str] = "recovery_code.used"
    is_audited: ClassVar[bool] = True
    left: int
