"""`hubbub worker`: one worker process; any number may run against one database."""

from __future__ import annotations

import click


@click.command()
def worker() -> None:
    """Run carriers, routing, timers and what reacts to events, without a server."""
    from hubbub.entrypoints.lifeline import end_with_parent

    end_with_parent()
    from hubbub.entrypoints.configured import read_settings
    from hubbub.entrypoints.home import HomeUnusableError
    from hubbub.entrypoints.looping import run_async
    from hubbub.entrypoints.lost_keys import begin_ring_where_lost
    from hubbub.entrypoints.reaching import ensure_fitting_if_reached, reachable_database
    from hubbub.entrypoints.worker import main
    from hubbub.kernel.logs import configure_logs
    from hubbub.kernel.postgres import EmbeddedPostgresError
    from hubbub.kernel.steps import UnfitSchemaError

    settings = read_settings()
    configure_logs("worker", settings.log_level, settings.log_format)
    try:
        with reachable_database(settings) as address:
            ensure_fitting_if_reached(address.engine)
            begin_ring_where_lost(settings, address.engine)
            run_async(main(settings, address))
    except (HomeUnusableError, EmbeddedPostgresError, UnfitSchemaError) as error:
        raise click.ClickException(str(error)) from error
