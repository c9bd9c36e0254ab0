"""Installations for the tests of backups: a home of its own, and a database in the cluster."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import make_conninfo

from hubbub.entrypoints.reaching import as_environment
from hubbub.kernel.postgres.configuration import SUPERUSER
from tests.entrypoints.commands.shell import Done, Shell

if TYPE_CHECKING:
    from hubbub.kernel.database import DatabaseAddress


@dataclass(frozen=True, slots=True)
class Home:
    """An installation for the command line, with keys in its own folder."""

    folder: Path
    address: DatabaseAddress

    @property
    def shell(self) -> Shell:
        kept = {k: v for k, v in os.environ.items() if k != "HUBBUB_SECRET_KEY"}
        where = as_environment(self.address, owner=True)
        return Shell({**kept, **where, "HUBBUB_HOME": str(self.folder)})

    async def run(self, *words: str) -> Done:
        return await asyncio.to_thread(self.shell.run_alone, *words)

    async def json(self, *words: str) -> Any:
        done = await self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refused(self, *words: str) -> str:
        done = self.shell.run_alone(*words)
        assert (done.returncode, done.stdout) == (1, ""), done
        return done.stderr


def contents(home: Home) -> tuple[object, dict[Path, bytes]]:
    """Which database it has, and what is in its files and keys."""
    with psycopg.connect(home.address.owner) as connection:
        query = "SELECT oid FROM pg_database WHERE datname = current_database()"
        found = connection.execute(query).fetchone()
    files = (path for path in home.folder.rglob("*") if path.is_file() and path.name != "run.lock")
    return found, {path: path.read_bytes() for path in files}


def superuser_of(home: Home) -> str:
    return make_conninfo(home.address.owner, user=SUPERUSER)
