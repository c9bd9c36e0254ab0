"""Puts endpoints and deliveries together as people see them."""

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.users.repository import names_of
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.kernel.database import Transaction
from hubbub.kernel.jobs.repository import Job
from hubbub.reactions.webhooks.deciding import is_told, owner_of
from hubbub.reactions.webhooks.endpoints_repository import Endpoint
from hubbub.reactions.webhooks.kinds import TEST
from hubbub.reactions.webhooks.log_repository import LoggedDelivery, Tally, attempts_of, tallies
from hubbub.reactions.webhooks.shapes import (
    DeliveryWithAttempts,
    Owner,
    ShownAttempt,
    ShownDelivery,
    ShownReplay,
    ShownWebhook,
)


async def show_webhooks(tx: Transaction, endpoints: list[Endpoint]) -> list[ShownWebhook]:
    names = await names_of(tx, list({each.acts_for for each in endpoints}))
    counted = await tallies(tx)
    shown: list[ShownWebhook] = []
    for each in endpoints:
        is_able = await owner_of(tx, each) is not None
        owner = Owner(each.acts_for, names.get(each.acts_for, ""), is_able)
        shown.append(_shown(each, owner, counted.get(each.id, Tally(each.id, 0, 0, 0, 0))))
    return shown


async def show_webhook(tx: Transaction, endpoint: Endpoint) -> ShownWebhook:
    return (await show_webhooks(tx, [endpoint]))[0]


def _shown(endpoint: Endpoint, owner: Owner, tally: Tally) -> ShownWebhook:
    return ShownWebhook(
        id=endpoint.id,
        name=endpoint.name,
        url=endpoint.url,
        kinds=endpoint.kinds,
        headers=endpoint.header_names,
        state=endpoint.state,
        reason=endpoint.reason,
        state_at=endpoint.state_at,
        acts_for=owner,
        old_secret_until=endpoint.old_secret_until,
        failing_since=endpoint.failing_since,
        arrived=tally.arrived,
        tried=tally.tried,
        waiting=tally.waiting,
        failed=tally.failed,
        version=endpoint.version,
        created_at=endpoint.created_at,
        wire="vendor" if endpoint.wire == "vendor" else None,
    )


def show_delivery(found: LoggedDelivery) -> ShownDelivery:
    return ShownDelivery(
        id=found.id,
        kind=found.kind,
        subject_id=found.subject_id,
        conversation_id=found.conversation_id,
        state=found.state,
        attempts=found.attempts,
        next_at=found.next_at,
        is_under_way=found.is_under_way,
        occurred_at=found.occurred_at,
        created_at=found.created_at,
        ended_at=found.ended_at,
        last_at=found.last_at,
        milliseconds=found.milliseconds,
        status=found.status,
        error=found.error,
    )


async def show_attempts(
    tx: Transaction, found: LoggedDelivery, actor: Actor
) -> DeliveryWithAttempts:
    """With the answers only for whom the fact itself would be told: a server may send back what
    it was sent."""
    sees = await _sees(tx, found, actor)
    attempts = [
        ShownAttempt(
            each.attempt, each.at, each.milliseconds, each.status, each.error,
            each.answer if sees else None,
        )
        for each in await attempts_of(tx, found.id)
    ]  # fmt: skip
    return DeliveryWithAttempts(show_delivery(found), attempts)


async def _sees(tx: Transaction, found: LoggedDelivery, actor: Actor) -> bool:
    if found.kind == TEST:
        return True
    if found.subject_id is None:
        return False
    if found.kind == MessageStatusChanged.kind and found.conversation_id is None:
        # A text of a program, in no conversation.
        return actor.may(may.MANAGE_ALL)
    return await is_told(tx, actor, found.kind, found.subject_id, found.conversation_id)


def show_replay(job: Job) -> ShownReplay:
    total = job.payload["total"]
    return ShownReplay(job.id, job.state, job.progress, total, job.error, job.created_at)
