"""Writes the database of a release as SQL: `python -m tests.upgrades.make`, once a release."""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
from pathlib import Path

import psycopg

from hubbub.kernel.postgres.configuration import SUPERUSER
from tests.cluster import new_own_cluster
from tests.upgrades.filling import fill
from tests.world import build

HERE = Path(__file__).parent
NOISE = re.compile(r"^(--.*|\\(un)?restrict .*)\n", re.MULTILINE)


def make() -> Path:
    """A migrated database with a row in every table; named after its newest step."""
    own = new_own_cluster()
    try:
        with tempfile.TemporaryDirectory() as home:
            asyncio.run(build(own.address, Path(home)))
        dsn = own.server.dsn("hubbub", SUPERUSER)
        with psycopg.connect(dsn) as connection:
            fill(connection)
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            assert row is not None
        # Policies hold the owner to what they say; the superuser sees everything as it is.
        command = [own.server.program("pg_dump"), dsn]
        dumped = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    finally:
        own.remove()
    path = HERE / f"at_{row[0]}.sql"
    path.write_text(re.sub(r"\n{2,}", "\n", NOISE.sub("", dumped)), "utf-8")
    return path


if __name__ == "__main__":
    make()
