"""Rows of users, and of what each holds: roles, a seat, queues."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.errors import UniqueViolation

from hubbub.access.catalogue import keys_in
from hubbub.access.delegation import ADMINISTERING, is_administrator
from hubbub.access.repository import role_bits
from hubbub.access.roles import DEFAULT_ROLES, Default, Role
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid


@dataclass(frozen=True, slots=True)
class User:
    account_id: UUID
    id: UUID
    name: str
    username: str
    email: str
    pending_email: str | None
    """The address that he is to have once he has confirmed it."""
    language: str | None
    time_zone: str | None
    phone: str | None
    has_password: bool
    state: str
    is_seated: bool
    last_sign_in_at: datetime | None
    version: int
    details_version: int
    """Counts the changes of name, address and the like; `version` counts every fact."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewRow:
    """What the row of a new user holds."""

    id: UUID
    name: str
    username: str
    email: str
    password_hash: str | None
    language: str | None
    time_zone: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class StoredRole:
    """A role with its row's id and version."""

    role: Role
    id: UUID
    version: int


COLUMNS = """u.account_id, u.id, u.name, u.username, u.email, u.pending_email, u.language,
u.time_zone, u.phone, u.password_hash IS NOT NULL AS has_password, u.state,
EXISTS (SELECT 1 FROM seats s WHERE s.account_id = u.account_id AND s.user_id = u.id) AS is_seated,
u.last_sign_in_at, u.version, u.details_version, u.created_at"""

GET = f"SELECT {COLUMNS} FROM users u WHERE u.account_id = %s AND u.id = %s"
# Keys never change, and a lock that says so lets others refer to the row meanwhile.
LOCK = f"{GET} FOR NO KEY UPDATE OF u"
INSERT = """
INSERT INTO users (account_id, id, name, username, email, password_hash, language, time_zone,
                   phone)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
BUMP = "UPDATE users SET version = version + 1 WHERE account_id = %s AND id = %s RETURNING version"
SET_STATE = "UPDATE users SET state = %s WHERE account_id = %s AND id = %s"
SIGNED_IN = """
UPDATE users SET last_sign_in_at = now(), version = version + 1
WHERE account_id = %s AND id = %s AND state = 'enabled' RETURNING version, password_hash
"""
HASH = "SELECT password_hash FROM users WHERE account_id = %s AND id = %s"
SET_HASH = "UPDATE users SET password_hash = %s WHERE account_id = %s AND id = %s"
SET_DETAILS = """
UPDATE users SET name = %s, language = %s, time_zone = %s, phone = %s,
                 details_version = details_version + 1
WHERE account_id = %s AND id = %s
"""
SET_PENDING = """
UPDATE users SET pending_email = %s, details_version = details_version + 1
WHERE account_id = %s AND id = %s
"""
SET_EMAIL = """
UPDATE users SET email = %s, pending_email = NULL, details_version = details_version + 1
WHERE account_id = %s AND id = %s
"""
ROLES = """
SELECT r.id, r.name, r.default_key, r.description, r.permissions, r.copied_from, r.version
FROM roles r WHERE r.account_id = %s ORDER BY r.default_key IS NULL, lower(r.name)
"""
ROLE_IDS = "SELECT role_id FROM user_roles WHERE account_id = %s AND user_id = %s"
ROLE_IDS_OF = "SELECT user_id, role_id FROM user_roles WHERE account_id = %s AND user_id = ANY(%s)"
CLEAR_ROLES = "DELETE FROM user_roles WHERE account_id = %s AND user_id = %s"
GIVE_ROLE = "INSERT INTO user_roles (account_id, user_id, role_id) VALUES (%s, %s, %s)"
GIVE_SEAT = """
INSERT INTO seats (account_id, user_id, given_by) VALUES (%s, %s, %s)
ON CONFLICT (account_id, user_id) DO NOTHING
"""
TAKE_SEAT = "DELETE FROM seats WHERE account_id = %s AND user_id = %s"
SEATS = """
SELECT a.seats, (SELECT count(*) FROM seats s WHERE s.account_id = a.account_id)
FROM accounts a WHERE a.account_id = %s
"""
LOCK_ACCOUNT = "SELECT 1 FROM accounts WHERE account_id = %s FOR NO KEY UPDATE"
# Only those who hold one of the keys, by whichever role; the union of theirs decides.
ADMINISTERING_ROLES = """
SELECT u.id, u.name, r.default_key, r.permissions FROM users u
JOIN user_roles ur ON ur.account_id = u.account_id AND ur.user_id = u.id
JOIN roles r ON r.account_id = ur.account_id AND r.id = ur.role_id
WHERE u.account_id = %(account)s AND u.state = 'enabled'
  AND (r.default_key = ANY(%(defaults)s) OR r.permissions && %(keys)s)
