"""Rows of API keys. Only the hash of a key is stored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class ApiKey:
    account_id: UUID
    id: UUID
    user_id: UUID
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A key that may be used, and the access version of its account now."""

    account_id: UUID
    id: UUID
    user_id: UUID
    scopes: list[str]
    last_used_at: datetime | None
    access_version: int


COLUMNS = "account_id, id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at"
ALL = f"SELECT {COLUMNS} FROM api_keys WHERE account_id = %s ORDER BY created_at DESC, id"
GET = f"SELECT {COLUMNS} FROM api_keys WHERE account_id = %s AND id = %s"
INSERT = f"""
INSERT INTO api_keys (account_id, id, user_id, name, prefix, key_sha256, scopes, expires_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING {COLUMNS}
"""
DELETE = "DELETE FROM api_keys WHERE account_id = %s AND id = %s RETURNING user_id"
FIND = """
SELECT account_id, id, user_id, scopes, last_used_at, access_version FROM api_key_of(%s)
"""
USED = "UPDATE api_keys SET last_used_at = now() WHERE account_id = %s AND id = %s"


async def all_keys(tx: Transaction) -> list[ApiKey]:
    return await tx.all(ApiKey, ALL, (tx.account,))


async def get_key(tx: Transaction, key_id: UUID) -> ApiKey | None:
    return await tx.one(ApiKey, GET, (tx.account, key_id))


async def insert_key(
    tx: Transaction, key_id: UUID, user_id: UUID, name: str, prefix: str, rest: tuple[object, ...]
) -> ApiKey:
    """`rest` is (hash, scopes, expiry)."""
    key = await tx.one(ApiKey, INSERT, (tx.account, key_id, user_id, name, prefix, *rest))
    assert key is not None
    return key


async def delete_key(tx: Transaction, key_id: UUID) -> UUID | None:
    """Whose key it was, or None when there was none."""
    return await tx.value(DELETE, (tx.account, key_id))


async def find_key(tx: Transaction, key_sha256: bytes) -> FoundKey | None:
    """The key with this hash, whatever its account."""
    return await tx.one(FoundKey, FIND, (key_sha256,))


async def key_used(tx: Transaction, key_id: UUID) -> None:
    await tx.execute(USED, (tx.account, key_id))
