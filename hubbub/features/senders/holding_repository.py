"""Whether what answers leave from is still the account's."""

from uuid import UUID

from hubbub.features.senders.names import is_name
from hubbub.kernel.database import Transaction

HELD = """
SELECT EXISTS (SELECT FROM numbers WHERE account_id = %s AND number = %s AND carrier_id = %s)
"""


async def is_held(tx: Transaction, value: str, carrier_id: UUID) -> bool:
    """A number that this carrier still has for the account. A name that was removed goes on in
    the conversations that began with it."""
    return is_name(value) or bool(await tx.value(HELD, (tx.account, value, carrier_id)))
