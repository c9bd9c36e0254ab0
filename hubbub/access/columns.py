"""The one decision for thousands of users at once: a column of bits for each permission, one bit
for each user.

The rule itself is `decision.effective`, run over another algebra; nothing of it is repeated here.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress, count
from operator import or_

from hubbub.access.catalogue import PERMISSIONS
from hubbub.access.decision import Step, effective

Users = int
"""A set of users: bit n stands for the nth of them."""
Columns = tuple[Users, ...]
"""For each permission, in the order of their bits, the users who have it."""

WIDTH = len(PERMISSIONS)
_DIGITS = bytes.maketrans(b"01", b"\x00\x01")
NONE: Columns = (0,) * WIDTH


class ColumnsOfUsers:
    """The algebra of many users: sets are columns, conditions are sets of users."""

    def __init__(self, everybody: Users) -> None:
        self._everybody = everybody

    def only(self, bits: Columns, keys: int) -> Columns:
        return tuple(users if keys >> bit & 1 else 0 for bit, users in enumerate(bits))

    def has(self, bits: Columns, keys: int) -> Users:
        return reduce(or_, (users for bit, users in enumerate(bits) if keys >> bit & 1), 0)

    def never(self, flag: Users) -> Users:
        return self._everybody & ~flag

    def add(self, bits: Columns, keys: int, when: Users) -> Columns:
        return tuple(users | when if keys >> bit & 1 else users for bit, users in enumerate(bits))

    def drop(self, bits: Columns, keys: int, unless: Users, step: Step) -> Columns:  # noqa: ARG002
        return tuple(users & unless if keys >> bit & 1 else users for bit, users in enumerate(bits))


def effective_columns(raw: Columns, seated: Users, enabled: Users, everybody: Users) -> Columns:
    """For each permission, those for whom it holds; for a restriction, to whom it applies."""
    grants, limits = effective(ColumnsOfUsers(everybody), raw, seated, enabled)
    return tuple(map(or_, grants, limits))


def united(one: Columns, other: Columns) -> Columns:
    return tuple(map(or_, one, other))


def raw_columns(roles: Iterable[tuple[int, Users]]) -> Columns:
    """What roles give together: each is its bitset of permissions and its holders."""
    columns = [0] * WIDTH
    for keys, holders in roles:
        for bit in bits_of(keys):
            columns[bit] |= holders
    return tuple(columns)


def bits_of(number: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    return compress(count(), bin(number)[:1:-1].encode().translate(_DIGITS))


def rows(columns: Sequence[Users], among: int) -> Iterator[bytes]:
    """The same turned round: for each of so many users, a digit for each permission."""
    digits = b"".join(format(users, f"0{among}b")[::-1].encode() for users in columns)
    return (digits[place::among] for place in range(among))


def bitset_of_row(row: bytes) -> int:
    """The permissions whose digit is set, as a bitset."""
    return int(row[::-1], 2)


def users_at(places: Iterable[int], among: int) -> Users:
    """The set of the users at these places, of so many."""
    row = bytearray((among + 7) // 8)
    for place in places:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")
