"""Rows of securities: how a server there is shown who speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Security:
    account_id: UUID
    id: UUID
    auth_id: str
    kind: str
    sealed_credentials: str
    version: int
    created_at: datetime


COLUMNS = "account_id, id, auth_id, kind, sealed_credentials, version, created_at"
GET = f"SELECT {COLUMNS} FROM wire_securities WHERE account_id = %s AND id = %s"
NAMED = f"SELECT {COLUMNS} FROM wire_securities WHERE account_id = %s AND auth_id = %s FOR UPDATE"
PAGE = f"""
SELECT {COLUMNS} FROM wire_securities WHERE account_id = %s
ORDER BY created_at DESC, id DESC LIMIT %s OFFSET %s
"""
COUNT = "SELECT count(*) FROM wire_securities WHERE account_id = %s"
INSERT = f"""
INSERT INTO wire_securities (account_id, id, auth_id, kind, sealed_credentials)
VALUES (%s, %s, %s, %s, %s) RETURNING {COLUMNS}
"""
CHANGE = f"""
UPDATE wire_securities SET kind = %s, sealed_credentials = %s, version = version + 1
WHERE account_id = %s AND id = %s RETURNING {COLUMNS}
"""
DELETE = "DELETE FROM wire_securities WHERE account_id = %s AND id = %s"
NAMES = "SELECT id, auth_id FROM wire_securities WHERE account_id = %s AND id = ANY(%s)"
USED = "SELECT EXISTS (SELECT FROM wire_profiles WHERE account_id = %s AND security_id = %s)"


async def get_security(tx: Transaction, security_id: UUID) -> Security | None:
    return await tx.one(Security, GET, (tx.account, security_id))


async def lock_security(tx: Transaction, auth_id: str) -> Security | None:
    return await tx.one(Security, NAMED, (tx.account, auth_id))


async def page_of_securities(tx: Transaction, size: int, offset: int) -> list[Security]:
    """The newest first."""
    return await tx.all(Security, PAGE, (tx.account, size, offset))


async def count_securities(tx: Transaction) -> int:
    return await tx.value(COUNT, (tx.account,))


async def insert_security(
    tx: Transaction, security_id: UUID, auth_id: str, kind: str, sealed: str
) -> Security:
    found = await tx.one(Security, INSERT, (tx.account, security_id, auth_id, kind, sealed))
    assert found is not None
    return found


async def change_security(tx: Transaction, security_id: UUID, kind: str, sealed: str) -> Security:
    found = await tx.one(Security, CHANGE, (kind, sealed, tx.account, security_id))
    assert found is not None
    return found


async def delete_security(tx: Transaction, security_id: UUID) -> None:
    await tx.execute(DELETE, (tx.account, security_id))


async def security_names(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in await tx.rows(NAMES, (tx.account, list(ids)))}


async def is_security_used(tx: Transaction, security_id: UUID) -> bool:
    return bool(await tx.value(USED, (tx.account, security_id)))
