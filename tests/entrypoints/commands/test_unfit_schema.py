"""Whoever serves, and every command, refuses a database that is not at the step of its program."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.sql import SQL

from hubbub.kernel.steps import (
    NewerSchemaError,
    NoSchemaError,
    OlderSchemaError,
    ensure_fitting,
    newest_step,
)
from tests.entrypoints.commands.homes import Home

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.cluster import Cluster

COMMANDS = [("serve",), ("worker",), ("account", "list")]


def stand_at(address: DatabaseAddress, step: str) -> None:
    with psycopg.connect(address.owner) as connection:
        connection.execute("UPDATE alembic_version SET version_num = %s", (step,))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_older_database_is_refused_with_what_to_do(here: Home, words: tuple[str, ...]) -> None:
    stand_at(here.address, "0030")
    told = here.refused(*words)
    assert f"at step 0030, and this version of Hubbub needs step {newest_step()}" in told
    assert "`hubbub migrate`" in told


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_newer_database_is_refused_with_what_to_do(here: Home, words: tuple[str, ...]) -> None:
    stand_at(here.address, "9999")
    assert "Install that version again" in here.refused(*words)


def test_the_engine_sees_the_step_and_may_not_change_it(database_address: DatabaseAddress) -> None:
    for dsn in (database_address.engine, database_address.owner):
        ensure_fitting(dsn)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        stand_at(replace(database_address, owner=database_address.engine), "9999")
    stand_at(database_address, "9999")
    with pytest.raises(NewerSchemaError):
        ensure_fitting(database_address.engine)


def test_one_that_was_migrated_before_the_step_was_looked_at_is_an_older_one(
    database_address: DatabaseAddress,
) -> None:
    with psycopg.connect(database_address.owner) as connection:
        connection.execute(SQL("REVOKE SELECT ON alembic_version FROM hubbub_engine"))
    with pytest.raises(OlderSchemaError, match="of an older version"):
        ensure_fitting(database_address.engine)


def test_an_empty_one_is_told_from_an_old_one(cluster: Cluster) -> None:
    address = cluster.empty()
    try:
        with pytest.raises(NoSchemaError, match="hubbub migrate"):
            ensure_fitting(address.engine)
    finally:
        cluster.drop(address)


@pytest.mark.parametrize("words", [("migrate",), ("backup", "{}/b.tar")], ids=" ".join)
def test_what_needs_the_owner_says_so_and_the_rest_does_without(
    here: Home, tmp_path: Path, words: tuple[str, ...]
) -> None:
    alone = replace(here, address=replace(here.address, owner=here.address.app))
    told = alone.refused(*(each.format(tmp_path) for each in words))
    assert "set HUBBUB_DATABASE_OWNER_URL" in " ".join(told.split())
    assert "Ours Ltd" in alone.shell.run_alone("account", "list").stdout


def test_a_command_that_comes_first_and_may_not_prepare_the_database_says_why(
    cluster: Cluster, tmp_path: Path
) -> None:
    address = cluster.empty()
    try:
        alone = Home(tmp_path / "here", replace(address, owner=address.app))
        told = " ".join(alone.refused("account", "list").split())
        assert "could not be prepared. Only the role that owns the tables" in told
    finally:
        cluster.drop(address)


def test_a_restore_needs_the_owner_too(here: Home, tmp_path: Path) -> None:
    file = str(tmp_path / "b.tar")
    assert here.shell.run_alone("backup", file).returncode == 0
    alone = replace(here, address=replace(here.address, owner=here.address.app))
    told = alone.refused("restore", file, "--replace")
    assert "set HUBBUB_DATABASE_OWNER_URL" in " ".join(told.split())
