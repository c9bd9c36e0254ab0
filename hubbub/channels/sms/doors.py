"""Finds whose door a carrier knocks at, and opens its line: for many knocks with one statement,
and without unsealing what a knock before it has unsealed."""

from collections.abc import Sequence
from dataclasses import dataclass

from hubbub.channels.sms.adapters.carrier import Line
from hubbub.channels.sms.adapters.opening import Opening, Unopened
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.http_repository import HttpCarrier, carriers_of_doors
from hubbub.kernel.batching import Batches
from hubbub.kernel.database import Database

MOST_TOGETHER = 200
MOST_OPEN = 1000
"""Lines that are kept open."""


@dataclass(frozen=True, slots=True)
class Doored:
    """The carrier that a door was made for."""

    kind: str
    carrier: HttpCarrier


class Doors:
    """The doors of all carriers in this process. Each knock is looked for in the database, so that
    a door that was taken away is shut at once."""

    def __init__(self, database: Database, opening: Opening) -> None:
        self._database = database
        self._opening = opening
        self._asked = Batches[str, Doored | None](
            self._look_up, most=MOST_TOGETHER, is_of_one=lambda _: False
        )
        self._lines: dict[tuple[object, ...], Line] = {}

    async def find(self, door: str) -> Doored | None:
        return await self._asked.add(door)

    def open(self, found: Doored) -> Line:
        """Raises Unopened."""
        carrier = found.carrier
        # All that a line is made of: whatever is changed of it opens another.
        key = (
            found.kind, carrier.carrier_id, tuple(sorted(carrier.settings.items())),
            carrier.sealed_secrets, carrier.sealed_door, carrier.is_simulated,
        )  # fmt: skip
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = self._opened(found)
            if len(self._lines) > MOST_OPEN:
                self._lines.pop(next(iter(self._lines)))
        return line

    def _opened(self, found: Doored) -> Line:
        kind = KINDS.get(found.kind)
        if kind is None:
            raise Unopened("this installation knows no such carrier any more")
        return kind.open(self._opening.access(kind, found.carrier))

    async def _look_up(self, doors: Sequence[str]) -> list[Doored | None]:
        asked = list(dict.fromkeys(doors))
        found = await self._database.look_up(lambda tx: carriers_of_doors(tx, asked))
        doored = {door: Doored(*each) for door, each in found.items()}
        return [doored.get(door) for door in doors]
