"""Puts a backup in place of what is there, whole or not at all, and moves what was there aside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hubbub.entrypoints.carrying_over import CarriedOver, carry_over
from hubbub.entrypoints.home import HomeLock
from hubbub.entrypoints.looping import run_async
from hubbub.entrypoints.reaching import foreign_address
from hubbub.entrypoints.settling import settle
from hubbub.entrypoints.undoing import put_data_back, undo_broken_off, undone_when_it_fails
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.journal import forget_journal
from hubbub.kernel.backups.loading import load_tables
from hubbub.kernel.backups.manifest import Manifest
from hubbub.kernel.backups.reading import look_over, opened
from hubbub.kernel.backups.replaced import Named, Replaced, look_at_replaced
from hubbub.kernel.backups.swapping import REPLACED, Beside, accounts_in
from hubbub.kernel.backups.unpacking import Folders, missing_keys
from hubbub.kernel.errors import Problem
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
    carried: CarriedOver


def restore(
    settings: Settings, path: Path, *, replace: bool, tell: Tell, erased: Collection[Named] = ()
) -> Restored:
    """`erased` are people who were erased since, as is known from elsewhere. Raises BackupError,
    HomeTakenError or EmbeddedPostgresError, and then all is as it was."""
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
        database = Beside(dsn)
        replaced = Replaced() if accounts is None else look_at_replaced(dsn)
        with undone_when_it_fails(folders.home, dsn), folders.drafted(database.draft):
            database.make_draft()
            step, needed = _fill(database.dsn, path, manifest, settings, tell)
            with _making_sense():
                carried = run_async(carry_over(database.dsn, replaced, erased))
            folders.unpack(path, tell)
            folders.put_in_place(manifest)
            missing = missing_keys(settings, manifest.key_ids, needed, folders)
            kept = database.put_in_place(
                None if accounts is None else f"{REPLACED}{folders.stamp.lower()}"
            )
    aside = [*map(str, folders.aside), *([f"the database {kept}"] if kept else [])]
    return Restored(manifest, step, aside, missing, carried)


def _fill(
    dsn: str, path: Path, manifest: Manifest, settings: Settings, tell: Tell
) -> tuple[str, set[str]]:
    tell("Making the tables")
    migrate_to(dsn, manifest.step)
    with opened(path) as archive:
        load_tables(dsn, archive, manifest, tell)
    tell("Bringing it up to date")
    with _making_sense():
        step = migrate(dsn)
        return step, run_async(settle(dsn, settings, manifest.taken_at))


@contextmanager
def _making_sense() -> Generator[None]:
    """Rows that only somebody else than Hubbub can have written are told as what they are."""
    try:
        yield
    except (ArithmeticError, LookupError, TypeError, ValueError, Problem) as error:
        raise BackupError(
            f"The backup holds rows that do not belong together ({type(error).__name__}: {error}). "
            "Nothing was changed. Use another one."
        ) from error


@contextmanager
def _owner(settings: Settings, folders: Folders, *, replace: bool) -> Generator[str]:
    """The owner's address of the database in use, in which no other restore is half done; a data
    folder of another major version of PostgreSQL is moved aside first, and back when restoring
    fails."""
    foreign = foreign_address(settings)
    if foreign is not None:
        undo_broken_off(settings.home, foreign.owner)
        yield foreign.owner
        return
    server = EmbeddedPostgres(settings.home)
    put_data_back(settings.home, server)
    aside = _set_aside(server, folders, replace=replace)
    try:
        server.start()
        try:
            dsn = server.dsn(role=OWNER)
            undo_broken_off(settings.home, dsn)
            yield dsn
        finally:
            server.stop()
    except BaseException:
        put_data_back(settings.home, server)
        raise
    if aside is not None:
        forget_journal(folders.home)
        folders.aside.append(aside)


def _set_aside(server: EmbeddedPostgres, folders: Folders, *, replace: bool) -> Path | None:
    old = server.foreign_major()
    if old is None:
        return None
    if not replace:
        raise BackupError(
            f"This installation holds a database of PostgreSQL {old}. With --replace it is "
            "moved aside and kept; or choose another HUBBUB_HOME."
        )
    name = f"data.replaced-{folders.stamp}"
    folders.journal.data = str(server.beside_data(name))
    folders.journal.write(folders.home)
    return server.set_data_aside(name)