ORDER BY lower(u.name), u.id
"""
MEMBER = """
SELECT kind FROM memberships WHERE account_id = %s AND user_id = %s AND queue_id = %s
"""
JOIN = """
INSERT INTO memberships (account_id, user_id, queue_id, kind) VALUES (%s, %s, %s, %s)
ON CONFLICT (account_id, user_id, queue_id) DO UPDATE SET kind = excluded.kind
"""
LEAVE = "DELETE FROM memberships WHERE account_id = %s AND user_id = %s AND queue_id = %s"
MEMBERS = """
SELECT m.user_id, u.name, m.kind,
       EXISTS (SELECT 1 FROM seats s WHERE s.account_id = u.account_id AND s.user_id = u.id)
FROM memberships m JOIN users u ON u.account_id = m.account_id AND u.id = m.user_id
WHERE m.account_id = %s AND m.queue_id = %s ORDER BY lower(u.name), u.id
"""
SCOPE = "INSERT INTO queue_scopes (account_id, id, is_joined_by_new_agents) VALUES (%s, %s, %s)"
JOINED = "SELECT id FROM queue_scopes WHERE account_id = %s AND is_joined_by_new_agents"
USERNAMES = "SELECT id, username FROM users WHERE account_id = %s AND id = ANY(%s)"
NAMES = "SELECT id, name FROM users WHERE account_id = %s AND id = ANY(%s)"


async def get_user(tx: Transaction, user_id: UUID) -> User | None:
    return await tx.one(User, GET, (tx.account, user_id))


async def lock_user(tx: Transaction, user_id: UUID) -> User | None:
    return await tx.one(User, LOCK, (tx.account, user_id))


async def insert_user(tx: Transaction, new: NewRow) -> None:
    values = (
        new.id, new.name, new.username, new.email, new.password_hash, new.language,
        new.time_zone, new.phone,
    )  # fmt: skip
    try:
        async with tx.savepoint():
            await tx.execute(INSERT, (tx.account, *values))
    except UniqueViolation as error:
        if error.diag.constraint_name == "users_username":
            message = "Somebody has this user name already. Choose another one."
            raise Invalid([FieldError("username", message)]) from error
        message = "A user of this account has this e-mail address already."
        raise Invalid([FieldError("email", message)]) from error


async def bump_user(tx: Transaction, user_id: UUID) -> int:
    """The user's next version, under the row's lock."""
    return await tx.value(BUMP, (tx.account, user_id))


async def set_state(tx: Transaction, user_id: UUID, state: str) -> None:
    await tx.execute(SET_STATE, (state, tx.account, user_id))


async def signed_in(tx: Transaction, user_id: UUID) -> tuple[int, str | None] | None:
    """The user's next version and the hash of his password, under the row's lock; None for
    nobody and for who is disabled."""
    row = await tx.row(SIGNED_IN, (tx.account, user_id))
    return None if row is None else (row[0], row[1])


async def get_password_hash(tx: Transaction, user_id: UUID) -> str | None:
    return await tx.value(HASH, (tx.account, user_id))


async def set_password_hash(tx: Transaction, user_id: UUID, password_hash: str) -> None:
    await tx.execute(SET_HASH, (password_hash, tx.account, user_id))


async def set_details(
    tx: Transaction, user_id: UUID, name: str, rest: tuple[str | None, str | None, str | None]
) -> None:
    """`rest` is (language, time zone, phone)."""
    await tx.execute(SET_DETAILS, (name, *rest, tx.account, user_id))


async def set_pending_email(tx: Transaction, user_id: UUID, email: str | None) -> None:
    await tx.execute(SET_PENDING, (email, tx.account, user_id))


async def set_email(tx: Transaction, user_id: UUID, email: str) -> None:
    await tx.execute(SET_EMAIL, (email, tx.account, user_id))


async def all_roles(tx: Transaction) -> dict[UUID, StoredRole]:
    """Every role of the account, default ones first."""
    rows = await tx.rows(ROLES, (tx.account,))
    origins = {row[0]: (row[2], row[5]) for row in rows}
    return {row[0]: _stored_role(row, origins) for row in rows}


def _stored_role(row: tuple[Any, ...], origins: dict[UUID, tuple[Any, Any]]) -> StoredRole:
    id_, name, default_key, description, permissions, copied_from, version = row
    role = Role(
        name=name,
        keys=role_bits(default_key, permissions),
        default=Default(default_key) if default_key else None,
        origin=_origin(copied_from, origins),
        description=description,
        id=id_,
    )
    return StoredRole(role, id_, version)


def _origin(copied_from: UUID | None, origins: dict[UUID, tuple[Any, Any]]) -> Default | None:
    while copied_from is not None:
        default_key, copied_from = origins[copied_from]
        if default_key is not None and default_key != Default.ADMINISTRATOR:
            return Default(default_key)
    return None


async def role_ids_of(tx: Transaction, user_id: UUID) -> set[UUID]:
    return {row[0] for row in await tx.rows(ROLE_IDS, (tx.account, user_id))}


async def role_ids_of_many(tx: Transaction, user_ids: list[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {user_id: set() for user_id in user_ids}
    for user_id, role_id in await tx.rows(ROLE_IDS_OF, (tx.account, user_ids)):
        found[user_id].add(role_id)
    return found


async def set_roles(tx: Transaction, user_id: UUID, role_ids: Iterable[UUID]) -> None:
    await tx.execute(CLEAR_ROLES, (tx.account, user_id))
    for role_id in role_ids:
        await tx.execute(GIVE_ROLE, (tx.account, user_id, role_id))


async def give_seat(tx: Transaction, user_id: UUID, by: UUID | None) -> bool:
    """Whether he did not have one before."""
    return await tx.execute(GIVE_SEAT, (tx.account, user_id, by)) == 1


async def take_seat(tx: Transaction, user_id: UUID) -> bool:
    """Whether he had one."""
    return await tx.execute(TAKE_SEAT, (tx.account, user_id)) == 1


async def seats(tx: Transaction) -> tuple[int, int]:
    """All seats, and those in use."""
    row = await tx.row(SEATS, (tx.account,))
    assert row is not None
    return row[0], row[1]


async def lock_account(tx: Transaction) -> None:
    """One change of rights at a time in an account."""
    await tx.execute(LOCK_ACCOUNT, (tx.account,))


async def administrators(tx: Transaction) -> list[tuple[UUID, str]]:
    """(id, name) of the enabled users who can bring back any right in this account."""
    names: dict[UUID, str] = {}
    raw: dict[UUID, int] = {}
    wanted = {
        "account": tx.account,
        "defaults": [str(key) for key, role in DEFAULT_ROLES.items() if role.keys & ADMINISTERING],
        "keys": list(keys_in(ADMINISTERING)),
    }
    for user_id, name, default_key, permissions in await tx.rows(ADMINISTERING_ROLES, wanted):
        names[user_id] = name
        raw[user_id] = raw.get(user_id, 0) | role_bits(default_key, permissions)
    return [(id_, name) for id_, name in names.items() if is_administrator(raw[id_], enabled=True)]


async def membership(tx: Transaction, user_id: UUID, queue_id: UUID) -> str | None:
    return await tx.value(MEMBER, (tx.account, user_id, queue_id))


async def set_membership(tx: Transaction, user_id: UUID, queue_id: UUID, kind: str | None) -> None:
    if kind is None:
        await tx.execute(LEAVE, (tx.account, user_id, queue_id))
    else:
        await tx.execute(JOIN, (tx.account, user_id, queue_id, kind))


async def insert_queue_scope(
    tx: Transaction, queue_id: UUID, is_joined_by_new_agents: bool
) -> None:
    """A set of conversations that people can be members of; the queue itself refers to it."""
    await tx.execute(SCOPE, (tx.account, queue_id, is_joined_by_new_agents))


async def scopes_of_new_agents(tx: Transaction) -> list[UUID]:
    """The queues that new agents join unless told otherwise."""
    return [row[0] for row in await tx.rows(JOINED, (tx.account,))]


async def members(tx: Transaction, queue_id: UUID) -> list[tuple[UUID, str, str, bool]]:
    """(user, name, agent or viewer, seated) of a queue."""
    return [(r[0], r[1], r[2], r[3]) for r in await tx.rows(MEMBERS, (tx.account, queue_id))]


async def usernames_of(tx: Transaction, user_ids: list[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in await tx.rows(USERNAMES, (tx.account, user_ids))}


async def names_of(tx: Transaction, user_ids: list[UUID]) -> dict[UUID, str]:
    return {r[0]: r[1] for r in await tx.rows(NAMES, (tx.account, user_ids))}
