"""Rows of seats with what decides whether they are needed, and the log of their changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.sql import SQL, Composed

from hubbub.access.roles import COUNTED
from hubbub.kernel.database import Transaction

SEATED = """
SELECT u.id, u.name, u.email, u.state, s.user_id IS NOT NULL AS is_seated, s.given_at,
       s.given_by, g.name AS given_by_name, u.last_sign_in_at
FROM users u
LEFT JOIN seats s ON s.account_id = u.account_id AND s.user_id = u.id
LEFT JOIN users g ON g.account_id = s.account_id AND g.id = s.given_by
WHERE u.account_id = %(account)s
  AND (%(seated)s::boolean IS NULL OR (s.user_id IS NOT NULL) = %(seated)s)
  AND (%(like)s::text IS NULL OR u.name ILIKE %(like)s OR u.email ILIKE %(like)s
       OR u.username ILIKE %(like)s)
  AND (%(after_name)s::text IS NULL OR (lower(u.name), u.id) > (%(after_name)s, %(after_id)s))
"""
WITH_ROLE = """
  AND EXISTS (SELECT 1 FROM user_roles ur
              JOIN roles r ON r.account_id = ur.account_id AND r.id = ur.role_id
              WHERE ur.account_id = u.account_id AND ur.user_id = u.id
                AND r.default_key = %(role)s)
"""
WITHOUT_DEFAULT = """
  AND NOT EXISTS (SELECT 1 FROM user_roles ur
                  JOIN roles r ON r.account_id = ur.account_id AND r.id = ur.role_id
                  WHERE ur.account_id = u.account_id AND ur.user_id = u.id
                    AND r.default_key = ANY(%(counted)s))
  AND EXISTS (SELECT 1 FROM user_roles ur
              JOIN roles r ON r.account_id = ur.account_id AND r.id = ur.role_id
              WHERE ur.account_id = u.account_id AND ur.user_id = u.id
                AND r.default_key IS NULL)
"""
ORDER = " ORDER BY lower(u.name), u.id LIMIT %(limit)s"
LOG = """
SELECT a.seq, a.at, a.kind, a.subject_id, u.name, a.actor_kind, a.actor_id, b.name
FROM audit a
LEFT JOIN users u ON u.account_id = a.account_id AND u.id = a.subject_id
LEFT JOIN users b ON b.account_id = a.account_id AND b.id = a.actor_id
WHERE a.account_id = %(account)s AND a.kind = ANY(%(kinds)s)
  AND (%(before)s::bigint IS NULL OR a.seq < %(before)s)
ORDER BY a.seq DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Seated:
    """A user and his seat, if he has one."""

    id: UUID
    name: str
    email: str
    state: str
    is_seated: bool
    given_at: datetime | None
    given_by: UUID | None
    given_by_name: str | None
    last_sign_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which users a page of seats shows. `role` is a default role's key, or 'none' for those
    whose Conversations permissions come from custom roles only."""

    is_seated: bool | None
    role: str | None
    search: str | None
    after: tuple[str, UUID] | None
    limit: int


@dataclass(frozen=True, slots=True)
class SeatChange:
    """A line of the log."""

    seq: int
    at: datetime
    kind: str
    user_id: UUID
    user_name: str | None
    actor_kind: str
    actor_id: UUID | None
    actor_name: str | None


async def page_of_seats(tx: Transaction, wanted: Wanted) -> list[Seated]:
    """Users by name, with their seats."""
    like = (
        wanted.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        if (wanted.search)
        else None
    )
    after_name, after_id = wanted.after or (None, None)
    params: dict[str, Any] = {
        "account": tx.account, "seated": wanted.is_seated, "role": wanted.role,
        "like": f"%{like}%" if like else None, "after_name": after_name, "after_id": after_id,
        "counted": [str(each) for each in COUNTED], "limit": wanted.limit,
    }  # fmt: skip
    return await tx.all(Seated, _query(wanted.role), params)


def _query(role: str | None) -> Composed:
    by_role = SQL("") if role is None else SQL(WITHOUT_DEFAULT if role == "none" else WITH_ROLE)
    return SQL("{}{}{}").format(SQL(SEATED), by_role, SQL(ORDER))


async def seat_changes(
    tx: Transaction, kinds: Sequence[str], before: int | None, limit: int
) -> list[SeatChange]:
    """The newest first."""
    rows = await tx.rows(
        LOG, {"account": tx.account, "kinds": list(kinds), "before": before, "limit": limit}
    )
    return [SeatChange(*row) for row in rows]
