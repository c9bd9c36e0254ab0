"""A PostgreSQL of somebody else's gets our roles, with passwords that no log can show."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest

from hubbub.kernel.migrating import migrate
from hubbub.kernel.postgres.configuration import OWNER, SUPERUSER
from hubbub.kernel.postgres.preparing import _url, prepare_server

if TYPE_CHECKING:
    from tests.cluster import OwnCluster


def test_roles_get_passwords_once_and_new_ones_when_asked(own_cluster: OwnCluster) -> None:
    admin = own_cluster.server.dsn("postgres", SUPERUSER)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("DROP DATABASE hubbub")
        connection.execute("DROP ROLE hubbub_app")
    made = prepare_server(admin, "a name", new_passwords=False)
    assert set(made) == {"HUBBUB_DATABASE_URL"}
    assert prepare_server(admin, "a name", new_passwords=False) == {}
    again = prepare_server(admin, "a name", new_passwords=True)
    assert set(again) == {
        "HUBBUB_DATABASE_URL",
        "HUBBUB_DATABASE_ENGINE_URL",
        "HUBBUB_DATABASE_OWNER_URL",
    }
    assert again["HUBBUB_DATABASE_URL"] != made["HUBBUB_DATABASE_URL"]
    with psycopg.connect(admin) as connection:
        stored = connection.execute(
            "SELECT DISTINCT left(rolpassword, 13) FROM pg_authid WHERE rolname LIKE 'hubbub%'"
        ).fetchall()
    assert stored == [("SCRAM-SHA-256",)]
    assert migrate(own_cluster.server.dsn("a name", OWNER))


@pytest.mark.parametrize(
    "admin", ["postgresql://admin:secret@db.example:6432/postgres?sslmode=require"]
)
def test_the_urls_keep_the_place_and_lose_the_admin(admin: str) -> None:
    made = urlsplit(_url(admin, "hubbub_app", "p/w", "hubbub"))
    assert made.netloc == "hubbub_app:p%2Fw@db.example:6432"
    assert (made.path, made.query) == ("/hubbub", "sslmode=require")
    assert "secret" not in made.geturl()
