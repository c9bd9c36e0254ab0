"""What a member of a queue can really do in it, and why: pure, from his row."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from hubbub.access import may
from hubbub.access.actor import ActorRow
from hubbub.access.decision import Effective, effective_bits

Kind = Literal["agent", "viewer"]


class Access(StrEnum):
    """What comes of it."""

    AGENT = "agent"
    VIEWER = "viewer"
    NONE = "none"


class Reason(StrEnum):
    """Why somebody cannot work."""

    DISABLED = "disabled"
    NO_SEAT = "no_seat"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Standing:
    """`hindrance` is why he cannot be an agent of any queue; None when he can be one."""

    reads: bool
    works_everywhere: bool
    hindrance: Reason | None

    def access_as(self, kind: Kind) -> Access:
        """What he can do in a queue that he is in as agent or as viewer."""
        if not self.reads:
            return Access.NONE
        works = self.hindrance is None and (kind == "agent" or self.works_everywhere)
        return Access.AGENT if works else Access.VIEWER


def standing_of(row: ActorRow) -> Standing:
    """The decision's own answer, asked as he is and as he would be with a seat."""
    now = effective_bits(row.role_bits, row.is_seated, row.is_enabled)
    seated = effective_bits(row.role_bits, seated=True, enabled=True)
    return Standing(
        reads=now.allows(may.VIEW),
        works_everywhere=now.allows(may.MANAGE_ALL),
        hindrance=_hindrance(row, now, seated),
    )


def _hindrance(row: ActorRow, now: Effective, seated: Effective) -> Reason | None:
    if not row.is_enabled:
        return Reason.DISABLED
    if now.allows(may.MANAGE):
        return None
    return Reason.NO_SEAT if seated.allows(may.MANAGE) else Reason.ROLE
