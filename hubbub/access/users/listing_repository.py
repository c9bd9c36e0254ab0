"""Users as the page lists them: searched, filtered, sorted, in keyset pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from psycopg.sql import SQL

from hubbub.access.users.repository import COLUMNS, User
from hubbub.kernel.database import Transaction

Sort = Literal["name", "-name", "username", "-username", "last_sign_in", "-last_sign_in"]
State = Literal["enabled", "disabled", "invited"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which users are wanted."""

    search: str | None = None
    role_id: UUID | None = None
    seat: bool | None = None
    state: State | None = None
    sort: Sort = "name"


INVITED: Final = """(u.state = 'enabled' AND u.password_hash IS NULL
AND u.last_sign_in_at IS NULL)"""

PAGE = f"""
SELECT {COLUMNS} FROM users u
WHERE u.account_id = %(account)s
  AND (%(like)s::text IS NULL OR u.name ILIKE %(like)s OR u.email ILIKE %(like)s
       OR u.username ILIKE %(like)s)
  AND (%(role)s::uuid IS NULL OR EXISTS (
      SELECT 1 FROM user_roles ur
      WHERE ur.account_id = u.account_id AND ur.user_id = u.id AND ur.role_id = %(role)s))
  AND (%(seat)s::boolean IS NULL OR %(seat)s = EXISTS (
      SELECT 1 FROM seats s WHERE s.account_id = u.account_id AND s.user_id = u.id))
  AND (%(state)s::text IS NULL
       OR %(state)s = 'disabled' AND u.state = 'disabled'
       OR %(state)s = 'invited' AND {INVITED}
       OR %(state)s = 'enabled' AND u.state = 'enabled' AND NOT {INVITED})
"""
SORTS: Mapping[str, tuple[SQL, SQL]] = {
    "name": (SQL("lower(u.name)"), SQL("text")),
    "username": (SQL("lower(u.username)"), SQL("text")),
    "last_sign_in": (SQL("coalesce(u.last_sign_in_at, '-infinity')"), SQL("timestamptz")),
}
AFTER = SQL("AND ({key}, u.id) {than} (%(after)s::{type}, %(after_id)s::uuid)")
ORDER = SQL("ORDER BY {key} {way}, u.id {way} LIMIT %(limit)s")


async def page_of_users(
    tx: Transaction, wanted: Filters, after: tuple[str, UUID] | None, limit: int
) -> list[User]:
    """Users in order, after the last one seen."""
    is_down = wanted.sort.startswith("-")
    key, type_ = SORTS[wanted.sort.removeprefix("-")]
    names = {
        "key": key,
        "type": type_,
        "than": SQL("<" if is_down else ">"),
        "way": SQL("DESC" if is_down else "ASC"),
    }
    parts = [SQL(PAGE)]
    composed = SQL(" ").join(
        [*parts, *([AFTER.format(**names)] if after else []), ORDER.format(**names)]
    )
    values: dict[str, Any] = {
        "account": tx.account,
        "like": None if not wanted.search else f"%{_escape_like(wanted.search)}%",
        "role": wanted.role_id,
        "seat": wanted.seat,
        "state": wanted.state,
        "after": after[0] if after else None,
        "after_id": after[1] if after else None,
        "limit": limit,
    }
    return await tx.all(User, composed, values)


def key_of(user: User, sort: Sort) -> tuple[str, UUID]:
    """Where a page that ends with this user is continued."""
    name = sort.removeprefix("-")
    if name == "last_sign_in":
        at = user.last_sign_in_at
        return ("-infinity" if at is None else at.isoformat(), user.id)
    return ((user.username if name == "username" else user.name).lower(), user.id)


def _escape_like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
