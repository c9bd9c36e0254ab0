"""Changes and revokes API keys; what a key may do is never widened, but made anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority, check_delegation
from hubbub.access.catalogue import bitset_of_keys
from hubbub.access.events import ApiKeyChanged, ApiKeyRevoked
from hubbub.access.keys.making import check_expiry, clean_key_name, key_snapshot
from hubbub.access.keys.networks import Network, is_wider
from hubbub.access.keys.repository import ApiKey, Kept, delete_key, lock_key, update_key
from hubbub.access.repository import access_changed
from hubbub.access.users.repository import bump_user, lock_account
from hubbub.kernel.audit.changes import Changes, removed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Subject, record

NO_KEY = "There is no such API key."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants a key to be; `version` is that of the key he looked at. A beginning and
    a state that are None stay as they are."""

    name: str
    networks: Sequence[Network]
    expires_at: datetime | None
    version: int
    starts_at: datetime | None = None
    is_enabled: bool | None = None


async def change_key(tx: Transaction, key_id: UUID, wanted: Wanted, by: Authority) -> ApiKey:
    """The key as it then is, also for the sockets that it has open.

    Raises NotFound, Invalid, Conflict when somebody else changed it meanwhile, and Forbidden
    when it would live longer or reach further with rights that the changer does not hold.
    """
    name = clean_key_name(wanted.name)
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_API_KEYS)
    before = await lock_key(tx, key_id)
    if before is None:
        raise NotFound(NO_KEY)
    if before.version != wanted.version:
        raise Conflict(
            "Somebody else changed this key meanwhile. Look at it again and repeat the change.",
            code="stale",
        )
    kept = Kept(
        name=name,
        networks=list(wanted.networks),
        starts_at=wanted.starts_at or before.starts_at,
        expires_at=wanted.expires_at,
        is_enabled=before.is_enabled if wanted.is_enabled is None else wanted.is_enabled,
    )
    was = _kept(before)
    if kept == was:
        return before
    if kept.expires_at is not None and (kept.starts_at, kept.expires_at) != (
        was.starts_at, was.expires_at,
    ):  # fmt: skip
        check_expiry(kept.expires_at, kept.starts_at)
    if _widens(was, kept):
        check_delegation(by, 0, bitset_of_keys(before.scopes))
    after = await update_key(tx, key_id, kept)
    await access_changed(tx, after.user_id)
    subject = Subject(after.user_id, await bump_user(tx, after.user_id))
    changes = Changes(key_snapshot(before), key_snapshot(after))
    await record(tx, ApiKeyChanged(key_id=key_id), subject, by.origin, changes)
    return after


def _kept(key: ApiKey) -> Kept:
    return Kept(key.name, key.networks, key.starts_at, key.expires_at, key.is_enabled)


def _widens(before: Kept, after: Kept) -> bool:
    """Whether the key would open something, somewhere or some time that it did not before."""
    if is_wider(before.networks, after.networks) or after.is_enabled > before.is_enabled:
        return True
    if before.starts_at is not None and (after.starts_at or before.starts_at) < before.starts_at:
        return True
    if before.expires_at is None:
        return False
    return after.expires_at is None or after.expires_at > before.expires_at


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
