"""Whether a database stands at the step of the schema that this program was written for."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg.errors import InsufficientPrivilege

STEPS = Path(__file__).resolve().parents[1] / "migrations"
IS_MIGRATED = "SELECT to_regclass('public.alembic_version') IS NOT NULL"
STEP = "SELECT version_num FROM public.alembic_version"


class UnfitSchemaError(Exception):
    """The database is not at the step of this program; the text says what to do."""


class NewerSchemaError(UnfitSchemaError):
    """The database stands at a step that this program does not know."""

    def __init__(self, step: str) -> None:
        super().__init__(
            f"The database is at step {step}, which this version of Hubbub does not know: a newer "
            "one has used it. Install that version again, or restore a backup that was taken "
            "before the upgrade."
        )


class OlderSchemaError(UnfitSchemaError):
    """The database lacks steps that this program relies on; None where nobody may say which."""

    def __init__(self, step: str | None) -> None:
        where = f"at step {step}" if step else "of an older version"
        super().__init__(
            f"The database is {where}, and this version of Hubbub needs step {newest_step()}. Take "
            "a backup, stop what still runs of the old version, and bring the database up to date "
            "with `hubbub migrate`, or with `hubbub run` where that is what you start."
        )


class NoSchemaError(UnfitSchemaError):
    """Nothing was ever made in this database."""

    def __init__(self) -> None:
        super().__init__("The database is empty. Run `hubbub migrate` first, or `hubbub run`.")


def newest_step() -> str:
    """Told from the names of the files, since no process that serves loads what runs them."""
    return max(_known_steps())


def ensure_fitting(dsn: str) -> None:
    """As the engine or the owner. Raises UnfitSchemaError, psycopg.OperationalError."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute(IS_MIGRATED).fetchone()
        if row is None or not row[0]:
            raise NoSchemaError
        try:
            found = connection.execute(STEP).fetchone()
        except InsufficientPrivilege as error:
            # The engine may read it since the step is looked at, which is so after a migration.
            raise OlderSchemaError(None) from error
    step = None if found is None else str(found[0])
    if step is not None and step not in _known_steps():
        raise NewerSchemaError(step)
    if step != newest_step():
        raise OlderSchemaError(step)


def _known_steps() -> set[str]:
    return {path.name[:4] for path in (STEPS / "versions").glob("[0-9]*.py")}
