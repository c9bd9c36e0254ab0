"""Rows of the audit as a page asks for them: of one account, of the areas that are open to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `areas` are those whose permission the asker holds."""

    areas: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    person_id: UUID | None = None
    object_kind: str | None = None
    object_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    address: str | None = None
    """Where it was done from, exactly."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row, and the texts beside it that were not erased, by side and field."""

    seq: int
    at: datetime
    kind: str
    area: str
    object_kind: str
    object_id: UUID
    actor_kind: str
    actor_id: UUID | None
    person_id: UUID | None
    address_hash: str | None
    data: dict[str, Any]
    changes: dict[str, Any]
    texts: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Check:
    """What the last look at the whole chain came to."""

    checked_at: datetime
    seals: int
    rows: int
    sealed_until: datetime | None
    findings: list[dict[str, Any]]


COLUMNS = """a.seq, a.at, a.kind, a.area, a.object_kind, a.object_id, a.actor_kind, a.actor_id,
a.person_id, a.address_hash, a.data, a.changes,
(SELECT coalesce(jsonb_object_agg(v.side, v.texts), '{}') FROM (
    SELECT side, jsonb_object_agg(field, text) AS texts FROM audit_values
    WHERE account_id = a.account_id AND audit_seq = a.seq GROUP BY side) v) AS texts"""
MATCHES = """a.account_id = %(account)s AND a.area = ANY(%(areas)s)
  AND (cardinality(%(kinds)s::text[]) = 0 OR a.kind = ANY(%(kinds)s))
  AND (%(person)s::uuid IS NULL OR a.person_id = %(person)s)
  AND (%(object_kind)s::text IS NULL OR a.object_kind = %(object_kind)s)
  AND (%(object)s::uuid IS NULL OR a.object_id = %(object)s)
  AND (%(since)s::timestamptz IS NULL OR a.at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR a.at < %(until)s)
  AND (%(address)s::text IS NULL
       OR EXISTS (SELECT FROM audit_values v WHERE v.account_id = a.account_id
                  AND v.audit_seq = a.seq AND v.side = 'from' AND v.field = 'address'
                  AND v.text = %(address)s))
  AND (%(like)s::text IS NULL OR a.kind ILIKE %(like)s
       OR EXISTS (SELECT FROM audit_values v WHERE v.account_id = a.account_id
                  AND v.audit_seq = a.seq AND v.text ILIKE %(like)s)
       OR EXISTS (SELECT FROM users u WHERE u.account_id = a.account_id
                  AND u.id IN (a.person_id, a.object_id)
                  AND (u.name ILIKE %(like)s OR u.email ILIKE %(like)s)))"""
LIST = f"""
SELECT {COLUMNS} FROM audit a
WHERE {MATCHES}
  AND (%(after_at)s::timestamptz IS NULL OR (a.at, a.seq) < (%(after_at)s, %(after_seq)s))
ORDER BY a.at DESC, a.seq DESC LIMIT %(limit)s
"""
SEALED = """
SELECT last_at, last_seq FROM audit_seals WHERE account_id = %s ORDER BY number DESC LIMIT 1
"""
CHECK = """
SELECT checked_at, seals, rows, sealed_until, findings FROM audit_checks WHERE account_id = %s
"""
# From one person to the next along the index, however many rows each has.
PEOPLE = """
WITH RECURSIVE found AS (
    (SELECT person_id FROM audit WHERE account_id = %(account)s AND person_id IS NOT NULL
     ORDER BY person_id LIMIT 1)
    UNION ALL
    SELECT (SELECT a.person_id FROM audit a
            WHERE a.account_id = %(account)s AND a.person_id > found.person_id
            ORDER BY a.person_id LIMIT 1)
    FROM found WHERE found.person_id IS NOT NULL)
SELECT person_id FROM found
WHERE person_id IS NOT NULL AND EXISTS (
    SELECT FROM audit a WHERE a.account_id = %(account)s AND a.person_id = found.person_id
    AND a.area = ANY(%(areas)s))
LIMIT 1000
"""
REMEMBERED = """
SELECT DISTINCT ON (a.object_id) a.object_id, v.text
FROM audit a JOIN audit_values v ON v.account_id = a.account_id AND v.audit_seq = a.seq
WHERE a.account_id = %s AND a.object_id = ANY(%s)
  AND v.field IN ('name', 'number') AND v.side IN ('before', 'after')
ORDER BY a.object_id, a.at DESC, a.seq DESC, v.side
"""


async def list_audit(
    tx: Transaction, wanted: Wanted, after: tuple[datetime, int] | None, limit: int
) -> list[Listed]:
    """The newest first, after a row."""
    like = f"%{_escaped(wanted.text)}%" if wanted.text else None
    return await tx.all(
        Listed,
        LIST,
        {
            "account": tx.account, "areas": list(wanted.areas), "kinds": list(wanted.kinds),
            "person": wanted.person_id, "object_kind": wanted.object_kind,
            "object": wanted.object_id, "since": wanted.since, "until": wanted.until,
            "like": like, "address": wanted.address, "after_at": after[0] if after else None,
            "after_seq": after[1] if after else None, "limit": limit,
        },
    )  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def sealed_until(tx: Transaction) -> datetime | None:
    """When the newest sealed row was written."""
    return await tx.value(SEALED, (tx.account,))


async def last_check(tx: Transaction) -> Check | None:
    return await tx.one(Check, CHECK, (tx.account,))


async def people_in(tx: Transaction, areas: Sequence[str]) -> list[UUID]:
    """Whoever stands behind any row of these areas."""
    wanted = {"account": tx.account, "areas": list(areas)}
    return [row[0] for row in await tx.rows(PEOPLE, wanted)]


async def remembered_names(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The last name of things that are gone, unless it was erased."""
    return {row[0]: row[1] for row in await tx.rows(REMEMBERED, (tx.account, list(ids)))}
