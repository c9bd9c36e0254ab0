"""Whether whoever scheduled a text may still send it, now that its time has come."""

from collections.abc import Collection
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.keys.repository import get_key
from hubbub.access.loading import load_actor, load_key_actor
from hubbub.features.messages.scheduled_repository import (
    ScheduledBy,
    forget_scheduled,
    schedulers_of,
)
from hubbub.kernel.database import Transaction

SENDS = may.MANAGE_ALL
"""Whoever may act in every conversation may write to anybody."""


async def no_longer_entitled(tx: Transaction, ids: Collection[UUID]) -> set[UUID]:
    """Those of these messages whose scheduler has lost the right; the others are not asked for
    again. A key that ran out had the right for as long as it was meant to."""
    by = await schedulers_of(tx, ids)
    if not by:
        return set()
    entitled = {each: await _may_send(tx, each) for each in set(by.values())}
    left = {id_ for id_, each in by.items() if not entitled[each]}
    await forget_scheduled(tx, set(by) - left)
    return left


async def _may_send(tx: Transaction, by: ScheduledBy) -> bool:
    actor = await _actor(tx, by)
    return actor is not None and actor.may(SENDS)


async def _actor(tx: Transaction, by: ScheduledBy) -> Actor | None:
    if by.key_id is None:
        return await load_actor(tx, by.user_id)
    key = await get_key(tx, by.key_id)
    if key is None or not key.is_enabled:
        return None
    return await load_key_actor(tx, by.user_id, by.key_id, key.scopes)
