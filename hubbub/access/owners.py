"""For whom a job works, as he is now: no job outlives the rights of its owner."""

from typing import Any
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.keys.repository import get_key
from hubbub.access.loading import load_actor, load_key_actor
from hubbub.access.permission import Permission
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import SYSTEM, Origin
from hubbub.kernel.jobs.repository import Job
from hubbub.kernel.jobs.running import JobRefused

ENDED = "Whoever began this may not do it any more."


def owned_by(actor: Actor | None) -> tuple[UUID | None, dict[str, Any]]:
    """The owner of a new job, and what its payload says of him; None for the command line."""
    if actor is None:
        return None, {}
    return actor.user_id, {} if actor.key_id is None else {"key": actor.key_id.hex}


async def check_owner(tx: Transaction, job: Job, needed: tuple[Permission, ...]) -> Origin:
    """By whom its facts are. Raises JobRefused as soon as the owner may not do it any more."""
    if job.owner_id is None:
        return SYSTEM
    owner = await _owner(tx, job)
    if owner is None or not all(owner.may(each) for each in needed):
        raise JobRefused(ENDED)
    return owner.origin


async def _owner(tx: Transaction, job: Job) -> Actor | None:
    assert job.owner_id is not None
    by_key = job.payload.get("key")
    if by_key is None:
        return await load_actor(tx, job.owner_id)
    key = await get_key(tx, UUID(by_key))
    if key is None or not key.is_enabled or (key.expires_at and key.expires_at <= now()):
        return None
    return await load_key_actor(tx, job.owner_id, key.id, key.scopes)
