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
    if (places.data / "PG_VERSION").exists():
        found = foreign_major(places, programs)
        if found is not None:
            raise EmbeddedPostgresError(
                f"The database was made by PostgreSQL {found}, which these programs cannot run. "
                "Install the version of Hubbub that made it, take a backup with `hubbub backup`, "
                "and put it back with this one by `hubbub restore --replace`."
            )
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


def foreign_major(places: Places, programs: Path) -> str | None:
    """The major version of a data folder that is not the one of the programs."""
    known = places.data / "PG_VERSION"
    if not known.exists():
        return None
    done = subprocess.run([programs / "postgres", "--version"], capture_output=True, check=True)
    ours = done.stdout.decode("ascii", "replace").split()[-1].partition(".")[0]
    found = known.read_text("ascii").strip()
    return None if found == ours else found
