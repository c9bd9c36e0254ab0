"""Whether a subscription means a fact, and whether whom it acts for may know of it."""

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.compat.vendor.sms.statuses import FINAL
from hubbub.compat.vendor.subscriptions.channels import SMS, event_of
from hubbub.compat.vendor.subscriptions.marks_repository import marks_of
from hubbub.compat.vendor.subscriptions.subscriptions_repository import Subscription
from hubbub.compat.vendor.wire import bare
from hubbub.features.conversations.events import ConversationMessageAdded
from hubbub.features.conversations.repository import get_visible
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.kernel.database import Transaction
from hubbub.kernel.posting import Fact


async def is_meant(tx: Transaction, actor: Actor, subscription: Subscription, fact: Fact) -> bool:
    """Asked when a fact is queued, and again when it is sent."""
    if event_of(subscription.channel, fact.kind) not in subscription.events:
        return False
    if subscription.channel == SMS and fact.kind == MessageStatusChanged.kind:
        return await _is_report(tx, actor, subscription, fact)
    if fact.kind == ConversationMessageAdded.kind and fact.data["direction"] != "inbound":
        return False
    if fact.conversation_id is None:
        return False
    conversation = await get_visible(tx, actor.reach, fact.conversation_id)
    if conversation is None or (
        subscription.channel == SMS and conversation.channel != SMS.lower()
    ):
        return False
    return _fits(subscription, conversation.number)


async def _is_report(tx: Transaction, actor: Actor, subscription: Subscription, fact: Fact) -> bool:
    """As for reports that are pulled: of all texts of programs, or of none."""
    if not actor.may(may.MANAGE_ALL) or fact.data["after"] not in FINAL:
        return False
    marks = await marks_of(tx, fact.subject_id)
    if marks is None or not marks.fits(subscription.criteria):
        return False
    return _fits(subscription, marks.number)


def _fits(subscription: Subscription, number: str) -> bool:
    return not subscription.resources or bare(number) in subscription.resources
