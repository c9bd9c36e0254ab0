"""Rows of custom roles and of their holders, written for thousands of users at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from psycopg.errors import UniqueViolation

from hubbub.access.catalogue import keys_in
from hubbub.access.custom_roles.transition import Holder
from hubbub.access.roles import Role
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid

INSERT = """
INSERT INTO roles (account_id, id, name, description, permissions, copied_from)
VALUES (%s, %s, %s, %s, %s, %s)
"""
UPDATE = """
UPDATE roles SET name = %s, description = %s, permissions = %s WHERE account_id = %s AND id = %s
"""
BUMP = "UPDATE roles SET version = version + 1 WHERE account_id = %s AND id = %s RETURNING version"
# What was copied from a role that goes is a copy of what that one was copied from.
ADOPT = """
UPDATE roles SET copied_from = (SELECT copied_from FROM roles WHERE account_id = %(account)s
                                AND id = %(role)s)
WHERE account_id = %(account)s AND copied_from = %(role)s
"""
DELETE = "DELETE FROM roles WHERE account_id = %s AND id = %s"
COPIED_FROM = "SELECT id, copied_from FROM roles WHERE account_id = %s AND copied_from IS NOT NULL"
HOLDER_COUNTS = "SELECT role_id, count(*) FROM user_roles WHERE account_id = %s GROUP BY role_id"
# Three plain look-ups instead of one join: a join over thousands of ids that the planner knows
# nothing about can take the quadratic way. The ids never leave the database for that, and what is
# looked up by is text, which is read and hashed many times faster than a UUID.
TOUCHED = """
ANY(%(users)s::uuid[] || ARRAY(
    SELECT user_id FROM user_roles
    WHERE account_id = %(account)s AND role_id = %(role)s AND %(with_holders)s))
"""
USERS = f"""
SELECT id, id::text AS key, name, state = 'enabled' FROM users
WHERE account_id = %(account)s AND id = {TOUCHED} ORDER BY lower(name), id
"""
SEATED = f"""
SELECT user_id::text FROM seats WHERE account_id = %(account)s AND user_id = {TOUCHED}
"""
HELD = f"""
SELECT user_id::text, string_agg(role_id::text, ' ' ORDER BY role_id) FROM user_roles
WHERE account_id = %(account)s AND user_id = {TOUCHED} GROUP BY user_id
"""
GIVE = """
INSERT INTO user_roles (account_id, user_id, role_id)
SELECT %s, unnest(%s::uuid[]), %s ON CONFLICT DO NOTHING
"""
TAKE = "DELETE FROM user_roles WHERE account_id = %s AND role_id = %s AND user_id = ANY(%s)"
TAKE_PAIRS = """
DELETE FROM user_roles ur USING unnest(%s::uuid[], %s::uuid[]) AS gone (user_id, role_id)
WHERE ur.account_id = %s AND ur.user_id = gone.user_id AND ur.role_id = gone.role_id
"""
BUMP_USERS = """
UPDATE users SET version = version + 1 WHERE account_id = %s AND id = ANY(%s)
RETURNING id, version
"""
COLUMNS = """lower(u.name) AS sort, u.id, u.name, u.email, u.state,
EXISTS (SELECT 1 FROM seats s WHERE s.account_id = u.account_id AND s.user_id = u.id) AS seat,
ARRAY(SELECT ur.role_id FROM user_roles ur
      WHERE ur.account_id = u.account_id AND ur.user_id = u.id) AS role_ids"""
MATCHING = """
u.account_id = %(account)s
  AND (%(like)s::text IS NULL OR u.name ILIKE %(like)s OR u.email ILIKE %(like)s
       OR u.username ILIKE %(like)s)
  AND (%(role)s::uuid IS NULL OR EXISTS (
       SELECT 1 FROM user_roles f
       WHERE f.account_id = u.account_id AND f.user_id = u.id AND f.role_id = %(role)s))
"""
PAGE = f"""
SELECT {COLUMNS} FROM users u WHERE {MATCHING}
  AND (%(after_name)s::text IS NULL OR (lower(u.name), u.id) > (%(after_name)s, %(after_id)s))
ORDER BY lower(u.name), u.id LIMIT %(limit)s
"""
ALL_NAMES = f"""
SELECT u.id, u.name FROM users u WHERE {MATCHING} ORDER BY lower(u.name), u.id LIMIT %(limit)s
"""
COUNT = f"SELECT count(*) FROM users u WHERE {MATCHING}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who holds a role, or could be given one. `sort` is what they are ordered by."""

    sort: str
    id: UUID
    name: str
    email: str
    state: str
    seat: bool
    role_ids: list[UUID]


