"""Finds a conversation within reach, and turns a refusal of the rules into an answer."""

from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.users.repository import administrators
from hubbub.features.conversations.policy import Conversation, Refusal
from hubbub.features.conversations.repository import get_visible, get_visible_for_update
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Forbidden, Invalid, NotFound

NONE = "There is no such conversation, or you cannot see it."


async def find(tx: Transaction, actor: Actor, conversation_id: UUID) -> Conversation:
    found = await get_visible(tx, actor.reach, conversation_id)
    if found is None:
        raise NotFound(NONE)
    return found


async def find_for_update(tx: Transaction, actor: Actor, conversation_id: UUID) -> Conversation:
    found = await get_visible_for_update(tx, actor.reach, conversation_id)
    if found is None:
        raise NotFound(NONE)
    return found


async def check(tx: Transaction, refusal: Refusal | None) -> None:
    """Raise what the refusal means: 403 with who could grant what is missing, 409, or 422."""
    if refusal is None:
        return
    if refusal.missing is not None:
        granters = await administrators(tx)
        raise Forbidden(
            refusal.sentence,
            extra={
                "missing_permission": {
                    "key": refusal.missing.key,
                    "title": refusal.missing.title,
                },
                "granted_by": [{"id": id_.hex, "name": name} for id_, name in granters[:3]],
            },
        )
    if refusal.code == "invalid":
        raise Invalid([FieldError("status", refusal.sentence)])
    raise Conflict(refusal.sentence, code=refusal.code)
