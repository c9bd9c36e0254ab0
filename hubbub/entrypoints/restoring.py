"""Puts a backup in place of what is there, whole or not at all, and moves what was there aside."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hubbub.entrypoints.home import HomeLock
from hubbub.entrypoints.looping import run_async
from hubbub.entrypoints.reaching import foreign_address
from hubbub.entrypoints.settling import settle
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.loading import load_tables
from hubbub.kernel.backups.manifest import Manifest
from hubbub.kernel.backups.reading import look_over, opened
from hubbub.kernel.backups.swapping import Beside, accounts_in
from hubbub.kernel.backups.unpacking import Folders, missing_keys
from hubbub.kernel.migrating import knows_step, migrate, migrate_to
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import OWNER
from hubbub.kernel.settings import Settings

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: what was moved aside, and which keys are not here."""

    manifest: Manifest
    step: str
    aside: list[str]
    missing_keys: list[str]


def restore(settings: Settings, path: Path, *, replace: bool, tell: Tell) -> Restored:
    """Raises BackupError, HomeTakenError or EmbeddedPostgresError, and then all is as it was."""
    manifest = look_over(path, tell)
    if not knows_step(manifest.step):
        raise BackupError(
            f"The backup was taken by Hubbub {manifest.hubbub}, which is newer than this one. "
            "Restore it with that version."
        )
    folders = Folders(settings.home.absolute(), f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    with HomeLock(settings.home), _owner(settings, folders, replace=replace) as dsn:
        accounts = accounts_in(dsn)
        if accounts is not None and not replace:
            raise BackupError(
                f"This installation is in use: it has {accounts} "
                f"{'account' if accounts == 1 else 'accounts'}. With --replace what is here is "
                "moved aside and kept; or choose another HUBBUB_HOME."
            )
        database, is_used = Beside(dsn), accounts is not None
        with database.drafted(), folders.drafted():
            step, needed = _fill(database.dsn, path, manifest, settings, tell)
            folders.unpack(path, tell)
            with folders.in_place(manifest):
                name = f"replaced_{folders.stamp.lower()}" if is_used else None
                kept = database.put_in_place(name)
        missing = missing_keys(settings, manifest.key_ids, needed, folders)
    aside = [*map(str, folders.aside), *([f"the database {kept}"] if kept else [])]
    return Restored(manifest, step, aside, missing)


def _fill(
    dsn: str, path: Path, manifest: Manifest, settings: Settings, tell: Tell
) -> tuple[str, set[str]]:
    tell("Making the tables")
    migrate_to(dsn, manifest.step)
    with opened(path) as archive:
        load_tables(dsn, archive, manifest, tell)
    tell("Bringing it up to date")
    step = migrate(dsn)
    return step, run_async(settle(dsn, settings, manifest.taken_at))


@contextmanager
def _owner(settings: Settings, folders: Folders, *, replace: bool) -> Generator[str]:
    """The owner's address of the database in use; a data folder of another major version of
    PostgreSQL is moved aside first, and back when restoring fails."""
    foreign = foreign_address(settings)
    if foreign is not None:
        yield foreign.owner
        return
    server = EmbeddedPostgres(settings.home)
    old, aside = server.foreign_major(), None
    if old is not None:
        if not replace:
            raise BackupError(
                f"This installation holds a database of PostgreSQL {old}. With --replace it is "
                "moved aside and kept; or choose another HUBBUB_HOME."
            )
        aside = server.set_data_aside(f"data.replaced-{folders.stamp}")
    try:
        server.start()
        try:
            yield server.dsn(role=OWNER)
        finally:
            server.stop()
    except BaseException:
        if aside is not None:
            server.put_data_back(aside)
        raise
    if aside is not None:
        folders.aside.append(aside)
