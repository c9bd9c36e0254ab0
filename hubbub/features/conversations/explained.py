"""Shows in words why a user may or may not do something with a conversation."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from starlette.responses import Response

from hubbub.access.changing import State
from hubbub.access.explaining import verdict
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.repository import actor_rows
from hubbub.access.users.finding import NOBODY
from hubbub.access.users.list_routes import READ_USERS
from hubbub.access.wording import short_reason
from hubbub.features.conversations.explaining import Case, Change, Explained, Step, explain_actions
from hubbub.features.conversations.finding import find
from hubbub.features.conversations.policy import Conversation
from hubbub.features.queues.repository import get_queue
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.ids import Id

router = Router("/api/conversations", "access")


@dataclass(frozen=True, slots=True)
class ShownStep:
    step: Literal["enable", "join_as_viewer", "join_as_agent", "assign_to_him", "give", "give_seat"]
    key: str | None


@dataclass(frozen=True, slots=True)
class ShownAction:
    """`change` is null where nothing would help, as with a closed conversation."""

    action: Literal["view", "reply", "take", "assign", "change"]
    allowed: bool
    reason: str
    missing_key: str | None
    change: list[ShownStep] | None
    suggestion: str


@dataclass(frozen=True, slots=True)
class ConversationAccess:
    user_id: Id
    name: str
    conversation_id: Id
    actions: list[ShownAction]


@router.get(
    "/{conversation_id}/access/{user_id}", needs=READ_USERS, response_model=ConversationAccess
)
async def get_conversation_access(
    conversation_id: UUID, user_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """What a user may do with one conversation: each action, why, and what would change it."""
    async with database.transaction(actor.account_id) as tx:
        conversation = await find(tx, actor, conversation_id)
        return answer(await show_conversation_access(tx, conversation, user_id))


async def show_conversation_access(
    tx: Transaction, conversation: Conversation, user_id: UUID
) -> ConversationAccess:
    """Every action of this user on this conversation. Raises NotFound for a user who is not
    there."""
    rows = await actor_rows(tx, [user_id])
    if not rows:
        raise NotFound(NOBODY)
    queue = await get_queue(tx, conversation.queue_id)
    case = Case(rows[0], conversation)
    queue_name = queue.name if queue else ""
    actions = [_show(case, each, queue_name) for each in explain_actions(rows[0], conversation)]
    return ConversationAccess(user_id, rows[0].name, conversation.id, actions)


def _show(case: Case, explained: Explained, queue: str) -> ShownAction:
    refusal = explained.refusal
    missing = refusal.missing if refusal else None
    changes = explained.needs
    return ShownAction(
        action=explained.action.value,
        allowed=explained.allowed,
        reason=_reason(case, explained),
        missing_key=missing.key if missing else None,
        change=None
        if changes is None
        else [
            ShownStep(each.step.value, each.permission.key if each.permission else None)
            for each in changes
        ],
        suggestion=suggestion(changes, queue),
    )


def _reason(case: Case, explained: Explained) -> str:
    refusal = explained.refusal
    if refusal is None:
        return "Allowed."
    if refusal.missing is None or case.actor.may(refusal.missing):
        return refusal.sentence
    state = State(case.actor.effective.raw, case.row.is_seated, case.row.is_enabled)
    why = short_reason(verdict(state, refusal.missing))
    return f"{refusal.sentence} “{refusal.missing.title}” is missing. {why}".strip()


def suggestion(changes: tuple[Change, ...] | None, queue: str) -> str:
    """What somebody would have to do, in one sentence; empty when nothing is needed."""
    if changes is None:
        return "Nothing would change that."
    steps = [_words(each, queue) for each in changes]
    sentence = ", ".join(steps[:-1]) + " and " + steps[-1] if len(steps) > 1 else "".join(steps)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _words(change: Change, queue: str) -> str:
    title = change.permission.title if change.permission else ""
    return {
        Step.ENABLE: "enable the user",
        Step.JOIN_AS_VIEWER: f"add the user to the queue {queue} as viewer",
        Step.JOIN_AS_AGENT: f"add the user to the queue {queue} as agent",
        Step.ASSIGN_TO_HIM: "assign the conversation to the user",
        Step.GIVE: f"add the permission “{title}”",
        Step.GIVE_SEAT: "give a seat",
    }[change.step]
