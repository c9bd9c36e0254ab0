"""A restore into a home whose database another major version of PostgreSQL has made."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from hubbub.entrypoints import restoring
from hubbub.entrypoints.restoring import restore
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.taking import take_backup
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import OWNER
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubbub.kernel.database import DatabaseAddress
    from hubbub.kernel.settings import Settings


@pytest.fixture
def settings() -> Iterator[Settings]:
    """Of a home that the user whom the server drops to can enter."""
    home = Path(tempfile.mkdtemp(prefix="hubbub-restoring-"))
    home.chmod(0o711)
    yield settings_for(home, database_url=None)
    server = EmbeddedPostgres(home)
    server.stop()
    shutil.rmtree(server.log_path.parent, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def quiet(_: str) -> None:
    pass


class Broken(Exception):
    """What may always happen half-way."""


def test_its_data_folder_is_moved_aside_and_comes_back_when_restoring_fails(
    world_address: DatabaseAddress,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "b.tar"
    take_backup(world_address.owner, settings, file, with_keys=False, tell=quiet)
    server = EmbeddedPostgres(settings.home)
    old = server.log_path.parent / "data"
    old.mkdir(parents=True)
    (old / "PG_VERSION").write_text("17\n")
    assert server.foreign_major() == "17"

    with pytest.raises(BackupError, match=r"PostgreSQL 17.*With --replace"):
        restore(settings, file, replace=False, tell=quiet)

    def break_down(*_: object) -> None:
        raise Broken

    with monkeypatch.context() as patch:
        patch.setattr(restoring, "load_tables", break_down)
        with pytest.raises(Broken):
            restore(settings, file, replace=True, tell=quiet)
    assert [path.name for path in old.iterdir()] == ["PG_VERSION"]
    assert not list(settings.home.glob("*.restoring"))

    done = restore(settings, file, replace=True, tell=quiet)
    (aside,) = done.aside
    assert (Path(aside) / "PG_VERSION").read_text() == "17\n"
    server.start()
    with psycopg.connect(server.dsn(role=OWNER)) as connection:
        found = connection.execute("SELECT count(*) FROM accounts").fetchone()
    assert server.stop()
    assert found == (2,)
