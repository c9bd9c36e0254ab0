"""A command finds the database in the settings, or brings the embedded one up for itself."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from pydantic import SecretStr

from hubbub.entrypoints.reaching import (
    as_environment,
    foreign_address,
    reachable_database,
)
from hubbub.kernel.database import DatabaseAddress
from hubbub.kernel.postgres import EmbeddedPostgres, places, server
from hubbub.kernel.settings import Settings
from tests.cluster import _new_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home whose database lies in it even for root."""
    folder = _new_folder()
    original = places.places_of

    def places_of(home: Path, area: Path | None = None) -> places.Places:
        return original(home, area or home / "area")

    monkeypatch.setattr(server, "places_of", places_of)
    for name in list(os.environ):
        if name.startswith("HUBBUB_"):
            monkeypatch.delenv(name)
    yield folder
    shutil.rmtree(folder)


def test_a_command_starts_the_embedded_database_and_stops_it(home: Path) -> None:
    with reachable_database(Settings(home=home)) as address:
        with psycopg.connect(address.engine) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("hubbub_engine",)
        with psycopg.connect(address.owner) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("hubbub_owner",)
        assert EmbeddedPostgres(home).pid is not None
    assert EmbeddedPostgres(home).pid is None


def test_a_command_joins_a_live_one_and_leaves_it(home: Path) -> None:
    live = EmbeddedPostgres(home, durable=False)
    live.start()
    with reachable_database(Settings(home=home)) as address:
        psycopg.connect(address.app).close()
    assert live.pid is not None
    assert live.stop()


def test_what_serves_never_learns_the_owner() -> None:
    given = DatabaseAddress("a", "e", "o", "d")
    assert "o" not in as_environment(given, owner=False).values()
    assert as_environment(given, owner=True)["HUBBUB_DATABASE_OWNER_URL"] == "o"


def test_a_foreign_server_with_one_role_serves_all_purposes() -> None:
    settings = Settings(database_url=SecretStr("postgresql://one"))
    one = "postgresql://one"
    assert foreign_address(settings) == DatabaseAddress(one, one, one, one)
    assert foreign_address(Settings(database_url=None)) is None
