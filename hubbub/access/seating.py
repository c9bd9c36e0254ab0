"""What the seat pages say of somebody's roles, and whether these need a seat at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from hubbub.access.catalogue import RESTRICTIONS
from hubbub.access.decision import WORKS_WITHOUT_SEAT
from hubbub.access.roles import COUNTED, Default, Role


@dataclass(frozen=True, slots=True)
class SeatLabel:
    """How the seat pages show somebody's roles: the default ones by name, then "+n custom"."""

    defaults: tuple[Default, ...]
    custom: int

    @property
    def has_default_role(self) -> bool:
        """False: shown as *no default role*; from custom roles one cannot tell what it needs."""
        return bool(self.defaults)


def seat_label(roles: Iterable[Role]) -> SeatLabel:
    """The label of somebody who holds these roles; the account administrator's role is left out."""
    held = list(roles)
    defaults = tuple(each for each in Default if each in COUNTED and _holds(held, each))
    return SeatLabel(defaults, sum(each.default is None for each in held))


def _holds(held: list[Role], default: Default) -> bool:
    return any(each.default is default for each in held)


def needs_seat(raw: int) -> bool:
    """Whether a seat adds anything to these permissions; if not, one held is worth reviewing."""
    return raw & ~WORKS_WITHOUT_SEAT & ~RESTRICTIONS != 0
