"""The refusal that a person can do something with: what is missing, why, and who can grant it."""

from typing import Any

from hubbub.access.actor import Actor
from hubbub.access.changing import State
from hubbub.access.explaining import verdict
from hubbub.access.permission import Permission
from hubbub.access.users.repository import administrators
from hubbub.access.wording import short_reason
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Forbidden

MOST_NAMED = 3


async def forbidden(database: Database, actor: Actor, missing: Permission) -> Forbidden:
    """A 403 that names the missing permission and up to three people who can give it."""
    async with database.transaction(actor.account_id) as tx:
        extra = await what_is_missing(tx, actor, missing)
    return Forbidden(f"This needs the permission “{missing.title}”.", extra=extra)


async def what_is_missing(tx: Transaction, actor: Actor, missing: Permission) -> dict[str, Any]:
    """The members that a 403 carries beside its sentence."""
    granters = await administrators(tx)
    found: dict[str, Any] = {
        "missing_permission": {"key": missing.key, "title": missing.title},
        "granted_by": [{"id": id_.hex, "name": name} for id_, name in granters[:MOST_NAMED]],
    }
    if actor.key_id is None and not actor.may(missing):
        state = State(actor.effective.raw, actor.is_seated)
        found["why"] = short_reason(verdict(state, missing))
    return found
