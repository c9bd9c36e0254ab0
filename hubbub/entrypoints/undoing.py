"""Undoes a restore that was killed: what belongs together is in its place again."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import structlog

from hubbub.kernel.backups.errors import BackupError, OutcomeUnknown
from hubbub.kernel.backups.journal import forget_journal, read_journal
from hubbub.kernel.backups.swapping import drop_database, is_draft_left
from hubbub.kernel.backups.unpacking import discard_drafts

if TYPE_CHECKING:
    from collections.abc import Generator

    from hubbub.kernel.postgres import EmbeddedPostgres

log = structlog.get_logger()

UNDONE = "a restore that was broken off is undone: everything is as it was before it"
IN_USE = (
    "A restore was broken off here, and something still uses what it has made. Stop every other "
    "command of Hubbub, and try again."
)


def put_data_back(home: Path, server: EmbeddedPostgres) -> None:
    """Under the lock of the home, before the server starts: a data folder that a restore has set
    aside, and all that it moved with it. Raises BackupError."""
    journal = read_journal(home)
    if journal is None or journal.data is None:
        return
    if not server.stop():
        raise BackupError(IN_USE)
    journal.undo_moves()
    if Path(journal.data).exists():
        server.put_data_back(Path(journal.data))
    discard_drafts(home)
    forget_journal(home)
    log.warning("restore.undone", told=UNDONE)


def undo_broken_off(home: Path, dsn: str) -> None:
    """Under the lock of the home, while the database at `dsn` runs; its owner can do all of it.
    Nothing where no restore was broken off, or where it was over but for its last words."""
    if _undo(home, dsn):
        log.warning("restore.undone", told=UNDONE)


@contextmanager
def undone_when_it_fails(home: Path, dsn: str) -> Generator[None]:
    """What is done inside is undone at once, by what is written down and what the database says,
    also when somebody breaks it off. What cannot be is left to whoever comes next."""
    try:
        yield
    except OutcomeUnknown:
        raise
    except BaseException:
        # What failed matters more than why it cannot be undone just now.
        with suppress(psycopg.Error, OSError, BackupError):
            _undo(home, dsn)
        raise


def _undo(home: Path, dsn: str) -> bool:
    """Whether there was anything to undo. The draft goes last: as long as it is there, all that
    was moved is to be moved back."""
    journal = read_journal(home)
    if journal is None or journal.data is not None:
        return False
    is_left = journal.draft is not None and is_draft_left(dsn, journal.draft)
    if is_left and journal.draft is not None:
        journal.undo_moves()
        _drop(dsn, journal.draft)
    discard_drafts(home)
    forget_journal(home)
    return is_left


def _drop(dsn: str, draft: str) -> None:
    try:
        drop_database(dsn, draft)
    except psycopg.Error as error:
        log.warning("restore.draft_left", database=draft, error=type(error).__name__)
