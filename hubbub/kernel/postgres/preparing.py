"""Prepares a PostgreSQL server that is not ours: roles with passwords, and the database."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from hubbub.kernel.postgres.configuration import APP, ENGINE, OWNER
from hubbub.kernel.postgres.roles import create_database, create_roles

if TYPE_CHECKING:
    from psycopg import Connection

OLDEST = 160000
VARIABLES = {
    APP: "HUBBUB_DATABASE_URL",
    ENGINE: "HUBBUB_DATABASE_ENGINE_URL",
    OWNER: "HUBBUB_DATABASE_OWNER_URL",
}


class OldServerError(Exception):
    """The server is older than what Hubbub's SQL needs."""


def prepare_server(admin_url: str, database: str, *, new_passwords: bool) -> dict[str, str]:
    """Create what is missing; the variables with the URL of each role that got a password.

    `admin_url` is a postgresql:// URL of a role that may create roles and databases. Raises
    psycopg.Error or OldServerError.
    """
    made: dict[str, str] = {}
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if connection.info.server_version < OLDEST:
            raise OldServerError("PostgreSQL 16 or later is needed.")
        known = _known_roles(connection)
        create_roles(connection)
        # Whoever is no superuser can give away only what he could be himself.
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
        for role, variable in VARIABLES.items():
            if new_passwords or role not in known:
                password = secrets.token_urlsafe(24)
                _set_password(connection, role, password)
                made[variable] = _url(admin_url, role, password, database)
        create_database(connection, database)
    return made


def _known_roles(connection: Connection) -> set[str]:
    rows = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(VARIABLES)]
    )
    return {str(row[0]) for row in rows}


def _set_password(connection: Connection, role: str, password: str) -> None:
    # Hashed here, so that it never stands readable in the server's log.
    hashed = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    connection.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed))
    )


def _url(admin_url: str, role: str, password: str, database: str) -> str:
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    account = f"{quote(role, safe='')}:{quote(password, safe='')}"
    return urlunsplit(
        (parts.scheme, f"{account}@{place}", f"/{quote(database, safe='')}", parts.query, "")
    )
