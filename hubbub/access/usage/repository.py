"""Rows of the last use of each permission by each user."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction

# A user that was removed meanwhile is passed over.
WRITE = """
INSERT INTO permission_uses (account_id, user_id, permission)
SELECT u.account_id, u.id, found.permission
FROM unnest(%s::uuid[], %s::text[]) AS found (user_id, permission)
JOIN users u ON u.account_id = %s AND u.id = found.user_id
ORDER BY u.id, found.permission
ON CONFLICT (account_id, user_id, permission) DO UPDATE SET last_used_at = now()
"""
OF_USER = """
SELECT permission, last_used_at FROM permission_uses WHERE account_id = %s AND user_id = %s
"""
SINCE = "SELECT uses_noted_since FROM accounts WHERE account_id = %s"
OF_ROLE = """
SELECT p.permission, count(*), max(p.last_used_at),
       count(*) FILTER (WHERE p.last_used_at >= %(since)s)
FROM user_roles ur
JOIN permission_uses p ON p.account_id = ur.account_id AND p.user_id = ur.user_id
WHERE ur.account_id = %(account)s AND ur.role_id = %(role)s
GROUP BY p.permission
"""
OF_EVERYBODY = """
SELECT user_id, permission, last_used_at FROM permission_uses
WHERE account_id = %s AND user_id = ANY(%s)
"""
HOLDERS = "SELECT count(*) FROM user_roles WHERE account_id = %s AND role_id = %s"


@dataclass(frozen=True, slots=True)
class RoleUse:
    """How the holders of a role use one permission."""

    key: str
    ever_used_by: int
    last_used_at: datetime
    used_by: int
    """How many of them used it in the period that was asked about."""


async def write_uses(tx: Transaction, uses: Sequence[tuple[UUID, str]]) -> None:
    """These users used these keys just now."""
    users, keys = [use[0] for use in uses], [use[1] for use in uses]
    await tx.execute(WRITE, (users, keys, tx.account))


async def last_uses(tx: Transaction, user_id: UUID) -> dict[str, datetime]:
    """When the user last used each key that he ever used."""
    return {row[0]: row[1] for row in await tx.rows(OF_USER, (tx.account, user_id))}


async def last_uses_of_many(
    tx: Transaction, user_ids: list[UUID]
) -> dict[UUID, dict[str, datetime]]:
    found: dict[UUID, dict[str, datetime]] = {user_id: {} for user_id in user_ids}
    for user_id, key, at in await tx.rows(OF_EVERYBODY, (tx.account, user_ids)):
        found[user_id][key] = at
    return found


async def noted_since(tx: Transaction) -> datetime:
    """Since when uses have been written down in this account."""
    return await tx.value(SINCE, (tx.account,))


async def uses_in_role(tx: Transaction, role_id: UUID, since: datetime) -> dict[str, RoleUse]:
    """What holders of the role used, by key, whichever of their roles let them."""
    rows = await tx.rows(OF_ROLE, {"account": tx.account, "role": role_id, "since": since})
    return {key: RoleUse(key, ever, last, used) for key, ever, last, used in rows}


async def count_holders(tx: Transaction, role_id: UUID) -> int:
    return await tx.value(HOLDERS, (tx.account, role_id))
