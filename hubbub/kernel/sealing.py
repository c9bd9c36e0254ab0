"""Seals every stored credential again, under the newest key of the ring."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from psycopg.sql import SQL, Identifier

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.secrets import Secrets, SecretUnreadable

log = structlog.get_logger()

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of credentials; the context of each is `<context>:<hex of the row's key>`."""

    table: str
    key: str
    column: str
    context: str


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many values stand under the newest key now, and how many no key opens."""

    changed: int
    unreadable: int


@dataclass(slots=True)
class Needed:
    """How many stored credentials a key opens, and how many seals of the audit log it proves."""

    sealed: int = 0
    signed: int = 0


# What has no key before it was never sealed, as the word that stands for the simulator's password.
# In the order of the key, so that a value that cannot be opened is passed and not met again.
OLD = SQL("""
SELECT account_id, {key}, {column} FROM {table}
WHERE position('.' IN {column}) > 0 AND NOT starts_with({column}, %s)
  AND (account_id, {key}) > (%s, %s)
ORDER BY account_id, {key} LIMIT %s FOR UPDATE
""")
SEAL = SQL("UPDATE {table} SET {column} = %s WHERE account_id = %s AND {key} = %s")
NEEDED = SQL("""
SELECT split_part({column}, '.', 1), count(*) FROM {table}
WHERE position('.' IN {column}) > 0 GROUP BY 1
""")
SIGNED = """
SELECT split_part(signature, '.', 1), count(*)
FROM (SELECT signature FROM audit_seals UNION ALL SELECT signature FROM deleted_accounts) AS seals
GROUP BY 1
"""
BEGINNING = "00000000-0000-0000-0000-000000000000"


async def seal_again(database: Database, secrets: Secrets, columns: Sequence[Sealed]) -> Resealed:
    """In chunks, so that it can run beside everything else and be repeated after a crash."""
    changed = unreadable = 0
    for sealed in columns:
        after: tuple[Any, Any] | None = (BEGINNING, BEGINNING)
        while after is not None:
            async with database.engine() as tx:
                after, counts = await _seal_chunk(tx, secrets, sealed, after)
            changed, unreadable = changed + counts.changed, unreadable + counts.unreadable
    return Resealed(changed, unreadable)


async def needed_keys(database: Database, columns: Sequence[Sealed]) -> dict[str, Needed]:
    """For each key that anything was sealed or signed with, how much it was."""
    async with database.engine() as tx:
        return await keys_needed(tx, columns)


async def keys_needed(tx: Transaction, columns: Sequence[Sealed]) -> dict[str, Needed]:
    """The same, in a transaction that sees all accounts."""
    found: dict[str, Needed] = {}
    for sealed in columns:
        names = {"table": Identifier(sealed.table), "column": Identifier(sealed.column)}
        for key, count in await tx.rows(NEEDED.format(**names)):
            found.setdefault(key, Needed()).sealed += count
    for key, count in await tx.rows(SIGNED):
        found.setdefault(key, Needed()).signed += count
    return found


async def _seal_chunk(
    tx: Transaction, secrets: Secrets, sealed: Sealed, after: tuple[Any, Any]
) -> tuple[tuple[Any, Any] | None, Resealed]:
    names = {
        "table": Identifier(sealed.table), "key": Identifier(sealed.key),
        "column": Identifier(sealed.column),
    }  # fmt: skip
    rows = await tx.rows(OLD.format(**names), (f"{secrets.newest}.", *after, CHUNK))
    unreadable = 0
    for account_id, key, value in rows:
        context = f"{sealed.context}:{key.hex}"
        try:
            fresh = secrets.seal(secrets.open(value, context), context)
        except SecretUnreadable as error:
            log.warning("secret.unreadable", table=sealed.table, key=key.hex, reason=str(error))
            unreadable += 1
            continue
        await tx.execute(SEAL.format(**names), (fresh, account_id, key))
    end = (rows[-1][0], rows[-1][1]) if rows else None
    return end, Resealed(len(rows) - unreadable, unreadable)
