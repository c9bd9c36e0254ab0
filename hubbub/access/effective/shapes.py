"""What the API shows of effective access and of how permissions are used."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.access.shapes import ShownRole
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class SuggestedChange:
    """One step of the smallest change; `key` for a permission to give or a restriction to lift."""

    act: Literal["enable", "give_seat", "give", "lift"]
    key: str | None


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """One permission: whether it is effective, or applies in the case of a restriction, and why.

    `reason` and `suggestion` say in a sentence what `because`, `given_by` and `change` say.
    """

    key: str
    effective: bool
    because: Literal[
        "given", "implied", "absent", "disabled", "no_seat", "no_base", "no_analytics", "restricted"
    ]
    reason: str
    given_by: list[ShownRole]
    change: list[SuggestedChange]
    suggestion: str
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class EffectiveAccess:
    """Everything about one user. Uses have been noted since `noted_since`."""

    user_id: Id
    name: str
    state: Literal["enabled", "disabled"]
    seat: bool
    viewer: bool
    permissions: list[ShownVerdict]
    noted_since: datetime


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How the holders of a role use one of its permissions."""

    key: str
    used_by: int
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoleUses:
    """`used_by` counts holders who used it in the last `days`."""

    holders: int
    days: int
    noted_since: datetime
    items: list[KeyUse]
