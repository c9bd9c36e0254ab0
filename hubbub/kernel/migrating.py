"""Brings the schema up to date: one process at a time, and only from `hubbub migrate`."""

import hashlib
from pathlib import Path

import psycopg
from psycopg import Connection

from hubbub.kernel.epochs import open_epoch
from hubbub.kernel.months import add_months
from hubbub.kernel.protection import protect

STEPS = Path(__file__).resolve().parents[1] / "migrations"
LOCK = 0x48756262
"""Number of the advisory lock ('Hubb') under which migrations run."""
LOCK_TIMEOUT = "5s"


def migrate(dsn: str) -> str:
    """Run all steps that are missing, as the owner, then grant what each role may do; the newest
    step. Safe to call from several processes at once."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        try:
            head = _upgrade(dsn)
            with connection.transaction():
                protect(connection)
                # Also done every hour by a worker; what falls outside is safe in the net.
                add_months(connection)
                open_epoch(connection)
        finally:
            connection.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))
    return head


def is_migrated(dsn: str) -> bool:
    """Whether any step was ever run on this database."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute("SELECT to_regclass('public.alembic_version')").fetchone()
    return row is not None and row[0] is not None


def fingerprint() -> str:
    """A hash of every step and of the grants, which names the template database of the tests."""
    digest = hashlib.sha256()
    for path in [*sorted(STEPS.rglob("*.py")), Path(__file__).with_name("protection.py")]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _upgrade(dsn: str) -> str:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.set_main_option("path_separator", "os")

    def connect() -> Connection[tuple[object, ...]]:
        return psycopg.connect(dsn, options=f"-c lock_timeout={LOCK_TIMEOUT}")

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    engine.dispose()
    return ScriptDirectory.from_config(config).get_current_head() or ""
