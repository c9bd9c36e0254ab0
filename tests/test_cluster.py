"""Each test has a database of its own, and a run leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests import cluster as clusters

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import Database, DatabaseAddress


@pytest.mark.parametrize("_again", [1, 2])
async def test_rows_of_one_test_are_not_seen_by_another(database: Database, _again: int) -> None:
    with psycopg.connect(database.address.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE left_over (a int)")
    async with database.engine() as tx:
        assert await tx.value("SELECT to_regclass('left_over') IS NOT NULL")


def test_a_clone_has_the_whole_schema_and_is_closed_to_others(
    database_address: DatabaseAddress, cluster: clusters.Cluster
) -> None:
    with psycopg.connect(database_address.owner) as connection:
        known = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        rights = connection.execute(
            "SELECT has_database_privilege('public', current_database(), 'CONNECT')"
        ).fetchone()
    assert known is not None
    assert known[0] == "alembic_version"
    assert rights == (False,)
    assert cluster.folder.is_dir()


def test_a_killed_cluster_of_its_own_comes_back(own_cluster: clusters.OwnCluster) -> None:
    with psycopg.connect(own_cluster.address.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS a")
    os.kill(own_cluster.server.pid or 0, signal.SIGKILL)
    assert own_cluster.server.wait(10)
    own_cluster.server.start()
    with psycopg.connect(own_cluster.address.owner) as connection:
        assert connection.execute("SELECT a FROM kept").fetchone() == (1,)


def test_what_a_killed_run_left_is_cleared_away(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    stale = clusters._new_folder()
    named = stale.with_name(f"{clusters.PREFIX}{gone.pid}-x")
    stale.rename(named)
    clusters.remove_stale_clusters()
    assert not named.exists()


def test_a_living_run_is_left_alone() -> None:
    living: Path = clusters._new_folder()
    clusters.remove_stale_clusters()
    assert living.is_dir()
    living.rmdir()
