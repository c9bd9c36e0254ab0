"""Recognises a key that is shown to us, and notes now and then when and from where it was used."""

from datetime import timedelta

from hubbub.access.keys.making import key_hash
from hubbub.access.keys.networks import Address, is_within, read_address
from hubbub.access.keys.repository import FoundKey, find_key, key_used
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Forbidden

USED_EVERY = timedelta(minutes=5)
MOVED_EVERY = timedelta(seconds=30)
"""From another address it is noted sooner, and still not for every request."""


async def key_of(database: Database, key: str, peer: str | None) -> FoundKey | None:
    """The row of a key; None for one that is not ours or has ended.

    Raises Forbidden when it is used from where it may not be.
    """
    async with database.anonymous() as tx:
        found = await find_key(tx, key_hash(key))
    if found is None:
        return None
    address = read_address(peer)
    if not is_within(address, found.networks):
        raise Forbidden(
            f"This API key may not be used from {address or 'where this request came from'}. "
            "Use it from one of its allowed addresses, or change these under Account settings, "
            "API keys.",
            code="address_not_allowed",
        )
    if _is_worth_noting(found, address):
        async with database.transaction(found.account_id) as tx:
            await key_used(tx, found.id, address)
    return found


def _is_worth_noting(found: FoundKey, address: Address | None) -> bool:
    if found.last_used_at is None:
        return True
    since = now() - found.last_used_at
    has_moved = found.last_used_from != (None if address is None else str(address))
    return since > (MOVED_EVERY if has_moved else USED_EVERY)
