"""A database beside the one in use: it is filled, and takes the name over when it is complete."""

from contextlib import suppress
from typing import Any, LiteralString

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import InsufficientPrivilege, ObjectInUse, UndefinedTable
from psycopg.sql import SQL, Identifier

from hubbub.kernel.backups.dumping import NOT_OWNER
from hubbub.kernel.backups.errors import BackupError, OutcomeUnknown
from hubbub.kernel.backups.interrupting import held_signals
from hubbub.kernel.migrating import step_of
from hubbub.kernel.postgres.roles import open_database
from hubbub.kernel.protection import is_protected

LONGEST_NAME = 37
"""With what is put behind it no longer than a name may be, 63."""
USERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
ACCOUNTS = """
SELECT count(*) FROM accounts WHERE account_id <> '00000000-0000-0000-0000-000000000000'
"""
# What people without an account asked for is worth keeping as well.
ASKED = "SELECT EXISTS (SELECT FROM requests)"
TABLES = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg_%%' AND n.nspname <> 'information_schema'
"""
IS_THERE = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)"
REPLACED = "replaced_"
ASIDE = "SELECT datname::text FROM pg_database WHERE starts_with(datname, %s) ORDER BY datname"
CREATE = SQL("CREATE DATABASE {}")
DROP = SQL("DROP DATABASE IF EXISTS {}")
RENAME = SQL("ALTER DATABASE {} RENAME TO {}")
IN_USE = (
    "Something is connected to the database. Stop every `hubbub serve`, `hubbub worker` and "
    "other command, and try again."
)
LOST = (
    "The database was lost in the last moment of the restore: it is done, or undone. Run `hubbub "
    "run` or this command again, which says so."
)
NO_RIGHT = (
    "The role that migrates may not create a database, which restoring needs. Let it with "
    "ALTER ROLE … CREATEDB, or set HUBBUB_DATABASE_OWNER_URL to one that may."
)


def accounts_in(dsn: str) -> int | None:
    """How many accounts the database in use has; None where it holds nothing that anybody would
    miss. BackupError when it is somebody else's."""
    try:
        is_ours = step_of(dsn) is not None
    except InsufficientPrivilege as error:
        raise BackupError(NOT_OWNER) from error
    with psycopg.connect(dsn, autocommit=True) as connection:
        if not is_ours:
            if _value(connection, TABLES):
                raise BackupError(
                    "The database holds tables that are not Hubbub's. Give it one of its own; "
                    "`hubbub db init` makes it."
                )
            return None
        accounts = int(_value(connection, ACCOUNTS))
        return accounts if accounts or _is_asked(connection) else None


class Beside:
    """The database in use, at `dsn` as its owner, and the draft of the one that follows it."""

    def __init__(self, dsn: str) -> None:
        self._name = str(conninfo_to_dict(dsn)["dbname"])
        self.draft = f"{self._name[:LONGEST_NAME]}_restoring"
        self._admin = make_conninfo(dsn, dbname="postgres")
        self.dsn = make_conninfo(dsn, dbname=self.draft)
        """Of the draft."""

    def make_draft(self) -> None:
        """Empty. Raises BackupError."""
        with _connected(self._admin) as admin:
            self._refuse_company(admin)
            try:
                admin.execute(DROP.format(Identifier(self.draft)))
                admin.execute(CREATE.format(Identifier(self.draft)))
            except InsufficientPrivilege as error:
                raise BackupError(NO_RIGHT) from error

    def put_in_place(self, kept: str | None) -> str | None:
        """The draft takes the name; the one that had it is then called `<name>_<kept>`, which is
        the answer, or is dropped, being empty. Raises BackupError, OutcomeUnknown."""
        old = f"{self._name[:LONGEST_NAME]}_{kept or 'empty'}"
        with _connected(self._admin) as admin:
            if is_protected(admin):
                open_database(admin, self.draft)
            if kept is None:
                admin.execute(DROP.format(Identifier(old)))
            self._rename(admin, old)
        if kept is None:
            # By then it is done: an empty database that somebody looks at undoes nothing.
            with suppress(ObjectInUse, psycopg.OperationalError), _connected(self._admin) as admin:
                admin.execute(DROP.format(Identifier(old)))
        return old if kept else None

    def _rename(self, admin: Connection[Any], old: str) -> None:
        try:
            # Broken off in between, nobody could tell on which side of it.
            with held_signals(), admin.transaction():
                admin.execute(RENAME.format(Identifier(self._name), Identifier(old)))
                admin.execute(RENAME.format(Identifier(self.draft), Identifier(self._name)))
        except ObjectInUse as error:
            raise BackupError(IN_USE) from error
        except psycopg.OperationalError as error:
            raise OutcomeUnknown(LOST) from error

    def _refuse_company(self, admin: Connection[Any]) -> None:
        if _value(admin, USERS, self._name):
            raise BackupError(IN_USE)


def _connected(dsn: str) -> Connection[Any]:
    return psycopg.connect(dsn, autocommit=True)


def _is_asked(connection: Connection[Any]) -> bool:
    try:
        return bool(_value(connection, ASKED))
    except UndefinedTable:
        return False


def _value(connection: Connection[Any], query: LiteralString, *params: object) -> Any:
    row = connection.execute(query, params).fetchone()
    assert row is not None
    return row[0]


def is_draft_left(dsn: str, draft: str) -> bool:
    """As anybody: whether a draft was not put in place. At `dsn` is the database in use."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        return bool(_value(connection, IS_THERE, draft))


def drop_database(dsn: str, name: str) -> None:
    """As the owner, another one than that at `dsn`; nothing where it is not there."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(DROP.format(Identifier(name)))


def replaced_databases(dsn: str) -> list[str]:
    """Those that restores have put aside of the one at `dsn`, the oldest first."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        prefix = f"{connection.info.dbname[:LONGEST_NAME]}_{REPLACED}"
        return [row[0] for row in connection.execute(ASIDE, (prefix,))]
