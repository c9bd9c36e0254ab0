"""The database of every release that was kept comes up to today's schema with all its rows."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from hubbub.entrypoints.generating import schema as generating
from hubbub.kernel.migrating import NewerSchemaError, migrate, migrate_to
from hubbub.kernel.postgres.configuration import SUPERUSER
from tests.upgrades.filling import counts

if TYPE_CHECKING:
    from hubbub.kernel.database import DatabaseAddress
    from tests.cluster import Cluster

HERE = Path(__file__).parent
SCHEMA = HERE.parents[1] / "hubbub" / "migrations" / "schema.sql"
RELEASES = sorted(HERE.glob("at_*.sql"))


def test_a_release_was_kept() -> None:
    assert RELEASES, "python -m tests.upgrades.make"


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_a_database_of_then_comes_up_to_date_with_all_its_rows(
    release: Path, cluster: Cluster
) -> None:
    address = cluster.empty()
    superuser = make_conninfo(address.owner, user=SUPERUSER)
    try:
        subprocess.run(
            [cluster.program("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-f", release, superuser],
            check=True,
            capture_output=True,
        )
        with psycopg.connect(superuser) as connection:
            before = counts(connection)
        assert min(before.values()) > 0
        migrate(address.owner)
        with psycopg.connect(superuser) as connection:
            after = counts(connection)
        # A new cluster, a new epoch.
        before["event_epochs"] += 1
        assert {name: after[name] for name in before if name in after} == before
        assert generating.dump_of(cluster.program("pg_dump"), address.owner) == SCHEMA.read_text()
    finally:
        cluster.drop(address)


def test_a_database_that_a_newer_version_has_used_is_refused(
    database_address: DatabaseAddress,
) -> None:
    with psycopg.connect(database_address.owner) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchemaError, match=r"step 9999.*Install that version again"):
        migrate(database_address.owner)


def test_one_may_stop_half_way_and_go_on(cluster: Cluster) -> None:
    address = cluster.empty()
    try:
        migrate_to(address.owner, "0005")
        assert migrate(address.owner) > "0005"
        assert generating.dump_of(cluster.program("pg_dump"), address.owner) == SCHEMA.read_text()
    finally:
        cluster.drop(address)
