"""Why a user may or may not do something with a conversation, and the smallest change for it.

The answer is the one that the rules themselves give, asked for the user as he is and as he would be
after each possible change, so that it cannot disagree with them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from itertools import combinations
from operator import or_

from hubbub.access import may
from hubbub.access.actor import Actor, ActorRow, make_actor
from hubbub.access.decision import effective_bits
from hubbub.access.permission import Permission
from hubbub.access.visibility import ConversationFacts, Membership
from hubbub.features.conversations.policy import (
    Conversation,
    Refusal,
    refuse_assignment,
    refuse_reply,
    refuse_work,
)


class Action(StrEnum):
    """What can be asked about."""

    VIEW = "view"
    REPLY = "reply"
    TAKE = "take"
    ASSIGN = "assign"
    CHANGE = "change"


class Step(StrEnum):
    """What could be changed about the user or the conversation."""

    ENABLE = "enable"
    JOIN_AS_VIEWER = "join_as_viewer"
    JOIN_AS_AGENT = "join_as_agent"
    ASSIGN_TO_HIM = "assign_to_him"
    GIVE = "give"
    GIVE_SEAT = "give_seat"


@dataclass(frozen=True, slots=True)
class Change:
    """One step; `permission` for the one to give."""

    step: Step
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer for one action. `needs` is None when no change would help."""

    action: Action
    refusal: Refusal | None
    needs: tuple[Change, ...] | None

    @property
    def allowed(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class Case:
    """A user and a conversation, as the rules see them."""

    row: ActorRow
    conversation: Conversation

    @property
    def actor(self) -> Actor:
        row = self.row
        return make_actor(row, effective_bits(row.role_bits, row.is_seated, row.is_enabled))

    def after(self, changes: Sequence[Change]) -> "Case":
        case = self
        for change in changes:
            case = _AFTER[change.step](case, change)
        return case


def explain_actions(row: ActorRow, conversation: Conversation) -> list[Explained]:
    """Every action, for this user and this conversation."""
    case = Case(row, conversation)
    return [_explain(case, action) for action in Action]


def refusal_of(case: Case, action: Action) -> Refusal | None:
    """What the rules answer: nothing when it is allowed."""
    actor, conversation = case.actor, case.conversation
    facts = ConversationFacts(
        conversation.account_id, conversation.queue_id, conversation.assignee_id
    )
    if not actor.reach.sees(facts):
        return _unseen(case, actor)
    if action is Action.REPLY:
        return refuse_reply(actor, conversation)
    if action is Action.TAKE:
        return refuse_assignment(actor, conversation, actor.user_id)
    if action is Action.ASSIGN:
        return refuse_assignment(actor, conversation, None)
    return refuse_work(actor, conversation) if action is Action.CHANGE else None


def _unseen(case: Case, actor: Actor) -> Refusal:
    if not case.row.is_enabled:
        return Refusal("The user is disabled.", "disabled")
    if not actor.may(may.VIEW):
        return Refusal("The user sees no conversations at all.", "unseen", may.VIEW)
    return Refusal(
        "The user is not in its queue, it is not assigned to him, and he does not see all queues.",
        "unseen",
        may.REACH_ALL_QUEUES,
    )


def _explain(case: Case, action: Action) -> Explained:
    refusal = refusal_of(case, action)
    if refusal is None:
        return Explained(action, None, ())
    return Explained(action, refusal, _smallest_change(case, action))


MOST_STEPS = 4


def _smallest_change(case: Case, action: Action) -> tuple[Change, ...] | None:
    possible = list(_possible(case, action))
    for size in range(1, min(MOST_STEPS, len(possible)) + 1):
        for changes in combinations(possible, size):
            if refusal_of(case.after(changes), action) is None:
                return changes
    return None


GIVEN = (may.VIEW, may.MANAGE, may.ASSIGN, may.REACH_ALL_QUEUES, may.MANAGE_ALL)
"""What could help with conversations, from the least to the most."""


def _possible(case: Case, action: Action) -> Iterator[Change]:
    """The narrow ones first, so that of two changes of equal size the smaller right is named."""
    if not case.row.is_enabled:
        yield Change(Step.ENABLE)
    yield from _places(case, action)
    raw = reduce(or_, case.row.role_bits, 0)
    yield from (Change(Step.GIVE, each) for each in GIVEN if not raw & each.mask)
    if not case.row.is_seated:
        yield Change(Step.GIVE_SEAT)


def _places(case: Case, action: Action) -> Iterator[Change]:
    kinds = {kind for queue_id, kind in case.row.memberships if _is_its(case, queue_id)}
    if not kinds:
        yield Change(Step.JOIN_AS_VIEWER)
    if "agent" not in kinds:
        yield Change(Step.JOIN_AS_AGENT)
    if case.conversation.assignee_id != case.row.user_id and action is not Action.TAKE:
        yield Change(Step.ASSIGN_TO_HIM)


def _is_its(case: Case, queue_id: object) -> bool:
    return queue_id == case.conversation.queue_id


def _enabled(case: Case, _: Change) -> Case:
    return replace(case, row=replace(case.row, is_enabled=True))


def _joined(case: Case, change: Change) -> Case:
    kind = "agent" if change.step is Step.JOIN_AS_AGENT else "viewer"
    others = [each for each in case.row.memberships if not _is_its(case, each.queue_id)]
    mine = Membership(case.conversation.queue_id, kind)
    return replace(case, row=replace(case.row, memberships=[*others, mine]))


def _assigned(case: Case, _: Change) -> Case:
    changed = replace(case.conversation, assignee_id=case.row.user_id)
    return replace(case, conversation=changed)


def _given(case: Case, change: Change) -> Case:
    assert change.permission is not None
    bits = [*case.row.role_bits, change.permission.mask]
    return replace(case, row=replace(case.row, role_bits=bits))


def _seated(case: Case, _: Change) -> Case:
    return replace(case, row=replace(case.row, is_seated=True))


_AFTER: dict[Step, Callable[[Case, Change], Case]] = {
    Step.ENABLE: _enabled,
    Step.JOIN_AS_VIEWER: _joined,
    Step.JOIN_AS_AGENT: _joined,
    Step.ASSIGN_TO_HIM: _assigned,
    Step.GIVE: _given,
    Step.GIVE_SEAT: _seated,
}
