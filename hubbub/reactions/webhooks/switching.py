"""Turns endpoints on and off: by somebody's wish, or by themselves, which their administrators
are told by mail."""

from uuid import UUID

import structlog

from hubbub.access.users.repository import administrators, get_user
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import SYSTEM, Origin, Subject, record
from hubbub.kernel.mail.outbox import queue_mail
from hubbub.reactions.webhooks.configuring import find_for_change
from hubbub.reactions.webhooks.endpoints_repository import (
    Endpoint,
    Reason,
    State,
    lock_endpoint,
    switch_endpoint,
)
from hubbub.reactions.webhooks.events import WebhookStateChanged

log = structlog.get_logger()

MAIL = "webhook_stopped"
MOST_TOLD = 20


async def set_state(
    tx: Transaction, endpoint_id: UUID, state: State, version: int, by: Origin
) -> Endpoint:
    """On, paused (what happens is kept for later), or off (what happens is not kept).

    Raises NotFound, Conflict.
    """
    before = await find_for_change(tx, endpoint_id, version)
    if before.state == state:
        return before
    return await _switch(tx, before, state, "chosen", by)


async def stop_by_itself(tx: Transaction, endpoint_id: UUID, state: State, reason: Reason) -> None:
    """Once: one that is off stays so, and one that is paused is at most switched off."""
    before = await lock_endpoint(tx, endpoint_id)
    if before is None or before.state in ("off", state):
        return
    await _switch(tx, before, state, reason, SYSTEM)
    log.warning("webhook.stopped", endpoint=endpoint_id.hex, state=state, reason=reason)
    for user_id, _ in (await administrators(tx))[:MOST_TOLD]:
        user = await get_user(tx, user_id)
        if user is not None:
            await queue_mail(tx, MAIL, endpoint_id, address=user.email)


async def _switch(
    tx: Transaction, before: Endpoint, state: State, reason: Reason, by: Origin
) -> Endpoint:
    after = await switch_endpoint(tx, before.id, state, reason)
    event = WebhookStateChanged(before=before.state, after=state, reason=reason)
    changes = Changes({"state": before.state}, {"state": state})
    await record(tx, event, Subject(after.id, after.version), by, changes)
    return after
