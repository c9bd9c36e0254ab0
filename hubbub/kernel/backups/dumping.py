"""Copies every table out of one snapshot of the database, while everything else goes on."""

import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection, IsolationLevel
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from hubbub.kernel.backups.archive import Archive
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.manifest import TablePart

# What is written must read the same everywhere, and nothing may end a long look.
OPTIONS = (
    "-c client_encoding=UTF8 -c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 "
    "-c bytea_output=hex -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 "
    "-c search_path=public -c application_name=hubbub-backup"
)
GZIP = 31
LEVEL = 1
TELL_EVERY = 16 * 1024 * 1024

IS_MIGRATED = "SELECT to_regclass('public.alembic_version') IS NOT NULL"
STEP = "SELECT version_num FROM public.alembic_version"
NOT_OWNER = (
    "Only the role that owns the tables sees all of them: set HUBBUB_DATABASE_OWNER_URL, as "
    "`hubbub db init` prints it, for this command."
)
# Anybody else sees one account, or none, and would not notice.
SEES_ALL = """
SELECT r.rolsuper OR r.rolbypassrls OR r.oid = c.relowner
FROM pg_roles r, pg_class c WHERE r.rolname = current_user AND c.oid = 'public.accounts'::regclass
"""
TABLES = """
SELECT c.relname::text, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                   AND a.attgenerated = ''
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition AND c.relname <> 'alembic_version'
GROUP BY c.relname ORDER BY c.relname
"""
# A sequence knows of no snapshot: read after it, it can only be further on.
SEQUENCES = """
SELECT sequencename::text, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename
"""
MONTHS = r"""
SELECT replace(substr(c.relname, 8), '_', '-')
FROM pg_inherits i JOIN pg_class c ON c.oid = inhrelid
WHERE inhparent = 'public.events'::regclass AND c.relname ~ '^events_\d{4}_\d{2}$' ORDER BY 1
"""
FILES = "SELECT account_id, id FROM files ORDER BY account_id, id"
ACCOUNTS = """
SELECT count(*) FROM accounts WHERE account_id <> '00000000-0000-0000-0000-000000000000'
"""
COPY = SQL("COPY (SELECT {columns} FROM {table}) TO STDOUT")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The database as it was at one moment."""

    connection: Connection[Any]
    step: str

    def value(self, query: SQL) -> Any:
        row = self.connection.execute(query).fetchone()
        return None if row is None else row[0]

    @property
    def server(self) -> str:
        return str(self.connection.info.server_version)

    @property
    def accounts(self) -> int:
        return self.value(SQL(ACCOUNTS))

    def sequences(self) -> dict[str, int]:
        return {row[0]: row[1] for row in self.connection.execute(SEQUENCES)}

    def months(self) -> list[str]:
        return [row[0] for row in self.connection.execute(MONTHS)]

    def file_rows(self) -> Generator[tuple[Any, Any]]:
        """(account, id) of every file, without all of them in memory."""
        with self.connection.cursor("files") as cursor:
            yield from cursor.execute(FILES)


@contextmanager
def snapshot(dsn: str) -> Generator[Snapshot]:
    """As the owner. BackupError where there is nothing to back up, or not all of it is seen."""
    with psycopg.connect(dsn, options=OPTIONS, autocommit=True) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        with connection.transaction():
            row = connection.execute(IS_MIGRATED).fetchone()
            if row is None or not row[0]:
                raise BackupError("There is nothing to back up: this database was never used.")
            try:
                found = Snapshot(connection, str(_one(connection.execute(STEP).fetchone())))
            except InsufficientPrivilege as error:
                raise BackupError(NOT_OWNER) from error
            if not found.value(SQL(SEES_ALL)):
                raise BackupError(NOT_OWNER)
            yield found


def dump_tables(taken: Snapshot, archive: Archive, tell: Callable[[str], None]) -> list[TablePart]:
    """Each table as a part of its own."""
    found = taken.connection.execute(TABLES).fetchall()
    return [_dump(taken, archive, tell, name, columns) for name, columns in found]


def _dump(
    taken: Snapshot, archive: Archive, tell: Callable[[str], None], name: str, columns: list[str]
) -> TablePart:
    packing, read, told = zlib.compressobj(LEVEL, wbits=GZIP), 0, 0
    query = COPY.format(
        columns=SQL(", ").join(map(Identifier, columns)), table=Identifier("public", name)
    )
    tell(f"Table {name}")
    with archive.part(f"database/{name}.copy.gz") as part, taken.connection.cursor() as cursor:
        with cursor.copy(query) as copy:
            for block in copy:
                part.write(packing.compress(block))
                read += len(block)
                if read - told >= TELL_EVERY:
                    told = read
                    tell(f"Table {name}, {read // 1_000_000} MB")
        part.write(packing.flush())
        rows = cursor.rowcount
    return TablePart(name, columns, rows, part.size, part.sha256)


def _one(row: tuple[Any, ...] | None) -> Any:
    assert row is not None
    return row[0]
