"""Rows of API keys. Only the hash of a key is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.access.keys.networks import Address, Network
from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class ApiKey:
    account_id: UUID
    id: UUID
    user_id: UUID
    name: str
    prefix: str
    scopes: list[str]
    networks: list[Network]
    created_at: datetime
    starts_at: datetime | None
    expires_at: datetime | None
    is_enabled: bool
    last_used_at: datetime | None
    last_used_from: str | None
    version: int


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A key that has not ended, and the access version of its account now."""

    account_id: UUID
    id: UUID
    user_id: UUID
    scopes: list[str]
    networks: list[Network]
    last_used_at: datetime | None
    last_used_from: str | None
    access_version: int


@dataclass(frozen=True, slots=True)
class NewRow:
    """What a key is stored as."""

    id: UUID
    user_id: UUID
    name: str
    prefix: str
    key_sha256: bytes
    scopes: Sequence[str]
    networks: Sequence[Network]
    starts_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What can be changed of a key."""

    name: str
    networks: Sequence[Network]
    starts_at: datetime | None
    expires_at: datetime | None
    is_enabled: bool


COLUMNS = """account_id, id, user_id, name, prefix, scopes, networks, created_at, starts_at,
expires_at, is_enabled, last_used_at, host(last_used_from) AS last_used_from, version"""
ALL = f"""
SELECT {COLUMNS} FROM api_keys
WHERE account_id = %(account)s AND (%(user)s::uuid IS NULL OR user_id = %(user)s)
ORDER BY created_at DESC, id
"""
GET = f"SELECT {COLUMNS} FROM api_keys WHERE account_id = %s AND id = %s"
LOCK = f"{GET} FOR UPDATE"
INSERT = f"""
INSERT INTO api_keys
    (account_id, id, user_id, name, prefix, key_sha256, scopes, networks, starts_at, expires_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s::cidr[], %s, %s) RETURNING {COLUMNS}
"""
CHANGE = f"""
UPDATE api_keys SET name = %s, networks = %s::cidr[], starts_at = %s, expires_at = %s,
                    is_enabled = %s, version = version + 1
WHERE account_id = %s AND id = %s RETURNING {COLUMNS}
"""
DELETE = "DELETE FROM api_keys WHERE account_id = %s AND id = %s"
FIND = """
SELECT account_id, id, user_id, scopes, networks, last_used_at,
       host(last_used_from) AS last_used_from, access_version FROM api_key_of(%s)
"""
USED = """
UPDATE api_keys SET last_used_at = now(), last_used_from = %s WHERE account_id = %s AND id = %s
"""
NAMES = "SELECT id, name FROM api_keys WHERE account_id = %s AND id = ANY(%s)"


async def all_keys(tx: Transaction, user_id: UUID | None = None) -> list[ApiKey]:
    """The newest first; with a user, those that he made."""
    return await tx.all(ApiKey, ALL, {"account": tx.account, "user": user_id})


async def get_key(tx: Transaction, key_id: UUID) -> ApiKey | None:
    return await tx.one(ApiKey, GET, (tx.account, key_id))


async def lock_key(tx: Transaction, key_id: UUID) -> ApiKey | None:
    return await tx.one(ApiKey, LOCK, (tx.account, key_id))


async def insert_key(tx: Transaction, new: NewRow) -> ApiKey:
    key = await tx.one(
        ApiKey,
        INSERT,
        (
            tx.account, new.id, new.user_id, new.name, new.prefix, new.key_sha256,
            list(new.scopes), [str(each) for each in new.networks], new.starts_at, new.expires_at,
        ),
    )  # fmt: skip
    assert key is not None
    return key


async def update_key(tx: Transaction, key_id: UUID, kept: Kept) -> ApiKey:
    """The key as it then is, under its row's lock."""
    values = (
        kept.name, [str(each) for each in kept.networks], kept.starts_at, kept.expires_at,
        kept.is_enabled, tx.account, key_id,
    )  # fmt: skip
    key = await tx.one(ApiKey, CHANGE, values)
    assert key is not None
    return key


async def delete_key(tx: Transaction, key_id: UUID) -> None:
    await tx.execute(DELETE, (tx.account, key_id))


async def find_key(tx: Transaction, key_sha256: bytes) -> FoundKey | None:
    """The key with this hash, whatever its account."""
    return await tx.one(FoundKey, FIND, (key_sha256,))


async def key_used(tx: Transaction, key_id: UUID, address: Address | None) -> None:
    await tx.execute(USED, (address, tx.account, key_id))


async def key_names(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of keys that were not revoked."""
    return {row[0]: row[1] for row in await tx.rows(NAMES, (tx.account, list(ids)))}
