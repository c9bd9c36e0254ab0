"""Creates the three database roles and the database of Hubbub, each with the least it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from hubbub.kernel.postgres.configuration import APP, ENGINE, OWNER

if TYPE_CHECKING:
    from psycopg import Connection

DATABASE = "hubbub"
BOUNDS = {"statement_timeout": 0, "idle_in_transaction_session_timeout": 0,
          "transaction_timeout": 170000}  # fmt: skip
"""What holds a request to `BOUND` in the server itself, and the first version that knows it."""
BOUND = "5s"


def create_roles(connection: Connection) -> None:
    """Create the missing roles; `connection` is autocommit and may create roles."""
    found = {
        str(row[0])
        for row in connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[OWNER, APP, ENGINE]]
        )
    }
    for role in (OWNER, APP, ENGINE):
        if role not in found:
            power = sql.SQL("CREATEDB" if role == OWNER else "NOCREATEDB")
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {}").format(
                    sql.Identifier(role), power
                )
            )
    for name, since in BOUNDS.items():
        if connection.info.server_version >= since:
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(APP), sql.Identifier(name), sql.Literal(BOUND)
                )
            )
    # The functions that look a session up belong to the engine; only a member may give them to it.
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(ENGINE), sql.Identifier(OWNER))
    )


def create_database(connection: Connection, name: str = DATABASE) -> None:
    """Create the database `name`, owned by hubbub_owner and open to Hubbub's roles alone."""
    database = sql.Identifier(name)
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    if known.fetchone() is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(database, sql.Identifier(OWNER))
        )
    open_database(connection, name)


def open_database(connection: Connection, name: str) -> None:
    """Let only Hubbub's roles connect to the database (a copy of a template forgets this)."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
            database, sql.Identifier(APP), sql.Identifier(ENGINE)
        )
    )
