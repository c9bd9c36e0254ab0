"""Rows of what the directory calls users and roles; what it never named is there as well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class DirectoryUser:
    """A user as the directory sees him. `user_name` is the directory's; without one it is his
    address, by which directories look for people."""

    id: UUID
    user_name: str
    external_id: str | None
    said: Mapping[str, Any]
    """What the directory sent of him, and what that was here; empty for who is not its own."""
    name: str
    email: str
    pending_email: str | None
    language: str | None
    time_zone: str | None
    phone: str | None
    is_enabled: bool
    created_at: datetime
    role_ids: list[UUID]


@dataclass(frozen=True, slots=True)
class Naming:
    """Looks for users by one of these; what is None is not looked at."""

    id: UUID | None = None
    user_name: str | None = None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class DirectoryGroup:
    role_id: UUID
    external_id: str | None
    is_made: bool
    """Whether the directory made this role, so that it may delete it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the row of a user holds of the directory."""

    user_name: str
    external_id: str | None
    said: Mapping[str, Any]


FROM = """
FROM users u LEFT JOIN directory_users d ON d.account_id = u.account_id AND d.user_id = u.id
WHERE u.account_id = %(account)s AND NOT (coalesce(d.is_removed, false) AND u.state = 'disabled')
"""
COLUMNS = """
u.id, coalesce(d.user_name, u.email) AS user_name, d.external_id, coalesce(d.said, '{}') AS said,
u.name, u.email, u.pending_email, u.language, u.time_zone, u.phone, u.state = 'enabled' AS
is_enabled, u.created_at, ARRAY(
    SELECT ur.role_id FROM user_roles ur WHERE ur.account_id = u.account_id AND ur.user_id = u.id
    ORDER BY ur.role_id) AS role_ids
"""
FOUND = """
AND (%(id)s::uuid IS NULL OR u.id = %(id)s)
AND (%(user_name)s::text IS NULL
     OR lower(coalesce(d.user_name, u.email)) = lower(%(user_name)s))
AND (%(external_id)s::text IS NULL OR d.external_id = %(external_id)s)
"""
FIND = f"SELECT {COLUMNS} {FROM} {FOUND} ORDER BY u.id LIMIT %(limit)s"
PAGE = f"SELECT {COLUMNS} {FROM} ORDER BY u.id LIMIT %(limit)s OFFSET %(skip)s"
COUNT = f"SELECT count(*) {FROM}"
REMOVED = """
SELECT u.id FROM users u JOIN directory_users d ON d.account_id = u.account_id AND d.user_id = u.id
WHERE u.account_id = %s AND u.state = 'disabled' AND d.is_removed AND lower(u.email) = lower(%s)
"""
KEEP = """
INSERT INTO directory_users (account_id, user_id, user_name, external_id, said)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (account_id, user_id) DO UPDATE SET user_name = excluded.user_name,
    external_id = excluded.external_id, said = excluded.said, is_removed = false
"""
REMOVE = """
INSERT INTO directory_users (account_id, user_id, user_name, is_removed)
SELECT account_id, id, email, true FROM users WHERE account_id = %s AND id = %s
ON CONFLICT (account_id, user_id) DO UPDATE SET is_removed = true, external_id = NULL, said = '{}'
"""
GROUPS = "SELECT role_id, external_id, is_made FROM directory_groups WHERE account_id = %s"
LINK = """
INSERT INTO directory_groups (account_id, role_id, external_id, is_made) VALUES (%s, %s, %s, %s)
ON CONFLICT (account_id, role_id) DO UPDATE SET external_id = excluded.external_id
"""
MEMBERS = """
SELECT ur.role_id, ur.user_id FROM user_roles ur
JOIN users u ON u.account_id = ur.account_id AND u.id = ur.user_id
LEFT JOIN directory_users d ON d.account_id = u.account_id AND d.user_id = u.id
WHERE ur.account_id = %s AND ur.role_id = ANY(%s)
  AND NOT (coalesce(d.is_removed, false) AND u.state = 'disabled')
ORDER BY ur.user_id
"""


async def find_users(tx: Transaction, naming: Naming, limit: int) -> list[DirectoryUser]:
    """Users in the order of their ids; those whom the directory removed are not there."""
    values = {
        "account": tx.account, "id": naming.id, "user_name": naming.user_name,
        "external_id": naming.external_id, "limit": limit,
    }  # fmt: skip
    return await tx.all(DirectoryUser, FIND, values)


async def page_of_users(tx: Transaction, skip: int, limit: int) -> list[DirectoryUser]:
    values = {"account": tx.account, "skip": skip, "limit": limit}
    return await tx.all(DirectoryUser, PAGE, values)


async def count_users(tx: Transaction) -> int:
    return await tx.value(COUNT, {"account": tx.account})


async def removed_user(tx: Transaction, email: str) -> UUID | None:
    """Who had this address when the directory removed him."""
    return await tx.value(REMOVED, (tx.account, email))


async def keep_said(tx: Transaction, user_id: UUID, said: Said) -> None:
    row = (tx.account, user_id, said.user_name, said.external_id, Jsonb(dict(said.said)))
    await tx.execute(KEEP, row)


async def mark_removed(tx: Transaction, user_id: UUID) -> None:
    await tx.execute(REMOVE, (tx.account, user_id))


async def linked_groups(tx: Transaction) -> dict[UUID, DirectoryGroup]:
    return {each.role_id: each for each in await tx.all(DirectoryGroup, GROUPS, (tx.account,))}


async def link_group(
    tx: Transaction, role_id: UUID, external_id: str | None, *, is_made: bool
) -> None:
    """Whether the directory made the role is told once and stays."""
    await tx.execute(LINK, (tx.account, role_id, external_id, is_made))


async def members_of(tx: Transaction, role_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {role_id: [] for role_id in role_ids}
    for role_id, user_id in await tx.rows(MEMBERS, (tx.account, list(role_ids))):
        found[role_id].append(user_id)
    return found