@dataclass(frozen=True, slots=True)
class Found:
    """How far to look: by name or address, among the holders of a role or among everybody."""

    search: str | None
    role_id: UUID | None


async def insert_role(tx: Transaction, role_id: UUID, role: Role, copied_from: UUID | None) -> None:
    """Raises Invalid for a name that is in use."""
    row = (tx.account, role_id, role.name, role.description, list(keys_in(role.keys)), copied_from)
    await _with_free_name(tx, role.name, INSERT, row)


async def update_role(tx: Transaction, role_id: UUID, role: Role) -> None:
    """Raises Invalid for a name that is in use."""
    row = (role.name, role.description, list(keys_in(role.keys)), tx.account, role_id)
    await _with_free_name(tx, role.name, UPDATE, row)


async def _with_free_name(
    tx: Transaction, name: str, statement: LiteralString, row: tuple[object, ...]
) -> None:
    try:
        async with tx.savepoint():
            await tx.execute(statement, row)
    except UniqueViolation as error:
        raise name_in_use(name) from error


def name_in_use(name: str) -> Invalid:
    message = f"There is a role called “{name}” already. Choose another name."
    return Invalid([FieldError("name", message)])


async def bump_role(tx: Transaction, role_id: UUID) -> int:
    """The role's next version, under the row's lock."""
    return await tx.value(BUMP, (tx.account, role_id))


async def delete_role_row(tx: Transaction, role_id: UUID) -> None:
    await tx.execute(ADOPT, {"account": tx.account, "role": role_id})
    await tx.execute(DELETE, (tx.account, role_id))


async def copies(tx: Transaction) -> dict[UUID, UUID]:
    """For each copy, the role it was duplicated from."""
    return {row[0]: row[1] for row in await tx.rows(COPIED_FROM, (tx.account,))}


async def holder_counts(tx: Transaction) -> dict[UUID, int]:
    return {row[0]: row[1] for row in await tx.rows(HOLDER_COUNTS, (tx.account,))}


async def touched_users(
    tx: Transaction, role_id: UUID, users: Collection[UUID], *, with_holders: bool
) -> list[Holder]:
    """These users, as far as there are such, and if wanted all who hold the role, by name."""
    wanted = {
        "account": tx.account, "role": role_id, "users": list(users), "with_holders": with_holders,
    }  # fmt: skip
    seated = {row[0] for row in await tx.rows(SEATED, wanted)}
    held: dict[str, str] = dict(await tx.rows(HELD, wanted))
    # One object for each set of roles, which are compared a great many times.
    sets: dict[str, frozenset[UUID]] = {"": frozenset()}
    found: list[Holder] = []
    for id_, key, name, is_enabled in await tx.rows(USERS, wanted):
        roles = held.get(key, "")
        if roles not in sets:
            sets[roles] = frozenset(map(UUID, roles.split()))
        found.append(Holder(id_, name, is_enabled, key in seated, sets[roles]))
    return found


async def give_role(tx: Transaction, role_id: UUID, users: Collection[UUID]) -> None:
    await tx.execute(GIVE, (tx.account, list(users), role_id))


async def take_role(tx: Transaction, role_id: UUID, users: Collection[UUID]) -> None:
    await tx.execute(TAKE, (tx.account, role_id, list(users)))


async def take_pairs(tx: Transaction, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    """Take each (user, role) away."""
    found = list(pairs)
    users, roles = [user for user, _ in found], [role for _, role in found]
    await tx.execute(TAKE_PAIRS, (users, roles, tx.account))


async def bump_users(tx: Transaction, users: Collection[UUID]) -> dict[UUID, int]:
    """The next version of each of these users."""
    return {row[0]: row[1] for row in await tx.rows(BUMP_USERS, (tx.account, list(users)))}


async def page_of_candidates(
    tx: Transaction, found: Found, after: tuple[str, UUID] | None, limit: int
) -> list[Candidate]:
    """Users by name, after the last one seen."""
    name, id_ = after or (None, None)
    values = {**_matching(tx, found), "limit": limit, "after_name": name, "after_id": id_}
    return await tx.all(Candidate, PAGE, values)


async def names_of_candidates(tx: Transaction, found: Found, limit: int) -> list[tuple[UUID, str]]:
    """(id, name) of all who are found, by name."""
    values = {**_matching(tx, found), "limit": limit}
    return [(row[0], row[1]) for row in await tx.rows(ALL_NAMES, values)]


async def count_candidates(tx: Transaction, found: Found) -> int:
    return await tx.value(COUNT, _matching(tx, found))


def _matching(tx: Transaction, found: Found) -> dict[str, object]:
    like = None
    if found.search:
        escaped = found.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        like = f"%{escaped}%"
    return {"account": tx.account, "like": like, "role": found.role_id}
