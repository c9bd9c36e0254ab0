"""Puts a row into every table that has none, as far from empty as its columns allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from psycopg.errors import IntegrityError
from psycopg.sql import SQL, Identifier, Literal

if TYPE_CHECKING:
    from psycopg import Connection

TABLES = """
SELECT relname::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
  AND relname <> 'alembic_version' ORDER BY relname
"""
COLUMNS = """
SELECT attname::text, format_type(atttypid, NULL), attnotnull FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
  AND attidentity = ''
  AND atttypid <> 'xid8'::regtype
"""
REFERENCES = """
SELECT confrelid::regclass::text,
       ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY k (n, o)
             JOIN pg_attribute ON attrelid = conrelid AND attnum = n ORDER BY o),
       ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY k (n, o)
             JOIN pg_attribute ON attrelid = confrelid AND attnum = n ORDER BY o)
FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass
"""
CHECKS = """
SELECT pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'c' AND conrelid = %s::regclass
"""
CHOICE = re.compile(r"\((\w+) = ANY \(ARRAY\['([^']*)'::text")
LEAST = re.compile(r"\((\w+) >= (\d+)\)")
VALUES: dict[str, Any] = {
    "uuid": "0198c0de-0000-7000-8000-000000000001",
    "text": "x",
    "integer": 1,
    "bigint": 1,
    "smallint": 1,
    "boolean": True,
    "bytea": b"\x01\x02",
    "jsonb": "{}",
    "timestamp with time zone": "2026-11-01 12:00:00+00",
    "date": "2026-11-01",
    "inet": "192.0.2.1",
    "text[]": "{x}",
    "uuid[]": "{0198c0de-0000-7000-8000-000000000001}",
    "cidr[]": "{192.0.2.0/24}",
    "timestamp with time zone[]": "{2026-11-01 12:00:00+00}",
}
SPECIAL: dict[str, dict[str, Any]] = {
    "avatars": {"hash": "0" * 32},
    "http_carriers": {"door_sha256": b"\x01" * 32},
    "links": {"invite_id": None, "user_id": True},
    "sessions": {"method": "password"},
    "invites": {"email": "new@example.com"},
    "sender_queues": {"number_id": True, "name_id": None},
    "sign_in_settings": {"short_name": "acme"},
    "webhook_endpoints": {"wire": "vendor"},
}
"""What no rule below would find; True for a column that may be empty and must not be."""


def fill(connection: Connection[Any]) -> dict[str, int]:
    """Rows in each table afterwards. As the superuser, who is held to no account."""
    waiting = [
        name for (name,) in connection.execute(TABLES).fetchall() if not _count(connection, name)
    ]
    while waiting:
        failed = [name for name in waiting if not _add(connection, name)]
        assert len(failed) < len(waiting), failed
        waiting = failed
    return counts(connection)


def counts(connection: Connection[Any]) -> dict[str, int]:
    """How many rows each table has."""
    return {n: _count(connection, n) for (n,) in connection.execute(TABLES).fetchall()}


def _count(connection: Connection[Any], name: str) -> int:
    row = connection.execute(SQL("SELECT count(*) FROM {}").format(Identifier(name))).fetchone()
    assert row is not None
    return row[0]


def _add(connection: Connection[Any], name: str) -> bool:
    """False when what it refers to is still empty."""
    try:
        with connection.transaction():
            return _add_row(connection, name, is_whole=True)
    except IntegrityError:
        # Two columns that are not filled together.
        return _add_row(connection, name, is_whole=False)


def _add_row(connection: Connection[Any], name: str, *, is_whole: bool) -> bool:
    special = SPECIAL.get(name, {})
    wanted = {column for column, value in special.items() if value is not None}
    row = {
        column: VALUES[kind]
        for column, kind, is_needed in connection.execute(COLUMNS, (name,)).fetchall()
        if is_needed or is_whole or column in wanted
    }
    for (definition,) in connection.execute(CHECKS, (name,)).fetchall():
        row |= {c: value for c, value in CHOICE.findall(definition) if c in row}
        row |= {c: int(value) for c, value in LEAST.findall(definition) if c in row}
    row |= {column: value for column, value in special.items() if value not in (None, True)}
    for table, ours, theirs in connection.execute(REFERENCES, (name,)).fetchall():
        if set(ours) <= set(row):
            found = connection.execute(
                # Everything of one account, which every reference names first.
                SQL("SELECT {} FROM {} ORDER BY 1 LIMIT 1").format(
                    SQL(", ").join(map(Identifier, theirs)), SQL(table)
                )
            ).fetchone()
            if found is None:
                return False
            row |= dict(zip(ours, found, strict=True))
    if "account_id" in row and row["account_id"] == VALUES["uuid"]:
        found = connection.execute("SELECT account_id FROM accounts ORDER BY 1 LIMIT 1").fetchone()
        assert found is not None
        row["account_id"] = found[0]
    connection.execute(
        SQL("INSERT INTO {} ({}) VALUES ({})").format(
            Identifier(name),
            SQL(", ").join(map(Identifier, row)),
            SQL(", ").join(map(Literal, row.values())),
        )
    )
    return True
