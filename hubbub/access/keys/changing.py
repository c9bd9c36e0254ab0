"""Changes and revokes API keys; what a key may do is never widened, but made anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.access.authority import Authority, check_delegation
from hubbub.access.catalogue import bitset_of_keys
from hubbub.access.events import ApiKeyChanged, ApiKeyRevoked
from hubbub.access.keys.making import check_expiry, clean_key_name, key_snapshot
from hubbub.access.keys.networks import Network, is_wider
from hubbub.access.keys.repository import ApiKey, delete_key, lock_key, update_key
from hubbub.access.repository import access_changed
from hubbub.access.users.repository import bump_user, lock_account
from hubbub.kernel.audit.changes import Changes, removed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Subject, record

NO_KEY = "There is no such API key."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants a key to be; `version` is that of the key he looked at."""

    name: str
    networks: Sequence[Network]
    expires_at: datetime | None
    version: int


async def change_key(tx: Transaction, key_id: UUID, wanted: Wanted, by: Authority) -> ApiKey:
    """The key as it then is, also for the sockets that it has open.

    Raises NotFound, Invalid, Conflict when somebody else changed it meanwhile, and Forbidden
    when it would live longer or reach further with rights that the changer does not hold.
    """
    name = clean_key_name(wanted.name)
    await lock_account(tx)
    before = await lock_key(tx, key_id)
    if before is None:
        raise NotFound(NO_KEY)
    if before.version != wanted.version:
        raise Conflict(
            "Somebody else changed this key meanwhile. Look at it again and repeat the change.",
            code="stale",
        )
    if wanted.expires_at is not None and wanted.expires_at != before.expires_at:
        check_expiry(wanted.expires_at)
    if _widens(before, wanted):
        check_delegation(by, 0, bitset_of_keys(before.scopes))
    if (name, wanted.expires_at) == (before.name, before.expires_at) and list(
        wanted.networks
    ) == before.networks:
        return before
    after = await update_key(tx, key_id, name, wanted.networks, wanted.expires_at)
    await access_changed(tx, after.user_id)
    subject = Subject(after.user_id, await bump_user(tx, after.user_id))
    changes = Changes(key_snapshot(before), key_snapshot(after))
    await record(tx, ApiKeyChanged(key_id=key_id), subject, by.origin, changes)
    return after


def _widens(before: ApiKey, wanted: Wanted) -> bool:
    if is_wider(before.networks, wanted.networks):
        return True
    if before.expires_at is None:
        return False
    return wanted.expires_at is None or wanted.expires_at > before.expires_at


async def revoke_key(
    tx: Transaction, key_id: UUID, by: Authority, *, only_of: UUID | None = None
) -> None:
    """End a key at once, with every socket opened under it. With `only_of`, a key of somebody
    else is one that there is not."""
    await lock_account(tx)
    key = await lock_key(tx, key_id)
    if key is None or only_of not in (None, key.user_id):
        raise NotFound(NO_KEY)
    await delete_key(tx, key_id)
    await access_changed(tx, key.user_id)
    subject = Subject(key.user_id, await bump_user(tx, key.user_id))
    changes = removed(key_snapshot(key))
    await record(tx, ApiKeyRevoked(key_id=key_id), subject, by.origin, changes)
