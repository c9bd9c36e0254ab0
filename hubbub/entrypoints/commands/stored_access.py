"""`hubbub access evaluate --user`: what a stored user may do, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import click

from hubbub.access.catalogue import UnknownPermissionError, permission
from hubbub.access.effective.shapes import EffectiveAccess, ShownVerdict
from hubbub.access.effective.showing import show_access
from hubbub.access.sessions.repository import find_sign_in
from hubbub.access.users.finding import find
from hubbub.entrypoints.commanding import perform
from hubbub.features.conversations.explained import (
    ConversationAccess,
    ShownAction,
    show_conversation_access,
)
from hubbub.features.conversations.explaining import Action
from hubbub.features.conversations.finding import find_as_operator
from hubbub.kernel.database import Database
from hubbub.kernel.errors import NotFound
from hubbub.kernel.settings import Settings

ACTIONS = frozenset(each.value for each in Action)


@dataclass(frozen=True, slots=True)
class Question:
    """Whose access; to what, if not to everything."""

    user: str
    conversation: UUID | None
    action: str | None


def evaluate_stored(asked: Question, as_json: bool) -> None:
    """Print the answer. A usage error for an action that there is not."""
    _check_action(asked)

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.anonymous() as tx:
            found = await find_sign_in(tx, asked.user.strip().lower().replace("\0", ""))
        if found is None:
            raise NotFound("Nobody signs in with this name.")
        async with database.transaction(found.account_id) as tx:
            access = await show_access(tx, await find(tx, found.user_id))
            place = None
            if asked.conversation is not None:
                conversation = await find_as_operator(tx, asked.conversation)
                place = await show_conversation_access(tx, conversation, found.user_id)
        return _answer(asked, access, place)

    perform(work, as_json=as_json, say=_say)


def _check_action(asked: Question) -> None:
    if asked.action is None or (asked.conversation and asked.action in ACTIONS):
        return
    if asked.action in ACTIONS:
        raise click.UsageError(f"Say with --conversation what to {asked.action}.")
    try:
        permission(asked.action)
    except UnknownPermissionError as unknown:
        raise click.UsageError(str(unknown)) from unknown


def _answer(
    asked: Question, access: EffectiveAccess, place: ConversationAccess | None
) -> Mapping[str, Any]:
    """`allowed` answers for one action: where a conversation is named, a permission counts there
    only if the conversation is within reach."""
    permissions: Sequence[ShownVerdict] = access.permissions
    actions: Sequence[ShownAction] | None = place.actions if place else None
    answer: dict[str, Any] = {
        "user": {"id": access.user_id, "name": access.name},
        "state": access.state,
        "seat": access.seat,
        "viewer": access.viewer,
    }
    if asked.action is not None and asked.action in ACTIONS:
        assert actions is not None
        actions = [each for each in actions if each.action == asked.action]
        answer["allowed"] = actions[0].allowed
        permissions = ()
    elif asked.action is not None:
        permissions = [each for each in permissions if each.key == asked.action]
        if actions is not None:
            actions = [each for each in actions if each.action == Action.VIEW]
        is_within = all(each.allowed for each in actions or ())
        answer["allowed"] = permissions[0].effective and is_within
    return {**answer, "permissions": permissions, "actions": actions}


def _say(answer: Mapping[str, Any]) -> str:
    seat = "with a seat" if answer["seat"] else "without a seat"
    lines = [f"{answer['user']['name']}, {answer['state']}, {seat}"]
    if "allowed" in answer:
        lines.append("Allowed." if answer["allowed"] else "Not allowed.")
    for action in answer["actions"] or ():
        lines += [f"  {action.action}", f"      {action.reason} {action.suggestion}".rstrip()]
    permissions: Sequence[ShownVerdict] = answer["permissions"]
    for effective in (True, False):
        chosen = [each for each in permissions if each.effective is effective]
        lines += ["Effective" if effective else "Not effective"] if chosen else []
        for each in chosen:
            lines += [f"  {each.key}", f"      {each.reason} {each.suggestion}".rstrip()]
    return "\n".join(lines)
