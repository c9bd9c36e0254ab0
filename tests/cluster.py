"""One throw-away PostgreSQL cluster for a run of the tests, and clones of a migrated template."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from hubbub.kernel.database import DatabaseAddress
from hubbub.kernel.migrating import fingerprint, migrate
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import APP, ENGINE, OWNER, SUPERUSER
from hubbub.kernel.postgres.postmaster import pid_is_taken
from hubbub.kernel.postgres.roles import create_database, open_database

PREFIX = "hubbub-tests-"
MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 2 * 1024**3


class Cluster:
    """The cluster of this run, as one process sees it; clones of the template are made here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server = server_in(folder)
        self._server.start()
        self._admin = psycopg.connect(self._server.dsn("postgres", SUPERUSER), autocommit=True)
        self._template = f"template_{fingerprint()}"

    def build_template(self) -> None:
        """Migrate once; every clone is a copy of the files that this leaves."""
        create_database(self._admin, self._template)
        migrate(self._server.dsn(self._template, OWNER))
        closed = SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false IS_TEMPLATE true")
        self._admin.execute(closed.format(Identifier(self._template)))

    def clone(self, original: DatabaseAddress | None = None) -> DatabaseAddress:
        """A database of its own with the whole schema, in about 40 ms; with the rows of
        `original` where one is given, to which nobody may be connected."""
        name = f"test_{uuid4().hex}"
        template = self._template if original is None else _name_of(original)
        # As files, for through its log, as the server would by itself, it takes half as long again.
        create = SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY")
        self._admin.execute(create.format(*map(Identifier, (name, template, OWNER))))
        open_database(self._admin, name)
        return address_of(self._server, name)

    def empty(self) -> DatabaseAddress:
        """A database in which nothing was ever done."""
        name = f"test_{uuid4().hex}"
        create_database(self._admin, name)
        return address_of(self._server, name)

    def program(self, name: str) -> Path:
        return self._server.program(name)

    def drop(self, address: DatabaseAddress) -> None:
        """Remove a clone, and what a restore has moved aside for it, whoever is connected."""
        name = _name_of(address)
        beside = "SELECT datname FROM pg_database WHERE datname = %s OR starts_with(datname, %s)"
        for row in self._admin.execute(beside, [name, f"{name[:37]}_"]).fetchall():
            dropped = Identifier(str(row[0]))
            self._admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(dropped))

    def close(self) -> None:
        """Leave; the last process of the run takes the server and its folder away."""
        self._admin.close()
        if self._server.stop():
            shutil.rmtree(self.folder)


@dataclass(frozen=True, slots=True)
class OwnCluster:
    """A server that one test may kill and start again, and the address of its database."""

    server: EmbeddedPostgres
    address: DatabaseAddress
    folder: Path

    def remove(self) -> None:
        self.server.stop()
        shutil.rmtree(self.folder)


def new_cluster() -> Cluster:
    """Start a cluster in a new folder, with the template built."""
    remove_stale_clusters()
    cluster = Cluster(_new_folder())
    try:
        cluster.build_template()
    except BaseException:
        cluster.close()
        raise
    return cluster


def new_own_cluster() -> OwnCluster:
    """A migrated cluster for one test, which removes it at its end."""
    folder = _new_folder()
    server = server_in(folder)
    server.start()
    own = OwnCluster(server, address_of(server, "hubbub"), folder)
    try:
        migrate(own.address.owner)
    except BaseException:
        own.remove()
        raise
    return own


def address_of(server: EmbeddedPostgres, name: str) -> DatabaseAddress:
    engine = server.dsn(name, ENGINE)
    return DatabaseAddress(server.dsn(name, APP), engine, server.dsn(name, OWNER), direct=engine)


def _name_of(address: DatabaseAddress) -> str:
    return str(conninfo_to_dict(address.owner)["dbname"])


def server_in(folder: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(folder, durable=False, area=folder / "area", start_limit=120)


def remove_stale_clusters() -> None:
    """Clear away what a run that was killed has left behind."""
    for folder in quick_folder().glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        is_ours = folder.stat().st_uid == os.geteuid()
        if is_ours and pid.isdigit() and not pid_is_taken(int(pid)):
            server_in(folder).stop()
            shutil.rmtree(folder, ignore_errors=True)


def quick_folder() -> Path:
    """Memory where there is enough: a clone makes hundreds of files, slow on a journalled disk."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        found = os.statvfs(MEMORY)
        is_roomy = found.f_bavail * found.f_frsize >= MEMORY_NEEDED
        if is_roomy and not found.f_flag & os.ST_NOEXEC:
            return MEMORY
    return Path(tempfile.gettempdir())


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=quick_folder()))
    # Started by root, the server runs as another user, who has to pass through here.
    folder.chmod(0o711)
    return folder
