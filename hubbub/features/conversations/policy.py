"""Who may do what with a conversation, and which state follows which: pure rules, no database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.permission import Permission

ACTIVE = ("open", "waiting", "solved")
STATUSES = (*ACTIVE, "closed")
PRIORITIES = ("low", "normal", "high", "urgent")
COUNTED = frozenset({"open"})
"""What takes an agent's capacity: what is parked for the customer or solved does not."""

Ability = Literal[
    "reply", "take", "assign", "status", "priority", "topic", "read", "rename", "download"
]


_known_abilities: dict[tuple[object, ...], tuple[Ability, ...]] = {}
MOST_CASES = 50_000


@dataclass(slots=True)
class Conversation:
    """The row of a conversation. It is not frozen, for a page has fifty of them."""

    account_id: UUID
    id: UUID
    person_id: UUID
    channel: str
    channel_group: str
    number: str
    carrier_id: UUID
    queue_id: UUID
    assignee_id: UUID | None
    status: str
    priority: str
    topic: str | None
    last_message_id: UUID | None
    last_message_at: datetime
    inbound_count: int
    waiting_since: datetime | None
    version: int
    created_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is refused: a permission is missing, or the state does not allow it."""

    sentence: str
    code: str
    missing: Permission | None = None


def works_on(actor: Actor, conversation: Conversation) -> bool:
    """Whether he may write in it: everybody's with `manage all`, else only his own."""
    if actor.may(may.MANAGE_ALL):
        return True
    return actor.may(may.MANAGE) and conversation.assignee_id == actor.user_id


def refuse_work(actor: Actor, conversation: Conversation) -> Refusal | None:
    """Why he may not write in this conversation."""
    if not actor.may(may.MANAGE):
        return Refusal("You can read this conversation, not work on it.", "forbidden", may.MANAGE)
    if not works_on(actor, conversation):
        if conversation.assignee_id is None:
            return Refusal("Take this conversation first.", "forbidden", may.MANAGE_ALL)
        return Refusal("A colleague works on this conversation.", "forbidden", may.MANAGE_ALL)
    return refuse_closed(conversation)


def refuse_closed(conversation: Conversation) -> Refusal | None:
    if conversation.status == "closed":
        return Refusal(
            "A closed conversation is history and cannot be changed. The customer's next message "
            "begins a new one.",
            "closed",
        )
    return None


def refuse_reply(actor: Actor, conversation: Conversation) -> Refusal | None:
    """As work, and somebody must be answering: an unassigned one is taken first."""
    refusal = refuse_work(actor, conversation)
    if refusal is None and conversation.assignee_id is None:
        return Refusal("Take this conversation first.", "unassigned")
    return refusal


def refuse_assignment(
    actor: Actor, conversation: Conversation, assignee_id: UUID | None
) -> Refusal | None:
    """Why he may not give this conversation to that user, or to nobody."""
    if not actor.may(may.MANAGE):
        return Refusal("You can read this conversation, not assign it.", "forbidden", may.MANAGE)
    if not actor.may(may.ASSIGN):
        return Refusal("You cannot assign conversations.", "forbidden", may.ASSIGN)
    beyond = None if actor.may(may.MANAGE_ALL) else _beyond_own(actor, conversation, assignee_id)
    if beyond is not None:
        return Refusal(beyond, "forbidden", may.MANAGE_ALL)
    return refuse_closed(conversation)


def _beyond_own(actor: Actor, conversation: Conversation, assignee_id: UUID | None) -> str | None:
    if conversation.assignee_id is not None:
        is_own = conversation.assignee_id == actor.user_id
        return None if is_own else "A colleague works on this conversation."
    if assignee_id != actor.user_id:
        return "Take this conversation before you give it on."
    if not actor.is_agent_of(conversation.queue_id):
        return "You are not an agent of its queue."
    return None


def abilities(actor: Actor, conversation: Conversation) -> tuple[Ability, ...]:
    """What the desk offers him on this conversation now; the same rules decide the requests."""
    # Asked for each row of a list and each socket: all that the rules look at comes to few cases.
    assignee = conversation.assignee_id
    case = (
        actor.effective,
        conversation.status == "closed",
        assignee == actor.user_id if assignee else None,
        assignee is None and actor.is_agent_of(conversation.queue_id),
    )
    known = _known_abilities.get(case)
    if known is None:
        if len(_known_abilities) >= MOST_CASES:
            _known_abilities.clear()
        known = _known_abilities[case] = abilities_by_rule(actor, conversation)
    return known


def abilities_by_rule(actor: Actor, conversation: Conversation) -> tuple[Ability, ...]:
    """The same, worked out."""
    found: list[Ability] = []
    if refuse_reply(actor, conversation) is None:
        found.append("reply")
    taking = refuse_assignment(actor, conversation, actor.user_id)
    if taking is None and conversation.assignee_id != actor.user_id:
        found.append("take")
    giving = refuse_assignment(actor, conversation, None)
    if giving is None or (taking is None and conversation.assignee_id is not None):
        found.append("assign")
    if refuse_work(actor, conversation) is None:
        found.extend(("status", "priority", "topic", "rename"))
    if actor.may(may.MANAGE) and not actor.effective.is_viewer:
        found.append("read")
    if actor.may(may.DOWNLOAD_TRANSCRIPT):
        found.append("download")
    return tuple(found)


def refuse_transition(conversation: Conversation, status: str) -> Refusal | None:
    """Open, waiting and solved follow each other freely; closed is the end."""
    if status not in STATUSES:
        return Refusal(f"Choose one of {', '.join(STATUSES)}.", "invalid")
    return refuse_closed(conversation)


def load_change(before: Conversation, assignee_id: UUID | None, status: str) -> dict[UUID, int]:
    """How much work each agent gains or loses when assignee and status become these."""
    change: dict[UUID, int] = {}
    if before.assignee_id is not None and before.status in COUNTED:
        change[before.assignee_id] = -1
    if assignee_id is not None and status in COUNTED:
        change[assignee_id] = change.get(assignee_id, 0) + 1
    return {user_id: amount for user_id, amount in change.items() if amount}
