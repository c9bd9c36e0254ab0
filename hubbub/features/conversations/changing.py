"""A change of a locked conversation: its facts, versions and the work it means, written once."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from hubbub.features.agents.ledger import add_load
from hubbub.features.conversations.policy import Conversation, load_change
from hubbub.features.conversations.repository import update_conversation
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Event, Origin, Subject, record


@dataclass(slots=True)
class Change:
    """What is to become of a conversation whose row is locked. Each fact is one version."""

    before: Conversation
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    facts: list[tuple[int, Event, Origin]] = field(default_factory=list[tuple[int, Event, Origin]])
    version: int = 0

    def __post_init__(self) -> None:
        self.version = self.before.version

    @property
    def now(self) -> Conversation:
        """The conversation as it will be."""
        return replace(self.before, **self.values, version=self.version)

    def add(self, event: Event, by: Origin, **values: Any) -> int:
        """One more fact and the columns it changes; the version it makes."""
        self.version += 1
        self.values.update(values)
        self.facts.append((self.version, event, by))
        return self.version


async def save(tx: Transaction, change: Change) -> Conversation:
    """Write the row, then the agents' loads in the order of their ids, then the facts."""
    if not change.facts:
        return change.before
    after = change.now
    await update_conversation(tx, after.id, {**change.values, "version": after.version})
    by = change.facts[-1][2]
    loads: dict[UUID, int] = load_change(change.before, after.assignee_id, after.status)
    for user_id in sorted(loads):
        await add_load(tx, user_id, loads[user_id], by)
    for version, event, origin in change.facts:
        await record(tx, event, Subject(after.id, version, within=after.id), origin)
    return after
