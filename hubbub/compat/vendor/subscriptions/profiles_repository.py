"""Rows of profiles: where events go, and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Profile:
    account_id: UUID
    id: UUID
    profile_id: str
    url: str
    security_id: UUID | None
    auth_id: str | None
    settings: dict[str, Any]
    header_names: list[str]
    sealed_headers: str | None
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Filled:
    """What can be set of a profile."""

    url: str
    security_id: UUID | None
    settings: dict[str, Any]
    header_names: list[str]
    sealed_headers: str | None


SELECT = """
SELECT p.account_id, p.id, p.profile_id, p.url, p.security_id, s.auth_id, p.settings,
       p.header_names, p.sealed_headers, p.version, p.created_at
FROM wire_profiles p
LEFT JOIN wire_securities s ON s.account_id = p.account_id AND s.id = p.security_id
WHERE p.account_id = %s"""
GET = f"{SELECT} AND p.id = %s"
NAMED = f"{SELECT} AND p.profile_id = %s"
LOCK = f"{NAMED} FOR NO KEY UPDATE OF p"
PAGE = f"{SELECT} ORDER BY p.created_at DESC, p.id DESC LIMIT %s OFFSET %s"
COUNT = "SELECT count(*) FROM wire_profiles WHERE account_id = %s"
INSERT = """
INSERT INTO wire_profiles (account_id, id, profile_id, url, security_id, settings, header_names,
                           sealed_headers)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
FILL = """
UPDATE wire_profiles SET url = %s, security_id = %s, settings = %s, header_names = %s,
       sealed_headers = %s, version = version + 1
WHERE account_id = %s AND id = %s
"""
DELETE = "DELETE FROM wire_profiles WHERE account_id = %s AND id = %s"
USED = "SELECT EXISTS (SELECT FROM wire_subscriptions WHERE account_id = %s AND profile_id = %s)"
NAMES = "SELECT id, profile_id FROM wire_profiles WHERE account_id = %s AND id = ANY(%s)"
# Whoever comes next stands behind it, in whatever process.
SLOT = """
WITH had AS (
    SELECT greatest(slot_at, now()) AS at FROM wire_profiles
    WHERE account_id = %(account)s AND id = %(id)s FOR NO KEY UPDATE)
UPDATE wire_profiles SET slot_at = had.at + %(gap)s FROM had
WHERE account_id = %(account)s AND id = %(id)s RETURNING had.at - now()
"""


async def get_profile(tx: Transaction, id_: UUID) -> Profile | None:
    return await tx.one(Profile, GET, (tx.account, id_))


async def named_profile(tx: Transaction, profile_id: str) -> Profile | None:
    return await tx.one(Profile, NAMED, (tx.account, profile_id))


async def lock_profile(tx: Transaction, profile_id: str) -> Profile | None:
    return await tx.one(Profile, LOCK, (tx.account, profile_id))


async def page_of_profiles(tx: Transaction, size: int, offset: int) -> list[Profile]:
    """The newest first."""
    return await tx.all(Profile, PAGE, (tx.account, size, offset))


async def count_profiles(tx: Transaction) -> int:
    return await tx.value(COUNT, (tx.account,))


async def insert_profile(tx: Transaction, id_: UUID, profile_id: str, new: Filled) -> Profile:
    await tx.execute(INSERT, (tx.account, id_, profile_id, *_values(new)))
    return _there(await get_profile(tx, id_))


async def fill_profile(tx: Transaction, id_: UUID, new: Filled) -> Profile:
    await tx.execute(FILL, (*_values(new), tx.account, id_))
    return _there(await get_profile(tx, id_))


async def delete_profile(tx: Transaction, id_: UUID) -> None:
    await tx.execute(DELETE, (tx.account, id_))


async def is_profile_used(tx: Transaction, id_: UUID) -> bool:
    return bool(await tx.value(USED, (tx.account, id_)))


async def profile_names(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in await tx.rows(NAMES, (tx.account, list(ids)))}


async def take_slot(tx: Transaction, id_: UUID, gap: timedelta) -> timedelta:
    """How long to wait before the next request, so that each has this much to itself."""
    values = {"account": tx.account, "id": id_, "gap": gap}
    return await tx.value(SLOT, values) or timedelta(0)


def _values(new: Filled) -> tuple[object, ...]:
    settings = Jsonb(new.settings)
    return new.url, new.security_id, settings, new.header_names, new.sealed_headers


def _there(profile: Profile | None) -> Profile:
    assert profile is not None
    return profile
