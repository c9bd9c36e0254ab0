"""Creates the data folder of the embedded server, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from hubbub.kernel.postgres.configuration import SUPERUSER
from hubbub.kernel.postgres.errors import EmbeddedPostgresError
from hubbub.kernel.postgres.places import own_folder

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.postgres.places import Places

# The same sorting and the same Unicode rules on every platform, without ICU.
OPTIONS = (
    f"--username={SUPERUSER}",
    "--auth-local=peer",
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
    "--no-instructions",
)


def create_cluster(places: Places, programs: Path) -> None:
    """Run `initdb` when the data folder is new; refuse one of another major version."""
    known = places.data / "PG_VERSION"
    if known.exists():
        _check_version(known.read_text("ascii").strip(), programs)
        return
    unfinished = places.area / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    own_folder(unfinished, places.account)
    done = subprocess.run(
        [programs / "initdb", *OPTIONS, f"--pgdata={unfinished}"],
        capture_output=True,
        text=True,
        check=False,
        **places.account.popen(),
    )
    if done.returncode != 0:
        raise EmbeddedPostgresError(
            f"The database cannot be created in {places.area}:\n{done.stderr.strip()}"
        )
    # A folder that was interrupted half-way must not look like a database, hence the rename.
    unfinished.rename(places.data)


def _check_version(found: str, programs: Path) -> None:
    done = subprocess.run([programs / "postgres", "--version"], capture_output=True, check=True)
    ours = done.stdout.decode("ascii", "replace").split()[-1].partition(".")[0]
    if found != ours:
        raise EmbeddedPostgresError(
            f"The database was made by PostgreSQL {found} and these programs are {ours}. "
            "Make a backup with the version of Hubbub that made it, and restore it here."
        )
