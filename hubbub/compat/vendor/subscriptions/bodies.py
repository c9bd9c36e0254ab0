"""The body of what is told, made anew for each attempt."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.compat.vendor.sms.inbox_repository import came_in
from hubbub.compat.vendor.sms.reports_repository import told_of
from hubbub.compat.vendor.sms.shapes import NEWEST, inbox, report
from hubbub.compat.vendor.subscriptions.channels import SMS, event_of
from hubbub.compat.vendor.subscriptions.payloads import (
    TEST,
    conversation_payload,
    event_body,
)
from hubbub.compat.vendor.subscriptions.subscriptions_repository import Subscription
from hubbub.features.conversations.events import ConversationMessageAdded
from hubbub.features.conversations.repository import get_visible
from hubbub.features.conversations.shapes import ShownMessage
from hubbub.features.conversations.shown_repository import show
from hubbub.features.conversations.timeline_repository import message_item
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.kernel.database import Transaction
from hubbub.kernel.lanes import Delivery


async def body_of(
    tx: Transaction, actor: Actor, subscription: Subscription, deliveries: Sequence[Delivery]
) -> dict[str, Any] | None:
    """Of several, where they are reports or texts; None when there is nothing left of them that
    could be told."""
    first = deliveries[0]
    if subscription.channel != SMS:
        return await _conversation(tx, actor, (subscription, first), _message_in(first))
    ids = [id_ for each in deliveries if (id_ := _message_in(each)) is not None]
    if first.kind == MessageStatusChanged.kind:
        reports = await told_of(tx, ids)
        return {"results": [report(each, NEWEST) for each in reports]} if reports else None
    texts = await came_in(tx, ids)
    return inbox(texts, 0) if texts else None


def test_body(subscription: Subscription, delivery: Delivery) -> dict[str, Any]:
    """Something of the same form that tells of nothing."""
    if subscription.channel == SMS:
        return inbox([], 0)
    return event_body(TEST, delivery.occurred_at, {})


async def _conversation(
    tx: Transaction,
    actor: Actor,
    what: tuple[Subscription, Delivery],
    message_id: UUID | None,
) -> dict[str, Any] | None:
    subscription, delivery = what
    assert delivery.conversation_id is not None
    found = await show(tx, actor, [delivery.conversation_id])
    conversation = await get_visible(tx, actor.reach, delivery.conversation_id)
    if not found or conversation is None:
        return None
    message = None
    if message_id is not None:
        item = await message_item(tx, actor, conversation, message_id)
        message = item if isinstance(item, ShownMessage) else None
    payload = conversation_payload(found[0], message, (delivery.by_kind, delivery.by_id))
    event = event_of(subscription.channel, delivery.kind)
    return event_body(event, delivery.occurred_at, payload)


def _message_in(delivery: Delivery) -> UUID | None:
    if delivery.kind == ConversationMessageAdded.kind:
        return UUID(delivery.fact["message_id"])
    return delivery.subject_id if delivery.kind == MessageStatusChanged.kind else None
