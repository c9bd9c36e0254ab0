"""Recognises a key that is shown to us, and notes now and then when and from where it was used."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from hubbub.access.keys.making import key_hash
from hubbub.access.keys.networks import Address, Network, is_within, read_address
from hubbub.access.keys.repository import ApiKey, FoundKey, find_key, get_key, key_used
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Forbidden

BAD_KEY = "The API key is not right, has expired, was revoked, or its maker was disabled."

USED_EVERY = timedelta(minutes=5)
MOVED_EVERY = timedelta(seconds=30)
"""From another address it is noted sooner, and still not for every request."""


async def key_of(database: Database, key: str, peer: str | None) -> FoundKey | None:
    """The row of a key; None for one that is not ours or has ended.

    Raises Forbidden when it is used from where it may not be.
    """
    found = await database.look_up(lambda tx: find_key(tx, key_hash(key)))
    if found is None:
        return None
    address = read_address(peer)
    _check_within(address, found.networks)
    if _is_worth_noting(found, address):
        async with database.transaction(found.account_id) as tx:
            await key_used(tx, found.id, address)
    return found


async def key_in_use(tx: Transaction, key_id: UUID, peer: str | None) -> ApiKey | None:
    """The key that something else stands for, as `key_of` would find it; it is not noted."""
    key = await get_key(tx, key_id)
    if key is None or not holds_now(key):
        return None
    _check_within(read_address(peer), key.networks)
    return key


def holds_now(key: ApiKey) -> bool:
    """Whether it is switched on, has begun and has not ended."""
    moment = now()
    has_begun = key.starts_at is None or key.starts_at <= moment
    return key.is_enabled and has_begun and (key.expires_at is None or key.expires_at > moment)


def _check_within(address: Address | None, networks: Sequence[Network]) -> None:
    if not is_within(address, networks):
        raise Forbidden(
            f"This API key may not be used from {address or 'where this request came from'}. "
            "Use it from one of its allowed addresses, or change these under Account settings, "
            "API keys.",
            code="address_not_allowed",
        )


def _is_worth_noting(found: FoundKey, address: Address | None) -> bool:
    if found.last_used_at is None:
        return True
    since = now() - found.last_used_at
    has_moved = found.last_used_from != (None if address is None else str(address))
    return since > (MOVED_EVERY if has_moved else USED_EVERY)
