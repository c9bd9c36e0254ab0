"""Puts texts that came in on their way to somebody else, in the transaction that keeps them."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.features.handing_on.repository import put_deliveries
from hubbub.features.numbers.checking import LEADS_AWAY
from hubbub.features.numbers.deciding import Rule
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.timers import schedule_all

TIMER = "inbound.hand_on"


async def hand_on_all(tx: Transaction, texts: Sequence[tuple[UUID, Rule]]) -> None:
    """(message, rule) each; as many statements as for one."""
    leaving = [(message_id, rule) for message_id, rule in texts if rule.action in LEADS_AWAY]
    if leaving:
        await schedule_all(tx, TIMER, now(), await put_deliveries(tx, leaving))
