"""`hubbub backup`: everything in one file, taken while Hubbub runs, and proved whole later."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import psycopg

from hubbub.entrypoints.commanding import json_option
from hubbub.entrypoints.configured import read_settings
from hubbub.entrypoints.home import HomeTakenError, HomeUnusableError
from hubbub.entrypoints.progress import Progress
from hubbub.entrypoints.reaching import reachable_database
from hubbub.kernel.answers import encode
from hubbub.kernel.backups.archive import refuse_existing
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.reading import look_over
from hubbub.kernel.backups.taking import take_backup
from hubbub.kernel.files.spooling import NO_ROOM
from hubbub.kernel.logs import configure_logs
from hubbub.kernel.postgres.errors import EmbeddedPostgresError

if TYPE_CHECKING:
    from collections.abc import Generator

    from hubbub.kernel.backups.manifest import Manifest

Done = TypeVar("Done")

LEAST_FREE = 32 * 1024 * 1024
"""Bytes without which a database cannot go on: two pieces of its log."""

FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
WITHOUT_KEYS = """\
THE KEYS ARE NOT IN IT. Without them nobody, you included, can open the passwords of carriers, the
secrets of webhooks, of sign-in providers and of authenticator apps, or prove the audit log.
Keep a copy of {keys} elsewhere, or take the backup
with --with-keys and guard it like a password."""
KEYS_GIVEN = """\
HUBBUB_SECRET_KEY IS NOT IN IT. Without that key nobody, you included, can open the passwords of
carriers and other stored secrets, or prove the audit log. Keep a copy of it elsewhere."""


class Naming(click.Group):
    """Takes a backup when its first word is no command but the name of a file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["take", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Naming, subcommand_metavar="[--with-keys] FILE | verify FILE")
def backup() -> None:
    """Take a backup while everything runs, or check one.

    One tar file with the database as it is at one moment, and all files. It appears under its
    name when it is complete, readable by you alone. With --with-keys it holds the keys too, which
    open the stored passwords: guard it like one. `hubbub restore` puts it back.
    """


@backup.command(hidden=True)
@FILE
@click.option("--with-keys", is_flag=True, help="Also the keys; then guard it like a password.")
@json_option
def take(file: Path, with_keys: bool, as_json: bool) -> None:
    """Take a backup into FILE, which must not exist yet."""
    settings = read_settings()
    file = file.absolute()

    def work(progress: Progress) -> Manifest:
        refuse_existing(file)
        with reachable_database(settings) as address:
            return take_backup(
                address.owner, settings, file, with_keys=with_keys, tell=progress.tell
            )

    taken = carried_out(work, as_json=as_json)
    told = summary(taken, file)
    click.echo(encode(told).decode() if as_json else f"Backed up: {sentence(told)}")
    if settings.secret_key is not None:
        click.echo(KEYS_GIVEN, err=True)
    elif not with_keys:
        click.echo(WITHOUT_KEYS.format(keys=settings.home.absolute() / "keys"), err=True)


@backup.command()
@FILE
@json_option
def verify(file: Path, as_json: bool) -> None:
    """Read all of FILE and compare it with its checksums. Exit code 0 when it is whole."""
    found = carried_out(lambda progress: look_over(file, progress.tell), as_json=as_json)
    told = summary(found, file)
    click.echo(encode(told).decode() if as_json else f"Whole: {sentence(told)}")


def carried_out(work: Callable[[Progress], Done], *, as_json: bool) -> Done:
    """What `work` comes to; a click error that says what to do where it fails."""
    configure_logs("backup", "warning", read_settings().log_format)
    # Unlike Ctrl+C it would leave a half behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    progress = Progress(is_shown=not as_json)
    try:
        with _clean_line(progress):
            return work(progress)
    except (BackupError, EmbeddedPostgresError, HomeUnusableError) as error:
        raise click.ClickException(str(error)) from error
    except HomeTakenError as taken:
        raise click.ClickException(
            f"Hubbub runs here (process {taken.running.pid}). Stop it first."
        ) from taken
    except psycopg.Error as error:
        raise click.ClickException(_refusal(error, read_settings().home)) from error
    except OSError as error:
        raise click.ClickException(_sentence(error)) from error


def _refusal(error: psycopg.Error, home: Path) -> str:
    # What a database says that has run out of room is rarely that it has.
    if isinstance(error, psycopg.errors.DiskFull) or _is_full(home):
        return (
            "The database has no room left. Nothing was changed; make room, and try again. "
            f"It said: {error}"
        )
    return f"The database refused: {error}"


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < LEAST_FREE
    except OSError:
        return False


def _sentence(error: OSError) -> str:
    if error.errno in NO_ROOM:
        where = f"{error.filename}: " if error.filename else ""
        return (
            f"{where}There is no room on the disk. Nothing was changed; make room, and try again."
        )
    return f"{error.filename}: {error.strerror}" if error.filename else str(error)


@contextmanager
def _clean_line(progress: Progress) -> Generator[None]:
    try:
        yield
    finally:
        progress.end()


def summary(found: Manifest, file: Path) -> Mapping[str, Any]:
    """What a backup holds, for scripts."""
    return {
        "file": str(file),
        "bytes": file.stat().st_size,
        "taken_at": found.taken_at,
        "hubbub": found.hubbub,
        "step": found.step,
        "accounts": found.accounts,
        "rows": found.rows,
        "files": found.files.count,
        "with_keys": found.keys is not None,
    }


def sentence(told: Mapping[str, Any]) -> str:
    keys = "with the keys" if told["with_keys"] else "without the keys"
    accounts = "1 account" if told["accounts"] == 1 else f"{told['accounts']} accounts"
    return (
        f"{accounts}, {told['rows']:,} rows, {told['files']:,} files, {keys}; "
        f"{told['bytes']:,} bytes of {told['taken_at']:%Y-%m-%d %H:%M:%S} UTC in {told['file']}"
    )
