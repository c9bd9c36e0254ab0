"""A change of a locked conversation: its facts, versions and the work it means, written once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from hubbub.features.agents.ledger import Load, add_loads
from hubbub.features.conversations.policy import Conversation, load_change
from hubbub.features.conversations.repository import update_conversations
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Event, Origin, Subject
from hubbub.kernel.recording_many import Fact, record_all


@dataclass(slots=True)
class Change:
    """What is to become of a conversation whose row is locked. Each fact is one version."""

    before: Conversation
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    facts: list[Fact] = field(default_factory=list[Fact])
    version: int = 0

    def __post_init__(self) -> None:
        self.version = self.before.version

    @property
    def now(self) -> Conversation:
        """The conversation as it will be."""
        return replace(self.before, **self.values, version=self.version)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns to write."""
        return {**self.values, "version": self.version}

    @property
    def load(self) -> dict[UUID, int]:
        """How much work each agent gains or loses by it."""
        after = self.now
        return load_change(self.before, after.assignee_id, after.status)

    def add(self, event: Event, by: Origin, **values: Any) -> int:
        """One more fact and the columns it changes; the version it makes."""
        self.version += 1
        self.values.update(values)
        subject = Subject(self.before.id, self.version, within=self.before.id)
        self.facts.append(Fact(event, subject, by))
        return self.version


async def save(tx: Transaction, change: Change) -> Conversation:
    """Write the row, then the agents' loads, then the facts; the conversation as it is now."""
    await save_all(tx, [change])
    return change.now


async def save_all(tx: Transaction, changes: Iterable[Change]) -> None:
    """The same for changes of different conversations; the agents in the order of their ids."""
    made = [change for change in changes if change.facts]
    for together in _by_columns(made).values():
        await update_conversations(tx, {each.before.id: each.columns for each in together})
    loads = [
        Load(user_id, amount, change.facts[-1].by)
        for change in made
        for user_id, amount in change.load.items()
    ]
    await add_loads(tx, loads)
    await record_all(tx, [fact for change in made for fact in change.facts])


def _by_columns(changes: Sequence[Change]) -> dict[tuple[str, ...], list[Change]]:
    found: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        found.setdefault(tuple(sorted(change.values)), []).append(change)
    return found
