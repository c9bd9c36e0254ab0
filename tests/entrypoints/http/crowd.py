"""A user for every single permission, with a seat and without, an API key for each, and viewers:
who has a role to read with, and who has lost the seat to more."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg

from hubbub.access.catalogue import PERMISSIONS
from hubbub.access.decision import Effective, effective_bits
from hubbub.access.roles import DEFAULT_ROLES, Default
from tests.world import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from hubbub.access.permission import Permission
    from tests.api import Asker
    from tests.world import Account

USER = "INSERT INTO users (account_id, id, name, email, username) VALUES (%s, %s, %s, %s, %s)"
ROLE = "INSERT INTO roles (account_id, id, name, permissions) VALUES (%s, %s, %s, %s)"
HELD = "INSERT INTO user_roles (account_id, user_id, role_id) VALUES (%s, %s, %s)"
SEAT = "INSERT INTO seats (account_id, user_id) VALUES (%s, %s)"
AGENT = "INSERT INTO agents (account_id, user_id) VALUES (%s, %s)"
SESSION = """
INSERT INTO sessions (account_id, id, user_id, token_sha256, expires_at)
VALUES (%s, %s, %s, %s, now() + interval '1 day')
"""
KEY = """
INSERT INTO api_keys (account_id, id, user_id, name, prefix, key_sha256, scopes)
VALUES (%s, %s, %s, %s, 'hub_', %s, %s)
"""
GRANTS = [each for each in PERMISSIONS if not each.restricts]


@dataclass(frozen=True, slots=True)
class One:
    """Somebody of the crowd, and what he can do."""

    label: str
    asker: Asker
    effective: Effective


def gather(owner_dsn: str, account: Account) -> list[One]:
    """Write the whole crowd straight into the tables, as no use case makes so many so fast."""
    with psycopg.connect(owner_dsn) as connection, connection.cursor() as cursor:
        found = list(_gather(cursor, account))
        # Else the server plans every request of the matrix for tables of a handful of rows.
        cursor.execute("ANALYZE")
    return found


def _gather(cursor: psycopg.Cursor[tuple[object, ...]], account: Account) -> Iterator[One]:
    everything = _user(cursor, account, [each.key for each in GRANTS], seated=True)
    owner = effective_bits([_bits(GRANTS)], seated=True, enabled=True)
    for each in PERMISSIONS:
        for seated in (True, False):
            person = _user(cursor, account, [each.key], seated=seated)
            effective = effective_bits([each.mask], seated=seated, enabled=True)
            yield One(f"{each.key} {'seated' if seated else 'unseated'}", person, effective)
        key = f"hub_{uuid4().hex}"
        digest = hashlib.sha256(key.encode()).digest()
        row = (account.id, uuid4(), everything.user_id, each.key, digest, [each.key])
        cursor.execute(KEY, row)
        scope = effective_bits([each.mask], seated=True, enabled=True)
        yield One(f"{each.key} key", key, scope.within(owner))
    for each in (Default.VIEWER, Default.AGENT):
        # The second is a viewer by losing the seat: reads, and nothing of what else the role has.
        held = DEFAULT_ROLES[each].keys
        keys = [one.key for one in PERMISSIONS if one.mask & held]
        viewer = effective_bits([held], seated=False, enabled=True)
        assert viewer.is_viewer
        yield One(f"{each} unseated", _user(cursor, account, keys, seated=False), viewer)
    yield One("no role", _user(cursor, account, [], seated=True), effective_bits([], True, True))


def _bits(permissions: list[Permission]) -> int:
    return sum(each.mask for each in permissions)


def _user(
    cursor: psycopg.Cursor[tuple[object, ...]], account: Account, keys: list[str], *, seated: bool
) -> Person:
    user_id: UUID = uuid4()
    token = uuid4().hex
    person = Person(account.id, user_id, "Crowd", f"{user_id.hex}@example.net", token)
    cursor.execute(USER, (account.id, user_id, person.name, person.email, user_id.hex))
    role_id = uuid4()
    cursor.execute(ROLE, (account.id, role_id, f"Crowd {role_id.hex}", keys))
    cursor.execute(HELD, (account.id, user_id, role_id))
    cursor.execute(AGENT, (account.id, user_id))
    if seated:
        cursor.execute(SEAT, (account.id, user_id))
    digest = hashlib.sha256(token.encode()).digest()
    cursor.execute(SESSION, (account.id, uuid4(), user_id, digest))
    return person
