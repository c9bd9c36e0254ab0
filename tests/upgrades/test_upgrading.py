"""The database of every release that was kept comes up to today's schema with all its rows."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from hubbub.entrypoints.generating import schema as generating
from hubbub.entrypoints.restoring import restore
from hubbub.kernel.backups.taking import take_backup
from hubbub.kernel.migrating import (
    TablesInUseError,
    migrate,
    migrate_to,
    step_of,
)
from hubbub.kernel.postgres.configuration import SUPERUSER
from hubbub.kernel.steps import NewerSchemaError
from tests.upgrades.filling import counts
from tests.world import settings_for

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
        load(release, cluster, superuser)
        with psycopg.connect(superuser) as connection:
            before = counts(connection)
        assert min(before.values()) > 0
        migrate(address.owner)
        with psycopg.connect(superuser) as connection:
            after = counts(connection)
            told = connection.execute("SELECT number, country FROM numbers").fetchall()
        # What a number is, is told from its digits.
        assert told
        assert all(country for _, country in told), told
        # A new cluster, a new epoch.
        before["event_epochs"] += 1
        assert {name: after[name] for name in before if name in after} == before
        assert generating.dump_of(cluster.program("pg_dump"), address.owner) == SCHEMA.read_text()
    finally:
        cluster.drop(address)


def load(release: Path, cluster: Cluster, dsn: str) -> None:
    command = [cluster.program("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-f", release, dsn]
    subprocess.run(command, check=True, capture_output=True)


def test_a_backup_of_then_is_restored_today(
    cluster: Cluster, database_address: DatabaseAddress, tmp_path: Path
) -> None:
    then = cluster.empty()
    urls = {
        "database_url": database_address.app,
        "database_engine_url": database_address.engine,
        "database_owner_url": database_address.owner,
    }
    settings = settings_for(tmp_path / "home", **urls)
    try:
        load(RELEASES[0], cluster, make_conninfo(then.owner, user=SUPERUSER))
        file = tmp_path / "b.tar"
        taken = take_backup(then.owner, settings, file, with_keys=False, tell=quiet)
        assert taken.step == RELEASES[0].stem.removeprefix("at_")
        done = restore(settings, file, replace=False, tell=quiet)
    finally:
        cluster.drop(then)
    assert done.step == step_of(database_address.owner) == newest_step()
    with psycopg.connect(make_conninfo(database_address.owner, user=SUPERUSER)) as connection:
        assert counts(connection)["people"] == sum(
            each.rows for each in taken.tables if each.name == "people"
        )


def quiet(_: str) -> None:
    pass


def newest_step() -> str:
    return max(path.name[:4] for path in (SCHEMA.parent / "versions").glob("0*.py"))


def test_a_database_that_a_newer_version_has_used_is_refused(
    database_address: DatabaseAddress,
) -> None:
    with psycopg.connect(database_address.owner) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchemaError, match=r"step 9999.*Install that version again"):
        migrate(database_address.owner)


def test_whoever_is_in_the_way_is_told_of(cluster: Cluster) -> None:
    address = cluster.empty()
    try:
        migrate_to(address.owner, "0030")
        with psycopg.connect(address.owner) as old:
            old.execute("LOCK TABLE messages, accounts, people IN ACCESS SHARE MODE")
            with pytest.raises(TablesInUseError, match="Stop every"):
                migrate(address.owner)
        assert migrate(address.owner) > "0030"
    finally:
        cluster.drop(address)


def test_what_the_database_says_of_a_step_is_no_matter_of_what_runs_it(cluster: Cluster) -> None:
    address = cluster.empty()
    try:
        migrate_to(address.owner, "0005")
        with psycopg.connect(address.owner) as connection:
            connection.execute("CREATE TABLE scheduled_texts (a int)")
        with pytest.raises(psycopg.errors.DuplicateTable):
            migrate(address.owner)
    finally:
        cluster.drop(address)


def test_one_may_stop_half_way_and_go_on(cluster: Cluster) -> None:
    address = cluster.empty()
    try:
        migrate_to(address.owner, "0005")
        assert migrate(address.owner) > "0005"
        assert generating.dump_of(cluster.program("pg_dump"), address.owner) == SCHEMA.read_text()
    finally:
        cluster.drop(address)
