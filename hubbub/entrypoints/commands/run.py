"""`hubbub run`: everything on one machine, with its own database unless one is given."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import sys
from typing import TYPE_CHECKING

import click

from hubbub.entrypoints.configured import read_settings
from hubbub.entrypoints.exposing import check_exposure
from hubbub.entrypoints.greeting import Greeting
from hubbub.entrypoints.home import HomeLock, HomeTakenError, HomeUnusableError
from hubbub.entrypoints.listening import DESCRIPTOR, PortTakenError, listen_patiently
from hubbub.entrypoints.reaching import as_environment, embedded_address, foreign_address
from hubbub.kernel.logs import configure_logs
from hubbub.kernel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hubbub.entrypoints.children import Part
    from hubbub.kernel.postgres import EmbeddedPostgres


@click.command()
@click.option("--tls", is_flag=True, help="Speak https, with a certificate that Hubbub makes.")
def run(tls: bool) -> None:
    """Start database, server and worker, and keep them running until Ctrl+C.

    With HUBBUB_SIMULATOR=true also a simulated carrier with phones to try it with.
    """
    if tls:
        os.environ["HUBBUB_TLS"] = "true"
    start()


def start(then: Sequence[str] = ()) -> None:
    """Run until told to stop; `then` is a command of `hubbub` to run beside it once."""
    from hubbub.kernel.backups.errors import BackupError
    from hubbub.kernel.postgres.errors import EmbeddedPostgresError

    settings = read_settings()
    check_exposure(settings)
    configure_logs("run", settings.log_level, settings.log_format)
    try:
        with HomeLock(settings.home) as lock:
            _run_in(settings, lock, then)
    except HomeTakenError as taken:
        running = taken.running
        where = running.address or "an address that it will print soon"
        click.echo(f"Hubbub already runs here: {where} (process {running.pid}).")
    except (PortTakenError, HomeUnusableError, EmbeddedPostgresError, BackupError) as error:
        raise click.ClickException(str(error)) from error


def _run_in(settings: Settings, lock: HomeLock, then: Sequence[str]) -> None:
    with listen_patiently(settings.host, settings.port) as listener:
        database = _start_database(settings)
        try:
            _supervise(settings, lock, listener, database, then)
        finally:
            if database is not None:
                database.stop()


def _start_database(settings: Settings) -> EmbeddedPostgres | None:
    """Ready for use, also where a restore was killed; None for a foreign one."""
    from hubbub.entrypoints.undoing import put_data_back, undo_broken_off

    foreign = foreign_address(settings)
    if foreign is not None:
        undo_broken_off(settings.home, foreign.owner)
        return None
    from hubbub.kernel.postgres import EmbeddedPostgres
    from hubbub.kernel.postgres.configuration import OWNER

    server = EmbeddedPostgres(settings.home)
    put_data_back(settings.home, server)
    server.start()
    try:
        undo_broken_off(settings.home, server.dsn(role=OWNER))
    except BaseException:
        server.stop()
        raise
    return server


def _supervise(
    settings: Settings,
    lock: HomeLock,
    listener: socket.socket,
    database: EmbeddedPostgres | None,
    then: Sequence[str],
) -> None:
    from hubbub.entrypoints.children import Part
    from hubbub.entrypoints.supervisor import MigrationFailedError, Supervisor

    port = listener.getsockname()[1]
    settings = settings.model_copy(update={"port": port, "signup_token": _token(settings)})
    shared = _shared_environment(settings)
    address = foreign_address(settings) if database is None else embedded_address(database)
    assert address is not None
    serving = shared | as_environment(address, owner=False)
    parts = _parts(settings, serving, listener)
    if then:
        owner = as_environment(address, owner=True)
        parts.append(Part(then[0], then, shared | owner, is_once=True))
    supervisor = Supervisor(parts, database)
    greeting = Greeting(settings, listener, lock)
    try:
        migration = shared | as_environment(address, owner=True)
        asyncio.run(supervisor.run(migration, greeting.greet))
    except MigrationFailedError as error:
        raise click.ClickException(
            "The database could not be brought up to date; the lines above say why."
        ) from error


def _parts(
    settings: Settings, environment: Mapping[str, str], listener: socket.socket
) -> list[Part]:
    from hubbub.entrypoints.children import Part

    descriptor = listener.fileno()
    serving = {**environment, DESCRIPTOR: str(descriptor)}
    parts = [
        Part("server", ["serve"], serving, [descriptor]),
        Part("worker", ["worker"], environment),
    ]
    if settings.simulator:
        parts.append(Part("simulator", ["simulator"], environment))
    return parts


def _shared_environment(settings: Settings) -> dict[str, str]:
    """What the children must not find out for themselves, because this process settled it."""
    shared = {"HUBBUB_HOME": str(settings.home.absolute()), "HUBBUB_PORT": str(settings.port)}
    if settings.signup_token is not None:
        shared["HUBBUB_SIGNUP_TOKEN"] = settings.signup_token.get_secret_value()
    if settings.log_format == "auto" and sys.stderr.isatty():
        # Their output goes through a pipe, so that they cannot see the terminal.
        shared["HUBBUB_LOG_FORMAT"] = "console"
    # The owner's address in our own environment is not for those that serve.
    os.environ.pop("HUBBUB_DATABASE_OWNER_URL", None)
    return shared


def _token(settings: Settings) -> object:
    from pydantic import SecretStr

    if settings.signup_token is not None or settings.is_loopback or settings.signup != "first":
        return settings.signup_token
    return SecretStr(secrets.token_urlsafe(24))
