"""Makes API keys: shown once, stored hashed, never more than their maker holds."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority, check_delegation
from hubbub.access.catalogue import UnknownPermissionError, bitset_of_keys
from hubbub.access.events import ApiKeyMade
from hubbub.access.keys.networks import Network
from hubbub.access.keys.repository import ApiKey, NewRow, insert_key
from hubbub.access.users.repository import bump_user, lock_account
from hubbub.kernel.audit.changes import Personal, Ref, Snapshot, made
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.quotas import check_room

PREFIX = "hub_"


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a key is to be. `user_id` is its maker, for whom it acts."""

    user_id: UUID
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime | None = None
    networks: Sequence[Network] = ()
    starts_at: datetime | None = None


def key_hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


async def make_key(tx: Transaction, new: NewKey, by: Authority) -> tuple[ApiKey, str]:
    """The key's row, and the key itself, which cannot be had again."""
    name = clean_key_name(new.name)
    if new.expires_at is not None:
        check_expiry(new.expires_at, new.starts_at)
    try:
        scope = bitset_of_keys(new.scopes)
    except UnknownPermissionError as error:
        raise Invalid([FieldError("scopes", str(error))]) from error
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_API_KEYS)
    check_delegation(by, 0, scope)
    await check_room(tx, "api_keys")
    key = PREFIX + secrets.token_urlsafe(32)
    scopes = sorted(set(new.scopes))
    row = await insert_key(
        tx,
        NewRow(
            new_id(), new.user_id, name, key[:10], key_hash(key), scopes, new.networks,
            new.starts_at, new.expires_at,
        ),
    )  # fmt: skip
    event = ApiKeyMade(key_id=row.id, scopes=row.scopes)
    subject = Subject(new.user_id, await bump_user(tx, new.user_id))
    await record(tx, event, subject, by.origin, made(key_snapshot(row)))
    return row, key


def key_snapshot(key: ApiKey) -> Snapshot:
    """What the audit tells of a key."""
    networks = ", ".join(str(each) for each in key.networks)
    return {
        "name": Personal(key.name),
        "maker": Ref("user", key.user_id),
        "scopes": sorted(key.scopes),
        "networks": Personal(networks or None),
        "starts_at": key.starts_at,
        "expires_at": key.expires_at,
        "enabled": key.is_enabled,
    }


def clean_key_name(text: str) -> str:
    """Raises Invalid."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= 100 or not name.isprintable():
        raise Invalid([FieldError("name", "Give a name of 1 to 100 characters.")])
    return name


def check_expiry(at: datetime, starts_at: datetime | None) -> None:
    """Raises Invalid."""
    if starts_at is not None and at <= starts_at:
        raise Invalid([FieldError("expires_at", "Choose an end that is after the beginning.")])
    if at <= now():
        raise Invalid([FieldError("expires_at", "Choose a time that is still to come.")])
