"""Puts the tables of a backup into an empty database that stands at the backup's own step."""

import gzip
import tarfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from typing import IO, Any

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from hubbub.kernel.backups.dumping import OPTIONS, TABLES
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.manifest import Manifest, TablePart
from hubbub.kernel.backups.reading import CHUNK, TABLE, content, members
from hubbub.kernel.deadlocks import past_deadlocks

# All of them at the end are one pass over each table; row by row they would be millions.
REFERENCES = """
SELECT r.relname::text, c.conname::text, pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = 'public'::regnamespace
ORDER BY 1, 2
"""
DROP = SQL("ALTER TABLE {table} DROP CONSTRAINT {name}")
ADD = SQL("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
EMPTY = SQL("TRUNCATE {tables}")
COPY = SQL("COPY {table} ({columns}) FROM STDIN")
CAN_ADD_MONTHS = "SELECT to_regprocedure('add_event_months(integer, date)') IS NOT NULL"
ADD_MONTH = "SELECT add_event_months(0, %s)"
SET_SEQUENCE = "SELECT setval(format('public.%%I', %s::text)::regclass, %s)"
# No cluster is called so: the next migration begins a new epoch, also where this is the cluster
# that the backup is from, whose log went on in the meantime.
END_EPOCH = """
UPDATE event_epochs SET system = 'restored'
WHERE epoch = (SELECT max(epoch) FROM event_epochs)
"""
LARGE = """
SELECT relname::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 100000
"""
NO_PLACE = "The backup holds something for which this Hubbub has no place: {}."

Tell = Callable[[str], None]


def load_tables(dsn: str, archive: tarfile.TarFile, manifest: Manifest, tell: Tell) -> None:
    """As the owner, before the tables are protected, since COPY writes into no protected one."""
    with psycopg.connect(dsn, options=OPTIONS, autocommit=True) as connection:
        _check(connection, manifest)
        _add_months(connection, manifest)
        with _without_references(connection, tell):
            tables = SQL(", ").join(Identifier("public", each.name) for each in manifest.tables)
            insist(connection, EMPTY.format(tables=tables))
            _load_all(connection, archive, manifest, tell)
        for name, value in manifest.sequences.items():
            connection.execute(SET_SEQUENCE, (name, value))
        connection.execute(END_EPOCH)
        _look_at_rows(connection)


def _look_at_rows(connection: Connection[Any]) -> None:
    # One that was looked at while it had next to no rows is taken to stay so, and is read from end
    # to end, each time, while it grows.
    large = [Identifier("public", row[0]) for row in connection.execute(LARGE)]
    if large:
        connection.execute(SQL("ANALYZE {}").format(SQL(", ").join(large)))


def _check(connection: Connection[Any], manifest: Manifest) -> None:
    known = {name: set(columns) for name, columns in connection.execute(TABLES)}
    for table in manifest.tables:
        if table.name not in known:
            raise BackupError(NO_PLACE.format(f"the table {table.name}"))
        for column in table.columns:
            if column not in known[table.name]:
                raise BackupError(NO_PLACE.format(f"the column {table.name}.{column}"))


def _add_months(connection: Connection[Any], manifest: Manifest) -> None:
    row = connection.execute(CAN_ADD_MONTHS).fetchone()
    if row is not None and row[0]:
        for month in manifest.months:
            connection.execute(ADD_MONTH, (date.fromisoformat(f"{month}-01"),))


@contextmanager
def _without_references(connection: Connection[Any], tell: Tell) -> Generator[None]:
    found = connection.execute(REFERENCES).fetchall()
    for table, name, _ in found:
        insist(connection, DROP.format(table=Identifier(table), name=Identifier(name)))
    yield
    tell("Checking that everything fits together")
    for table, name, definition in found:
        insist(connection, _add(table, name, definition))


def insist(connection: Connection[Any], query: Composed) -> None:
    """A statement that is a transaction of its own, in spite of the vacuum."""
    past_deadlocks(lambda: connection.execute(query))


def _add(table: str, name: str, definition: str) -> Composed:
    return ADD.format(
        table=Identifier(table),
        name=Identifier(name),
        definition=SQL(definition),  # pyright: ignore[reportArgumentType]
    )


def _load_all(
    connection: Connection[Any], archive: tarfile.TarFile, manifest: Manifest, tell: Tell
) -> None:
    wanted = {each.name: each for each in manifest.tables}
    for member in members(archive):
        found = TABLE.fullmatch(member.name)
        if found is not None:
            part = wanted[found[1]]
            tell(f"Table {part.name}, {part.rows} rows")
            _load(connection, content(archive, member), part)


def _load(connection: Connection[Any], packed: IO[bytes], part: TablePart) -> None:
    query = COPY.format(
        table=Identifier("public", part.name),
        columns=SQL(", ").join(map(Identifier, part.columns)),
    )
    with connection.cursor() as cursor:
        with cursor.copy(query) as copy:
            for block in _unpacked(packed, part.name):
                copy.write(block)
        if cursor.rowcount != part.rows:
            raise BackupError(
                f"The table {part.name} has {cursor.rowcount} rows instead of {part.rows}."
            )


def _unpacked(packed: IO[bytes], name: str) -> Generator[bytes]:
    try:
        with gzip.GzipFile(fileobj=packed) as rows:
            while block := rows.read(CHUNK):
                yield block
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BackupError(
            f"The backup is damaged, in the table {name}, and was so when it was taken. Use "
            "another one."
        ) from error
