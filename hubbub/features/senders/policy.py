"""Which senders somebody may write from first: one value with two renderings, in SQL and in memory.

Keep the two side by side: whoever changes one changes the other, and a test compares them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from psycopg.sql import SQL, Composed, Identifier

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.visibility import Condition


@dataclass(frozen=True, slots=True)
class Use:
    """The senders that an actor may begin conversations from, at one access version."""

    account_id: UUID
    queue_ids: frozenset[UUID]
    """Where he works as agent."""
    uses_all: bool
    uses_none: bool

    def allows(
        self, account_id: UUID, *, for_every_queue: bool, queue_ids: Collection[UUID]
    ) -> bool:
        """Whether this sender is among them; says what `as_sql` says."""
        if self.uses_none or account_id != self.account_id:
            return False
        return self.uses_all or for_every_queue or not self.queue_ids.isdisjoint(queue_ids)

    def reaches(
        self, queue_id: UUID, *, for_every_queue: bool, queue_ids: Collection[UUID]
    ) -> bool:
        """Whether what he begins from a sender that he may use can be in this queue: what was
        given to some queues writes for them alone, whoever works in others as well."""
        return self.uses_all or for_every_queue or queue_id in queue_ids


def as_sql(use: Use, alias: str = "s") -> Condition:
    """The same as a condition on `alias`, which has account_id, for_every_queue and queue_ids."""
    if use.uses_none:
        return Condition(Composed([SQL("FALSE")]), {})
    row = Identifier(alias)
    in_account = SQL("{row}.account_id = %(use_account)s").format(row=row)
    params: dict[str, object] = {"use_account": use.account_id}
    if use.uses_all:
        return Condition(in_account, params)
    own = SQL(" AND ({row}.for_every_queue OR {row}.queue_ids && %(use_queues)s::uuid[])").format(
        row=row
    )
    return Condition(in_account + own, params | {"use_queues": sorted(use.queue_ids)})


def use_of(actor: Actor) -> Use:
    """What `conversations/senders/all-available` lifts is the rule of the queues alone: who only
    reads conversations begins none."""
    queues = worked_queues(actor)
    uses_all = actor.may(may.SEE_ALL_SENDERS)
    can_begin = actor.may(may.START) and actor.may(may.MANAGE)
    return Use(
        account_id=actor.account_id,
        queue_ids=queues,
        uses_all=uses_all,
        uses_none=not can_begin or not (uses_all or queues),
    )


def worked_queues(actor: Actor) -> frozenset[UUID]:
    """The queues in which he is an agent who can work; without a seat he only reads there."""
    if not actor.may(may.MANAGE):
        return frozenset()
    return frozenset(each.queue_id for each in actor.memberships if each.kind == "agent")


def starts_in(actor: Actor, queue_id: UUID) -> bool:
    """Whether a conversation that he begins may be in this queue: as with assigning, those in
    which he works, or any for whoever manages all conversations."""
    if not actor.may(may.START):
        return False
    return actor.may(may.MANAGE_ALL) or queue_id in worked_queues(actor)
