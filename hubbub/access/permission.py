"""What a permission is: a key, a place in bitsets, and the kind that decides its rules."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Which rules apply to a permission. It is written in the catalogue, never read off the key."""

    BASE = "base"
    """Opens conversations: viewing, working on assigned ones, managing all."""
    DEPENDENT = "dependent"
    """Does nothing unless the user also has a base permission."""
    RESTRICT = "restrict"
    """Takes an ability away instead of giving one."""
    SETUP = "setup"
    ANALYTICS = "analytics"
    LICENCE = "licence"
    PROFILE = "profile"
    """One's own profile; works without a seat."""
    ACCOUNT = "account"
    """Administration of the account; works without a seat."""


@dataclass(frozen=True, slots=True, eq=False)
class Permission:
    """One discrete permission, as the catalogue describes it; there is one object for each, so
    they are compared by identity, which is fast."""

    bit: int
    """Its place in a bitset, stable for ever."""
    name: str
    """The constant it is called by in `hubbub.access.may`."""
    key: str
    kind: Kind
    title: str
    help: str
    section: str
    """Id of the sub-group of the role editor it stands in."""
    feature: str
    """What it belongs to, in the words of the desk; brings the permission when not yet built."""
    built: bool
    """False while its feature is still to come; the editor then shows it as coming."""

    @property
    def mask(self) -> int:
        return 1 << self.bit

    @property
    def restricts(self) -> bool:
        return self.kind is Kind.RESTRICT


@dataclass(frozen=True, slots=True)
class Section:
    """A sub-group of the role editor, in the order of the catalogue; restrictions come last."""

    id: str
    title: str
    permissions: tuple[Permission, ...]

    @property
    def selectable_at_once(self) -> int:
        """The keys that *select all* ticks: every one of the section that does not restrict."""
        return sum(each.mask for each in self.permissions if not each.restricts)
