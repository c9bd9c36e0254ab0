"""A change of a locked conversation, or a new one: its facts, versions and the work it means,
written once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from hubbub.features.agents.ledger import Load, add_loads
from hubbub.features.conversations.events import ConversationCreated
from hubbub.features.conversations.policy import Conversation, load_change
from hubbub.features.conversations.repository import insert_conversations, update_conversations
from hubbub.features.messages.channels import channel
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Event, Origin, Subject
from hubbub.kernel.ids import new_id
from hubbub.kernel.recording_many import Fact, record_all


@dataclass(slots=True)
class Change:
    """What is to become of a conversation whose row is locked, or is not there yet. Each fact is
    one version."""

    before: Conversation
    is_new: bool = False
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


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a conversation begins with."""

    account_id: UUID
    person_id: UUID
    channel: str
    number: str
    """Ours."""
    carrier_id: UUID
    queue_id: UUID


def begin(new: Beginning, by: Origin) -> Change:
    """A conversation that is not there until it is saved. The caller has the person's row locked,
    as everybody who begins one, and has seen that no other one is open."""
    moment = now()
    conversation = Conversation(
        account_id=new.account_id, id=new_id(), person_id=new.person_id, channel=new.channel,
        channel_group=channel(new.channel).group, number=new.number, carrier_id=new.carrier_id,
        queue_id=new.queue_id, assignee_id=None, status="open", priority="normal", topic=None,
        last_message_id=None, last_message_at=moment, inbound_count=0, waiting_since=None,
        version=0, created_at=moment, closed_at=None,
    )  # fmt: skip
    change = Change(conversation, is_new=True)
    change.add(ConversationCreated(queue_id=new.queue_id, channel=new.channel), by)
    return change


async def save(tx: Transaction, change: Change) -> Conversation:
    """Write the row, then the agents' loads, then the facts; the conversation as it is now."""
    await save_all(tx, [change])
    return change.now


async def save_all(
    tx: Transaction, changes: Iterable[Change], *, after: Sequence[Fact] = ()
) -> None:
    """The same for changes of different conversations; the agents in the order of their ids.
    `after` are facts that come before all of theirs."""
    made = [change for change in changes if change.facts]
    new = [change.now for change in made if change.is_new]
    if new:
        await insert_conversations(tx, new)
    for together in _by_columns([each for each in made if not each.is_new]).values():
        await update_conversations(tx, {each.before.id: each.columns for each in together})
    loads = [
        Load(user_id, amount, change.facts[-1].by)
        for change in made
        for user_id, amount in change.load.items()
    ]
    await add_loads(tx, loads)
    await record_all(tx, [*after, *(fact for change in made for fact in change.facts)])


def _by_columns(changes: Sequence[Change]) -> dict[tuple[str, ...], list[Change]]:
    found: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        found.setdefault(tuple(sorted(change.values)), []).append(change)
    return found
