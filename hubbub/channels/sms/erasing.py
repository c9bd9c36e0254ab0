"""Erases what SMS keeps of texts: none goes out any more, and none can be read."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.channels.sms.erasing_repository import erase_details, stop_parts
from hubbub.channels.sms.settling import settle
from hubbub.features.messages.repository import lock_message
from hubbub.kernel.database import Transaction

STOPPED = "It was erased before it could be sent."


async def stop_and_erase(tx: Transaction, message_ids: Sequence[UUID]) -> None:
    """Before the texts themselves go: what waits fails, and says so to whoever follows it."""
    for message_id in sorted(await stop_parts(tx, message_ids, STOPPED)):
        await lock_message(tx, message_id)
        await settle(tx, message_id)
    await erase_details(tx, message_ids)
