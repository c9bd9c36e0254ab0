"""Joins the parts of long texts as they come in; what is not whole yet is kept."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from hubbub.channels.sms.decoding import InboundPart
from hubbub.channels.sms.incoming_repository import held_parts, hold_parts, release_parts
from hubbub.channels.sms.reassembly import (
    PartKey,
    Placement,
    complete_text,
    partial_text,
    place,
)
from hubbub.channels.sms.repository import one_at_a_time
from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Joined:
    """A text, and of how many parts it was made."""

    text: str
    segments: int


@dataclass(slots=True)
class _Set:
    parts: list[InboundPart]
    stored: int
    """How many of them, from the first on, are in the database."""
    is_stale: bool = False
    """Whether what is in the database has to go."""

    def take(self, joined: str) -> Joined:
        found = Joined(joined, len(self.parts))
        self.parts, self.stored, self.is_stale = [], 0, True
        return found


@dataclass(slots=True)
class Joining:
    """The unfinished texts that some parts belong to. Nobody else adds to them until the end of
    the transaction."""

    carrier_id: UUID
    _sets: dict[PartKey, _Set] = field(default_factory=dict[PartKey, _Set])

    async def begin(self, tx: Transaction, keys: Collection[PartKey]) -> None:
        """Read what is there; to be called once."""
        if not keys:
            return
        # Two parts at once would each miss the other's row, and the text would never be whole.
        await one_at_a_time(tx, {f"sms-parts:{key}" for key in keys})
        held = await held_parts(tx, self.carrier_id, keys)
        self._sets = {key: _Set(held.get(key, []), len(held.get(key, []))) for key in keys}

    def add(self, key: PartKey, part: InboundPart) -> list[Joined]:
        """The texts that end with this part: none, its own, or before that one whose reference
        came round again."""
        found: list[Joined] = []
        its = self._sets[key]
        placement = place(its.parts, part)
        if placement is Placement.DUPLICATE:
            return found
        if placement is Placement.RESTART:
            found += self.give_up(key)
        its.parts.append(part)
        text = complete_text(its.parts)
        return found if text is None else [*found, its.take(text)]

    def give_up(self, key: PartKey) -> list[Joined]:
        """What is there of a text whose rest will not come."""
        its = self._sets[key]
        return [its.take(partial_text(its.parts))] if its.parts else []

    async def save(self, tx: Transaction) -> None:
        """Write what has become of them."""
        stale = [key for key, its in self._sets.items() if its.is_stale]
        if stale:
            await release_parts(tx, self.carrier_id, stale)
        new = [(key, part) for key, its in self._sets.items() for part in its.parts[its.stored :]]
        if new:
            await hold_parts(tx, self.carrier_id, new)
