"""Which conversations somebody may see: one value with two renderings, in SQL and in memory.

Keep the two side by side: whoever changes one changes the other, and a test compares them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple
from uuid import UUID

from psycopg import sql

from hubbub.access import may
from hubbub.access.decision import Effective


class Membership(NamedTuple):
    """A queue that a user belongs to. Either kind reads it."""

    queue_id: UUID
    kind: Literal["agent", "viewer"]


class ConversationFacts(NamedTuple):
    """What decides who may see a conversation."""

    account_id: UUID
    queue_id: UUID | None
    assignee_id: UUID | None


class Condition(NamedTuple):
    """A condition to AND into WHERE, with its named parameters (all begin with `reach_`)."""

    sql: sql.Composed
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class Reach:
    """The conversations that an actor may see, at one access version."""

    account_id: UUID
    user_id: UUID | None
    """None for an actor to whom nothing is ever assigned, such as an API key."""
    queue_ids: frozenset[UUID]
    sees_all: bool
    sees_none: bool

    def sees(self, facts: ConversationFacts) -> bool:
        """Whether this conversation is within reach; says what `as_sql` says."""
        if self.sees_none or facts.account_id != self.account_id:
            return False
        if self.sees_all:
            return True
        if facts.queue_id is not None and facts.queue_id in self.queue_ids:
            return True
        return facts.assignee_id is not None and facts.assignee_id == self.user_id


def as_sql(reach: Reach, alias: str = "conversation") -> Condition:
    """The same as a condition on `alias`, which has account_id, queue_id and assignee_id.

    It may come out as NULL where both of those are, so it belongs in WHERE (or `IS TRUE`), and
    is never to be negated.
    """
    if reach.sees_none:
        return Condition(sql.Composed([sql.SQL("FALSE")]), {})
    row = sql.Identifier(alias)
    in_account = sql.SQL("{row}.account_id = %(reach_account)s").format(row=row)
    params: dict[str, object] = {"reach_account": reach.account_id}
    if reach.sees_all:
        return Condition(in_account, params)
    mine = sql.SQL(
        " AND ({row}.queue_id = ANY(%(reach_queues)s::uuid[])"
        " OR {row}.assignee_id = %(reach_user)s::uuid)"
    ).format(row=row)
    params |= {"reach_queues": sorted(reach.queue_ids), "reach_user": reach.user_id}
    return Condition(in_account + mine, params)


def reach_of(
    effective: Effective,
    account_id: UUID,
    user_id: UUID | None,
    memberships: Iterable[Membership],
) -> Reach:
    """What somebody may see, from what he may do and the queues he is in as agent or viewer."""
    return Reach(
        account_id=account_id,
        user_id=user_id,
        queue_ids=frozenset(queue_id for queue_id, _ in memberships),
        sees_all=effective.allows(may.MANAGE_ALL) or effective.allows(may.REACH_ALL_QUEUES),
        sees_none=not effective.allows(may.VIEW),
    )
