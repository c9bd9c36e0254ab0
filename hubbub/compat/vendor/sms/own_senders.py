"""What a program of an account may send from: its numbers, and the names that it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from hubbub.features.numbers.repository import all_numbers
from hubbub.features.people.phones import parse_number
from hubbub.features.senders.names import is_name
from hubbub.features.senders.repository import all_senders
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Invalid

WHICH = (
    "Send from a number of your account, with its country code, such as 385912345678, or from one "
    "of its sender names."
)
NONE = "This account has no number yet. Add one in the settings, then send from it."


@dataclass(frozen=True, slots=True)
class OwnSenders:
    """Each with its carrier; names by what they are without regard to case."""

    numbers: Mapping[str, UUID]
    names: Mapping[str, tuple[str, UUID]]

    def find(self, given: str | None) -> str | None:
        """The number in E.164 or the name as it was added; with nothing given, the only number."""
        if given is None:
            return next(iter(self.numbers)) if len(self.numbers) == 1 else None
        if is_name(given):
            known = self.names.get(" ".join(given.split()).lower())
            return None if known is None else known[0]
        number = _number(given)
        return number if number in self.numbers else None

    def carrier_of(self, sender: str) -> UUID:
        """Of one that was found."""
        return self.names[sender.lower()][1] if is_name(sender) else self.numbers[sender]

    @property
    def refusal(self) -> str:
        """What to do where none was found."""
        return WHICH if self.numbers or self.names else NONE


async def own_senders(tx: Transaction) -> OwnSenders:
    numbers = {each.number: each.carrier_id for each in await all_numbers(tx)}
    names = [each for each in await all_senders(tx) if each.kind == "name"]
    return OwnSenders(
        numbers, {each.value.lower(): (each.value, each.carrier_id) for each in names}
    )


def _number(text: str) -> str | None:
    try:
        return parse_number(text)
    except Invalid:
        return None
