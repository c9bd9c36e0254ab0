"""The whole schema in one file, as the migrations leave it, so that a review sees what changed."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hubbub.kernel.migrating import migrate
from hubbub.kernel.postgres import EmbeddedPostgres

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HEAD = "-- Generated from the migrations by `hubbub generate all`; do not edit.\n"
# Noise that differs from run to run or from minor version to minor version.
_DROPPED = ("--", "SET ", "SELECT", "\\restrict", "\\unrestrict")


def schema() -> str:
    """The text of `hubbub/migrations/schema.sql`, from a cluster that lives only for this."""
    with tempfile.TemporaryDirectory(prefix="hubbub-schema-") as folder:
        # Started by root, the server runs as another user, who has to pass through here.
        Path(folder).chmod(0o711)
        server = EmbeddedPostgres(Path(folder), durable=False, area=Path(folder) / "area")
        server.start()
        try:
            migrate(server.dsn(role="hubbub_owner"))
            return dump_of(server.program("pg_dump"), server.dsn(role="hubbub_owner"))
        finally:
            server.stop()


def dump_of(pg_dump: Path, dsn: str) -> str:
    """The schema of a database, in the form in which it is committed."""
    done = subprocess.run(
        [
            pg_dump,
            "--schema-only",
            "--exclude-table=alembic_version",
            # The months there are depend on the day, not on the migrations.
            "--exclude-table=events_2*",
            dsn,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return _HEAD + _tidy(done.stdout)


def _tidy(dumped: str) -> str:
    lines = [line for line in dumped.splitlines() if not line.startswith(_DROPPED)]
    paragraphs = "\n".join(lines).split("\n\n")
    return "\n\n".join(part.strip("\n") for part in paragraphs if part.strip()) + "\n"


OUTPUTS: Mapping[Path, Callable[[], str]] = {Path("hubbub/migrations/schema.sql"): schema}
"""The committed file, relative to the repository, and what writes its text."""
