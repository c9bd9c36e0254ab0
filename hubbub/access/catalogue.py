"""All permissions there are, read once from `catalogue.toml`, and sets of them as int bitsets."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hubbub.access.permission import Kind, Permission, Section


class UnknownPermissionError(ValueError):
    """A key that is not in the catalogue; `key` is what was asked for."""

    def __init__(self, key: str) -> None:
        shown = key if len(key) <= 100 else f"{key[:100]}…"
        super().__init__(
            f"There is no permission {shown!r}. `hubbub permissions` lists all that exist."
        )
        self.key = key


def _read_permission(entry: dict[str, Any], section: str) -> Permission:
    return Permission(
        bit=entry["bit"],
        name=entry["name"],
        key=entry["key"],
        kind=Kind(entry["kind"]),
        title=entry["title"],
        help=entry["help"],
        section=section,
        feature=entry["feature"],
        built=entry["built"],
    )


def _read_sections() -> tuple[Section, ...]:
    text = Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8")
    return tuple(
        Section(
            id=section["id"],
            title=section["title"],
            permissions=tuple(
                _read_permission(entry, section["id"]) for entry in section["permission"]
            ),
        )
        for section in tomllib.loads(text)["section"]
    )


SECTIONS: tuple[Section, ...] = _read_sections()
PERMISSIONS: tuple[Permission, ...] = tuple(
    sorted((each for section in SECTIONS for each in section.permissions), key=lambda p: p.bit)
)
"""Every permission; the one with bit n stands at index n."""

_by_key = {each.key: each for each in PERMISSIONS}
# Thousands of sets are turned into keys for one answer, so that what is looked up is made once.
_masks = {each.key: each.mask for each in PERMISSIONS}
_permissions = [(each.mask, each) for each in PERMISSIONS]
_keys = [(each.mask, each.key) for each in PERMISSIONS]


def permission(key: str) -> Permission:
    """The permission with this key. Raises UnknownPermissionError."""
    found = _by_key.get(key)
    if found is None:
        raise UnknownPermissionError(key)
    return found


def bitset(permissions: Iterable[Permission]) -> int:
    """The set of these permissions as an int, bit n standing for the permission with that bit."""
    bits = 0
    for each in permissions:
        bits |= each.mask
    return bits


def bitset_of_keys(keys: Iterable[str]) -> int:
    """The set of the permissions with these keys. Raises UnknownPermissionError."""
    bits = 0
    for key in keys:
        bits |= _masks.get(key) or permission(key).mask
    return bits


def permissions_in(bits: int) -> tuple[Permission, ...]:
    """The permissions of a bitset, in catalogue order."""
    return tuple([each for mask, each in _permissions if bits & mask])


def keys_in(bits: int) -> tuple[str, ...]:
    """The keys of a bitset, in catalogue order."""
    return tuple([key for mask, key in _keys if bits & mask])


def of_kind(*kinds: Kind) -> int:
    """The set of all permissions of these kinds."""
    return bitset(each for each in PERMISSIONS if each.kind in kinds)


EVERYTHING = bitset(PERMISSIONS)
RESTRICTIONS = of_kind(Kind.RESTRICT)
BASE = of_kind(Kind.BASE)
DEPENDENT = of_kind(Kind.DEPENDENT)
