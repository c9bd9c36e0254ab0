"""Finds a conversation within reach, and turns a refusal of the rules into an answer."""

from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.refusing import what_is_missing
from hubbub.access.visibility import Reach
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


async def find_as_operator(tx: Transaction, conversation_id: UUID) -> Conversation:
    """Any of the account: for the command line, which nobody is refused at."""
    everything = Reach(tx.account, None, frozenset(), sees_all=True, sees_none=False)
    found = await get_visible(tx, everything, conversation_id)
    if found is None:
        raise NotFound("There is no such conversation in this account.")
    return found


async def find_for_update(tx: Transaction, actor: Actor, conversation_id: UUID) -> Conversation:
    found = await get_visible_for_update(tx, actor.reach, conversation_id)
    if found is None:
        raise NotFound(NONE)
    return found


async def check(tx: Transaction, by: Actor, refusal: Refusal | None) -> None:
    """Raise what the refusal means: 403 with who could grant what is missing, 409, or 422."""
    if refusal is None:
        return
    if refusal.missing is not None:
        raise Forbidden(refusal.sentence, extra=await what_is_missing(tx, by, refusal.missing))
    if refusal.code == "invalid":
        raise Invalid([FieldError("status", refusal.sentence)])
    raise Conflict(refusal.sentence, code=refusal.code)
