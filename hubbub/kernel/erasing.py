"""Deletes every row of an account: as the owner any account, as the engine a demo."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import psycopg
import structlog
from psycopg.errors import DeadlockDetected, ForeignKeyViolation, InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from hubbub.kernel.audit.tombstones import Tombstone
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Forbidden, Unavailable

log = structlog.get_logger()

Erase = Callable[[UUID, int], Awaitable[int]]
"""Delete so many rows of an account; how many it were."""

BATCH = 5000
MOST_TRIES = 30
PATIENCE = 20.0
"""Seconds to wait for transactions that began before; the longest takes less."""

ROWS = "SELECT delete_account_rows(%s, %s)"
DEMO_ROWS = "SELECT delete_demo_rows(%s, %s)"
MARK = "SELECT pg_current_xact_id()::text::bigint"
IS_PASSED = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > %s"
TOMBSTONE = """
INSERT INTO deleted_accounts (id, created_at, deleted_at, seals, last_digest, signature)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING
"""
TABLES = """
SELECT c.relname FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition ORDER BY c.relname
"""
COUNT = SQL("SELECT count(*) FROM {} WHERE account_id = %s")
NOT_OWNER = (
    "Only the role that migrates may delete an account with its audit log: set "
    "HUBBUB_DATABASE_OWNER_URL."
)


async def count_rows(database: Database, account_id: UUID) -> dict[str, int]:
    """How many rows of the account there are in each table that has any."""
    found: dict[str, int] = {}
    async with database.engine() as tx:
        for (name,) in await tx.rows(TABLES):
            count = await tx.value(COUNT.format(Identifier(name)), (account_id,))
            if count:
                found[name] = count
    return found


async def erase_rows(database: Database, account_id: UUID, erase: Erase) -> int:
    """Delete all there is, also what transactions bring that began before; how many rows."""
    whole = 0
    while True:
        gone = await _erase_now(account_id, erase)
        whole += gone
        if not gone:
            return whole
        await _outwait(database)


async def _erase_now(account_id: UUID, erase: Erase) -> int:
    whole = tries = 0
    while True:
        try:
            gone = await erase(account_id, BATCH)
        except (ForeignKeyViolation, DeadlockDetected):
            # Somebody wrote beside what has just gone: begin with that again.
            tries += 1
            if tries == MOST_TRIES:
                raise
            await asyncio.sleep(0.1)
            continue
        except InsufficientPrivilege as error:
            raise Forbidden(NOT_OWNER, code="owner_needed") from error
        if not gone:
            return whole
        whole += gone


async def _outwait(database: Database) -> None:
    """Until every transaction that runs now has ended, so that nothing follows from it."""
    async with database.engine() as tx:
        mark = await tx.value(MARK)
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                async with database.engine() as tx:
                    if await tx.value(IS_PASSED, (mark,)):
                        return
                await asyncio.sleep(0.05)
    except TimeoutError as error:
        raise Unavailable(
            "Something has been going on in the database for a long time. Try again later; "
            "what is deleted stays deleted."
        ) from error


def demo_eraser(database: Database) -> Erase:
    """For demos, and refused by the database for everything else."""

    async def erase(account_id: UUID, most: int) -> int:
        async with database.engine() as tx:
            return await tx.value(DEMO_ROWS, (account_id, most))

    return erase


class OwnerErasing:
    """The owner's connection, for the command line alone."""

    def __init__(self, connection: psycopg.AsyncConnection[tuple[int]]) -> None:
        self._connection = connection

    async def erase(self, account_id: UUID, most: int) -> int:
        cursor = await self._connection.execute(ROWS, (account_id, most))
        row = await cursor.fetchone()
        return row[0] if row else 0

    async def leave(self, stone: Tombstone) -> None:
        """The first one stays when the deletion is begun again."""
        values = (stone.account_id, stone.created_at, stone.deleted_at, stone.seals)
        try:
            await self._connection.execute(TOMBSTONE, (*values, stone.last_digest, stone.signature))
        except InsufficientPrivilege as error:
            raise Forbidden(NOT_OWNER, code="owner_needed") from error


@asynccontextmanager
async def as_owner(dsn: str) -> AsyncGenerator[OwnerErasing]:
    """Each statement is a transaction of its own."""
    connection = await psycopg.AsyncConnection.connect(dsn, autocommit=True)
    try:
        yield OwnerErasing(connection)
    finally:
        await connection.close()
