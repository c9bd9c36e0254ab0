"""The rows that a decision is made from, and the version that says when they changed."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from hubbub.access.actor import ActorRow, HeldRole
from hubbub.access.catalogue import bitset_of_keys
from hubbub.access.roles import DEFAULT_ROLES, Default
from hubbub.access.visibility import Membership
from hubbub.kernel.database import Transaction

ACTOR = """
SELECT u.account_id, a.name, u.id, u.name, u.username, u.email,
       u.state = 'enabled',
       EXISTS (SELECT 1 FROM seats s WHERE s.account_id = u.account_id AND s.user_id = u.id),
       (SELECT coalesce(json_agg(json_build_array(r.id, r.name, r.default_key, r.permissions)
                                 ORDER BY r.default_key NULLS LAST, r.name), '[]')
        FROM user_roles ur JOIN roles r ON r.account_id = ur.account_id AND r.id = ur.role_id
        WHERE ur.account_id = u.account_id AND ur.user_id = u.id),
       (SELECT coalesce(json_agg(json_build_array(m.queue_id, m.kind)), '[]')
        FROM memberships m WHERE m.account_id = u.account_id AND m.user_id = u.id),
       a.access_version, a.plan, a.seats
FROM users u JOIN accounts a ON a.account_id = u.account_id
WHERE u.account_id = %s AND u.id = ANY(%s)
"""
CHANGED = """
WITH bumped AS (
    UPDATE accounts SET access_version = access_version + 1 WHERE account_id = %s
    RETURNING account_id, access_version)
INSERT INTO access_changes (account_id, version, who)
SELECT account_id, access_version, %s FROM bumped
RETURNING version
"""
ALL_CHANGED = """
WITH bumped AS (
    UPDATE accounts SET access_version = access_version + %(count)s WHERE account_id = %(account)s
    RETURNING account_id, access_version - %(count)s AS before)
INSERT INTO access_changes (account_id, version, who)
SELECT account_id, before + n, who
FROM bumped, unnest(%(who)s::uuid[]) WITH ORDINALITY AS given (who, n)
"""
SINCE = "SELECT version, who FROM access_changes WHERE account_id = %s AND version > %s"
VERSION = "SELECT access_version FROM accounts WHERE account_id = %s"


async def actor_rows(tx: Transaction, user_ids: list[UUID]) -> list[ActorRow]:
    """The rows of these users, whatever their state."""
    return [_actor_row(row) for row in await tx.rows(ACTOR, (tx.account, user_ids))]


def _actor_row(row: tuple[Any, ...]) -> ActorRow:
    return ActorRow(
        account_id=row[0],
        account_name=row[1],
        user_id=row[2],
        name=row[3],
        username=row[4],
        email=row[5],
        is_enabled=row[6],
        is_seated=row[7],
        roles=[HeldRole(UUID(r[0]), r[1], r[2]) for r in row[8]],
        role_bits=[role_bits(r[2], r[3]) for r in row[8]],
        memberships=[Membership(UUID(m[0]), m[1]) for m in row[9]],
        access_version=row[10],
        terms=(row[11], row[12]),
    )


def role_bits(default_key: str | None, permissions: list[str]) -> int:
    """The bitset of a role: from the code for a default one, from its row for a custom one."""
    if default_key is not None:
        return DEFAULT_ROLES[Default(default_key)].keys
    return bitset_of_keys(permissions)


async def access_changed(tx: Transaction, who: UUID | None) -> int:
    """Tell every process, in this transaction, that somebody's rights changed; the new version.

    `who` is None when it may touch everybody. The row lock on the account puts all changes of
    its rights in one order.
    """
    tx.has_events = True
    return await tx.value(CHANGED, (tx.account, who))


async def all_access_changed(tx: Transaction, who: Collection[UUID]) -> None:
    """As `access_changed` for each of these, in one statement."""
    if who:
        tx.has_events = True
        given = {"account": tx.account, "count": len(who), "who": list(who)}
        await tx.execute(ALL_CHANGED, given)


async def access_version(tx: Transaction) -> int:
    return await tx.value(VERSION, (tx.account,))


async def access_changes(tx: Transaction, since: int) -> list[tuple[int, UUID | None]]:
    """(version, whom it touches, or None for everybody) of each change after version `since`."""
    return [(row[0], row[1]) for row in await tx.rows(SINCE, (tx.account, since))]
