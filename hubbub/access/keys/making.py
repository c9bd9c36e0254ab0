"""Makes and revokes API keys: shown once, stored hashed, never more than their maker holds."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hubbub.access.authority import Authority, check_delegation
from hubbub.access.catalogue import UnknownPermissionError, bitset_of_keys
from hubbub.access.events import ApiKeyMade, ApiKeyRevoked
from hubbub.access.keys.repository import (
    ApiKey,
    FoundKey,
    delete_key,
    find_key,
    insert_key,
    key_used,
)
from hubbub.access.repository import access_changed
from hubbub.access.users.repository import bump_user
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id

PREFIX = "hub_"
USED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a key is to be. `user_id` is its maker, for whom it acts."""

    user_id: UUID
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime | None = None


def key_hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


async def make_key(tx: Transaction, new: NewKey, by: Authority) -> tuple[ApiKey, str]:
    """The key's row, and the key itself, which cannot be had again."""
    name = " ".join(new.name.split())
    if not 1 <= len(name) <= 100 or not name.isprintable():
        raise Invalid([FieldError("name", "Give a name of 1 to 100 characters.")])
    if new.expires_at is not None and new.expires_at <= now():
        raise Invalid([FieldError("expires_at", "Choose a time that is still to come.")])
    try:
        scope = bitset_of_keys(new.scopes)
    except UnknownPermissionError as error:
        raise Invalid([FieldError("scopes", str(error))]) from error
    check_delegation(by, 0, scope)
    key = PREFIX + secrets.token_urlsafe(32)
    rest = (key_hash(key), sorted(set(new.scopes)), new.expires_at)
    row = await insert_key(tx, new_id(), new.user_id, name, key[:10], rest)
    event = ApiKeyMade(key_id=row.id, scopes=row.scopes)
    await record(tx, event, Subject(new.user_id, await bump_user(tx, new.user_id)), by.origin)
    return row, key


async def revoke_key(tx: Transaction, key_id: UUID, by: Authority) -> None:
    """End a key at once, with every socket opened under it."""
    user_id = await delete_key(tx, key_id)
    if user_id is None:
        raise NotFound("There is no such API key.")
    await access_changed(tx, user_id)
    event = ApiKeyRevoked(key_id=key_id)
    await record(tx, event, Subject(user_id, await bump_user(tx, user_id)), by.origin)


async def key_of(database: Database, key: str) -> FoundKey | None:
    """The row of a key that is shown to us; its use is noted now and then."""
    async with database.anonymous() as tx:
        found = await find_key(tx, key_hash(key))
    if found and (found.last_used_at is None or now() - found.last_used_at > USED_EVERY):
        async with database.transaction(found.account_id) as tx:
            await key_used(tx, found.id)
    return found
