"""Brings the schema up to date: one process at a time, and only from `hubbub migrate`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege, LockNotAvailable

from hubbub.kernel.deadlocks import past_deadlocks
from hubbub.kernel.epochs import open_epoch
from hubbub.kernel.expectations import tell_planner
from hubbub.kernel.months import add_months
from hubbub.kernel.protection import protect
from hubbub.kernel.steps import STEPS, NewerSchemaError

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Engine

LOCK = 0x48756262
"""Number of the advisory lock ('Hubb') under which migrations run."""
LOCK_TIMEOUT = "5s"


class TablesInUseError(Exception):
    """Another process uses the tables that a step changes."""

    def __init__(self) -> None:
        super().__init__(
            "Something else uses the database, and the schema cannot be brought up to date beside "
            "it. Stop every `hubbub serve`, `hubbub worker` and other command, and try again; what "
            "was done so far stays done."
        )


class NotOwnerError(Exception):
    """Whoever is to migrate may not."""

    def __init__(self) -> None:
        super().__init__(
            "Only the role that owns the tables can bring the database up to date: set "
            "HUBBUB_DATABASE_OWNER_URL, as `hubbub db init` prints it, for this command."
        )


def migrate(dsn: str) -> str:
    """Run all steps that are missing, as the owner, then grant what each role may do; the newest
    step. Safe to call from several processes at once. Raises NewerSchemaError, NotOwnerError,
    TablesInUseError, psycopg.Error."""
    try:
        return _migrate(dsn)
    except InsufficientPrivilege as error:
        raise NotOwnerError from error


def _migrate(dsn: str) -> str:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        try:
            step = step_of(dsn)
            if step is not None and not knows_step(step):
                raise NewerSchemaError(step)
            head = past_deadlocks(lambda: migrate_to(dsn, "head"))
            past_deadlocks(lambda: _finish(connection))
        finally:
            connection.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))
    return head


def _finish(connection: Connection[tuple[object, ...]]) -> None:
    with connection.transaction():
        protect(connection)
        # Also done every hour by a worker; what falls outside is safe in the net.
        add_months(connection)
        open_epoch(connection)
        tell_planner(connection)


def is_migrated(dsn: str) -> bool:
    """Whether any step was ever run on this database; anybody may ask."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute("SELECT to_regclass('public.alembic_version')").fetchone()
    return row is not None and row[0] is not None


def step_of(dsn: str) -> str | None:
    """As the owner: the step that this database stands at; None when none was ever run."""
    if not is_migrated(dsn):
        return None
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute("SELECT version_num FROM public.alembic_version").fetchone()
    return None if row is None else str(row[0])


def knows_step(step: str) -> bool:
    """Whether it is one of ours."""
    from alembic.script import ScriptDirectory

    return step in {
        each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()
    }


def fingerprint() -> str:
    """A hash of all that makes a database, which names the template of the tests."""
    digest = hashlib.sha256()
    beside = (Path(__file__).with_name(f"{name}.py") for name in ("protection", "expectations"))
    for path in [*sorted(STEPS.rglob("*.py")), *beside]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrate_to(dsn: str, step: str) -> str:
    """Run the steps up to this one and nothing else: no rights are granted, so that only the
    owner can use it yet. The newest step that there is. Raises psycopg.Error; TablesInUseError
    when somebody holds a table for longer than everybody else can wait."""
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    config = _config()

    def connect() -> Connection[tuple[object, ...]]:
        return psycopg.connect(dsn, options=f"-c lock_timeout={LOCK_TIMEOUT}")

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    try:
        _upgrade(engine, config, step)
    except DBAPIError as error:
        # What wraps it is no matter of whoever called.
        if isinstance(error.orig, LockNotAvailable):
            raise TablesInUseError from error
        raise (error.orig or error) from error
    finally:
        engine.dispose()
    return ScriptDirectory.from_config(config).get_current_head() or ""


def _upgrade(engine: Engine, config: Config, step: str) -> None:
    from alembic import command

    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)
        connection.commit()


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
