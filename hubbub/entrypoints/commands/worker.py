"""`hubbub worker`: one worker process; any number may run against one database."""

from __future__ import annotations

import asyncio

import click


@click.command()
def worker() -> None:
    """Run carriers, routing, timers and what reacts to events, without a server."""
    from hubbub.entrypoints.lifeline import end_with_parent

    end_with_parent()
    from hubbub.entrypoints.reaching import database_in_environment
    from hubbub.kernel.logs import configure_logs
    from hubbub.kernel.postgres.errors import EmbeddedPostgresError
    from hubbub.kernel.settings import Settings

    settings = Settings()
    configure_logs("worker", settings.log_level, settings.log_format)
    try:
        with database_in_environment(settings):
            from hubbub.entrypoints.worker import main

            asyncio.run(main())
    except EmbeddedPostgresError as error:
        raise click.ClickException(str(error)) from error
