"""What every command that changes something shares: the database, the JSON, the exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

import click
import psycopg

from hubbub.entrypoints.composition import compose
from hubbub.entrypoints.configured import read_settings
from hubbub.entrypoints.home import HomeUnusableError
from hubbub.entrypoints.looping import run_async
from hubbub.entrypoints.lost_keys import begin_ring_where_lost
from hubbub.entrypoints.reaching import as_environment, reachable_database
from hubbub.kernel.accounts import KnownAccount, accounts_everywhere
from hubbub.kernel.answers import encode
from hubbub.kernel.database import Database, DatabaseAddress
from hubbub.kernel.errors import Problem
from hubbub.kernel.logs import configure_logs
from hubbub.kernel.postgres.errors import EmbeddedPostgresError
from hubbub.kernel.settings import Settings
from hubbub.kernel.steps import NoSchemaError, UnfitSchemaError, ensure_fitting
from hubbub.kernel.waking import wake_once

Result = TypeVar("Result")
Work = Callable[[Database, Settings], Awaitable[Mapping[str, Any]]]

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
account_option = click.option(
    "--account", metavar="ID", help="The account, by id; not needed where there is only one."
)


def perform(work: Work, *, as_json: bool, say: Callable[[Mapping[str, Any]], str]) -> None:
    """Run `work` on the database and print its result: JSON, or what `say` makes of it.

    Exit code 0 when it was done; 1, with a sentence on stderr, when it was refused; 2 for options
    that make no sense.
    """
    try:
        result = run_on_database(work)
    except Problem as problem:
        if as_json:
            click.echo(json.dumps({"error": problem.body()}), err=True)
            sys.exit(1)
        raise click.ClickException(problem.detail) from problem
    click.echo(encode(result).decode() if as_json else say(result))


def run_on_database(work: Callable[[Database, Settings], Awaitable[Result]]) -> Result:
    """What `work` makes of the open database. Raises Problem, or a click error without one."""
    settings = read_settings()
    configure_logs("command", "warning", settings.log_format)
    try:
        with reachable_database(settings) as address:
            _ensure_migrated(address)
            begin_ring_where_lost(settings, address.engine)
            return run_async(_run(work, settings, address))
    except (HomeUnusableError, UnfitSchemaError) as error:
        raise click.ClickException(str(error)) from error
    except (EmbeddedPostgresError, psycopg.OperationalError) as error:
        raise click.ClickException(f"The database cannot be reached: {error}") from error


async def _run(
    work: Callable[[Database, Settings], Awaitable[Result]],
    settings: Settings,
    address: DatabaseAddress,
) -> Result:
    compose(settings)
    database = Database(address, size=2)
    recorded: list[bool] = []
    database.when_events(lambda: recorded.append(True))
    await database.open()
    try:
        result = await work(database, settings)
        if recorded:
            await wake_once(address.direct)
        return result
    finally:
        await database.close()


def _ensure_migrated(address: DatabaseAddress) -> None:
    # Only `hubbub migrate` migrates; on a fresh installation a script may come before `run`.
    try:
        # Commands of those who serve need no owner's address, and so may not have one.
        ensure_fitting(address.engine)
    except NoSchemaError:
        _migrate(address)


def _migrate(address: DatabaseAddress) -> None:
    environment = {**os.environ, **as_environment(address, owner=True)}
    command = [sys.executable, "-m", "hubbub", "migrate"]
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        last = done.stderr.strip().rpartition("Error: ")[2]
        raise click.ClickException(f"The database could not be prepared. {last}")


async def chosen_account(database: Database, wanted: str | None) -> UUID:
    """The account that a command is about. Raises click.UsageError when it is not clear."""
    accounts = await accounts_everywhere(database)
    if wanted is None:
        own = [account for account in accounts if not account.is_demo]
        if len(own) == 1:
            return own[0].account_id
        hint = "there is none yet" if not own else f"there are {len(own)}"
        raise click.UsageError(f"Say which account with --account ID: {hint}.")
    return _find(accounts, wanted)


def _find(accounts: list[KnownAccount], wanted: str) -> UUID:
    try:
        wanted_id = UUID(wanted)
    except ValueError as error:
        raise click.UsageError("--account takes an id of 32 hex digits.") from error
    if all(account.account_id != wanted_id for account in accounts):
        raise click.UsageError("There is no account with this id; see `hubbub account list`.")
    return wanted_id
