"""The rows of files."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.files.models import StoredFile
from hubbub.kernel.files.stores import Place

COLUMNS = "account_id, id, name, media_type, size, sha256, owner_kind, owner_id, created_at"
INSERT = f"""
INSERT INTO files (account_id, id, name, media_type, size, sha256, owner_kind, owner_id)
VALUES (%(account)s, %(id)s, %(name)s, %(media_type)s, %(size)s, %(sha256)s, %(owner_kind)s,
        %(owner_id)s)
RETURNING {COLUMNS}
"""
FIND = f"SELECT {COLUMNS} FROM files WHERE account_id = %s AND id = %s"
OWNED = f"""
SELECT {COLUMNS} FROM files WHERE account_id = %s AND owner_kind = %s AND owner_id = %s
ORDER BY created_at, id
"""
ALL = f"SELECT {COLUMNS} FROM files WHERE account_id = %s ORDER BY id"
DELETE = "DELETE FROM files WHERE account_id = %s AND id = %s"
# A home can be used with another database by mistake: only its own accounts are swept.
STRAYS = """
SELECT given.account_id, given.id
FROM unnest(%s::uuid[], %s::uuid[]) AS given (account_id, id)
JOIN accounts USING (account_id)
WHERE NOT EXISTS (
    SELECT 1 FROM files f WHERE f.account_id = given.account_id AND f.id = given.id)
"""


async def insert_file(tx: Transaction, values: dict[str, object]) -> StoredFile:
    file = await tx.one(StoredFile, INSERT, {"account": tx.account, **values})
    assert file is not None
    return file


async def find_file(tx: Transaction, file_id: UUID) -> StoredFile | None:
    return await tx.one(StoredFile, FIND, (tx.account, file_id))


async def files_owned_by(tx: Transaction, owner_kind: str, owner_id: UUID) -> list[StoredFile]:
    """The files of one row, the oldest first."""
    return await tx.all(StoredFile, OWNED, (tx.account, owner_kind, owner_id))


async def all_files(tx: Transaction) -> list[StoredFile]:
    """Of the account, the oldest first."""
    return await tx.all(StoredFile, ALL, (tx.account,))


async def delete_file(tx: Transaction, file_id: UUID) -> bool:
    return await tx.execute(DELETE, (tx.account, file_id)) == 1


async def strays_among(tx: Transaction, places: Sequence[Place]) -> list[Place]:
    """As the engine: the places that no row of a known account points to."""
    accounts, ids = [each.account_id for each in places], [each.id for each in places]
    return await tx.all(Place, STRAYS, (accounts, ids))
