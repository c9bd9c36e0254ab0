"""A restore that is killed, wherever: the next command undoes it, or it was over."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from hubbub.entrypoints.undoing import undo_broken_off
from hubbub.kernel.backups.journal import NAME, is_half_restored
from hubbub.kernel.secrets import load_secrets
from tests.entrypoints.commands.homes import contents
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.entrypoints.commands.homes import Home

KILLED = """
import os, signal, sys
from pathlib import Path
from hubbub.entrypoints.cli import main
from hubbub.kernel.backups.swapping import Beside

place, when = sys.argv[1].split(":")
left = int(when)
sent = getattr(signal, sys.argv[2])


def die():
    # What ends others only breaks this one off.
    os._exit(137) if sent is signal.SIGKILL else os.kill(os.getpid(), sent)


def dying(do, name):
    def call(*words, **named):
        global left
        if place == f"before {name}":
            left -= 1
            if left == 0:
                die()
        found = do(*words, **named)
        if place == f"after {name}":
            left -= 1
            if left == 0:
                die()
        return found
    return call


Path.rename = dying(Path.rename, "a move")
Beside.put_in_place = dying(Beside.put_in_place, "the end")
Beside._rename = dying(Beside._rename, "the renaming")
os.fsync = dying(os.fsync, "a file")
main(["restore", *sys.argv[3:]])
"""
PLACES = ["after a file:2", "after a move:1", "after a move:3", "before the end:1"]


def killed(home: Home, place: str, *words: str) -> None:
    assert broken_off(home, place, "SIGKILL", *words) == 137


def broken_off(home: Home, place: str, how: str, *words: str) -> int:
    """With which exit code."""
    return subprocess.run(
        [sys.executable, "-c", KILLED, place, how, *words],
        env=home.shell.environment, capture_output=True, text=True, check=False, timeout=60,
    ).returncode  # fmt: skip


def undo(home: Home) -> None:
    undo_broken_off(home.folder, home.address.owner)
    assert not is_half_restored(home.folder)


@pytest.mark.parametrize("place", PLACES)
def test_one_that_is_killed_is_undone(here: Home, there: Home, tmp_path: Path, place: str) -> None:
    file = backup_with_all(here, tmp_path)
    fill(there)
    before = contents(there)
    killed(there, place, str(file))
    assert is_half_restored(there.folder)
    refused = there.refused("account", "list")
    assert "A restore is under way here, or was broken off" in refused
    undo(there)
    assert contents(there) == before
    assert drafts(there) == []


def test_one_that_is_killed_when_it_is_over_stays(here: Home, there: Home, tmp_path: Path) -> None:
    file = backup_with_all(here, tmp_path)
    killed(there, "after the end:1", str(file))
    after = {path: what for path, what in contents(there)[1].items() if path.name != NAME}
    assert any(path.parent.name == "secrets" for path in after)
    undo(there)
    assert contents(there)[1] == after
    assert "Ours Ltd" in there.shell.run_alone("account", "list").stdout


@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("place", [*PLACES, "before the renaming:1"])
def test_one_that_is_broken_off_undoes_itself(
    here: Home, there: Home, tmp_path: Path, place: str, how: str
) -> None:
    file = backup_with_all(here, tmp_path)
    fill(there)
    before = contents(there)
    assert broken_off(there, place, how, str(file)) != 0
    assert not is_half_restored(there.folder)
    assert contents(there) == before
    assert drafts(there) == []


@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("place", ["after the renaming:1", "after the end:1"])
def test_one_that_is_broken_off_when_it_is_over_stays(
    here: Home, there: Home, tmp_path: Path, place: str, how: str
) -> None:
    file = backup_with_all(here, tmp_path)
    fill(there)
    assert broken_off(there, place, how, str(file)) != 0
    assert not is_half_restored(there.folder)
    assert "Ours Ltd" in there.shell.run_alone("account", "list").stdout
    # With the files and keys of that database, and not those of the one before.
    for kind in ("files", "keys"):
        assert shown(there, kind) == shown(here, kind)


def test_the_next_restore_undoes_it_too(here: Home, there: Home, tmp_path: Path) -> None:
    file = backup_with_all(here, tmp_path)
    killed(there, "after a move:2", str(file))
    # Into the empty installation that it was, and not into a half one.
    assert there.shell.run_alone("restore", str(file)).returncode == 0
    assert "Ours Ltd" in there.shell.run_alone("account", "list").stdout


def backup_with_all(home: Home, folder: Path) -> Path:
    fill(home)
    file = folder / "b.tar"
    assert home.shell.run_alone("backup", str(file), "--with-keys").returncode == 0
    return file


def fill(home: Home) -> None:
    """With a key of its own and a file."""
    load_secrets(settings_for(home.folder, secret_key=None))
    (home.folder / "files" / ("a" * 32)).mkdir(parents=True)
    (home.folder / "files" / ("a" * 32) / ("b" * 32)).write_bytes(os.urandom(8))


def shown(home: Home, kind: str) -> dict[Path, bytes]:
    """What is in a folder of a home."""
    folder = home.folder / kind
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in paths}


def drafts(home: Home) -> list[str]:
    """Databases and folders that were made and not put in place."""
    with psycopg.connect(home.address.owner) as connection:
        query = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        name = f"{connection.info.dbname[:37]}%restoring"
        found = [str(row[0]) for row in connection.execute(query, (name,))]
    return found + [path.name for path in home.folder.glob("*.restoring")]
