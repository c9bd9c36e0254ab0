"""Rows of pictures: whose they are, and which files hold them."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Avatar:
    """The picture of a user, and its files."""

    user_id: UUID
    hash: str
    large_id: UUID
    small_id: UUID


COLUMNS = "user_id, hash, large_id, small_id"
OF_USER = f"SELECT {COLUMNS} FROM avatars WHERE account_id = %s AND user_id = %s"
BY_HASH = f"SELECT {COLUMNS} FROM avatars WHERE account_id = %s AND hash = %s LIMIT 1"
HASHES = "SELECT user_id, hash FROM avatars WHERE account_id = %s ORDER BY user_id"
HASHES_OF = "SELECT user_id, hash FROM avatars WHERE account_id = %s AND user_id = ANY(%s)"
PUT = """
INSERT INTO avatars (account_id, user_id, hash, large_id, small_id) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (account_id, user_id) DO UPDATE
SET hash = excluded.hash, large_id = excluded.large_id, small_id = excluded.small_id
"""
DELETE = "DELETE FROM avatars WHERE account_id = %s AND user_id = %s"


async def avatar_of(tx: Transaction, user_id: UUID) -> Avatar | None:
    return await tx.one(Avatar, OF_USER, (tx.account, user_id))


async def avatar_by_hash(tx: Transaction, hash_: str) -> Avatar | None:
    """Anybody's: two who uploaded the same have the same."""
    return await tx.one(Avatar, BY_HASH, (tx.account, hash_))


async def all_hashes(tx: Transaction) -> list[tuple[UUID, str]]:
    """(user, hash) of all who have a picture."""
    return [(row[0], row[1]) for row in await tx.rows(HASHES, (tx.account,))]


async def hashes_of(tx: Transaction, user_ids: list[UUID]) -> dict[UUID, str]:
    """Of those of them who have a picture."""
    return {row[0]: row[1] for row in await tx.rows(HASHES_OF, (tx.account, user_ids))}


async def put_avatar(tx: Transaction, avatar: Avatar) -> None:
    values = (avatar.user_id, avatar.hash, avatar.large_id, avatar.small_id)
    await tx.execute(PUT, (tx.account, *values))


async def delete_avatar(tx: Transaction, user_id: UUID) -> None:
    await tx.execute(DELETE, (tx.account, user_id))
