"""`hubbub serve`: one server process; any number may run against one database."""

from __future__ import annotations

import click


@click.command()
def serve() -> None:
    """Serve the desk, the API and the live socket, without a worker."""
    from hubbub.entrypoints.lifeline import end_with_parent

    end_with_parent()
    from hubbub.entrypoints.api import create_app
    from hubbub.entrypoints.configured import read_settings
    from hubbub.entrypoints.exposing import check_exposure
    from hubbub.entrypoints.home import HomeUnusableError
    from hubbub.entrypoints.listening import PortTakenError, inherited, listen
    from hubbub.entrypoints.looping import run_async
    from hubbub.entrypoints.lost_keys import begin_ring_where_lost
    from hubbub.entrypoints.reaching import ensure_fitting_if_reached, reachable_database
    from hubbub.entrypoints.serving import run_server
    from hubbub.kernel.logs import configure_logs
    from hubbub.kernel.postgres import EmbeddedPostgresError
    from hubbub.kernel.steps import UnfitSchemaError

    settings = read_settings()
    check_exposure(settings)
    configure_logs("server", settings.log_level, settings.log_format)
    try:
        with (
            inherited() or listen(settings.host, settings.port) as listener,
            reachable_database(settings) as address,
        ):
            ensure_fitting_if_reached(address.engine)
            begin_ring_where_lost(settings, address.engine)
            run_async(run_server(create_app(settings, address), listener))
    except (PortTakenError, HomeUnusableError, EmbeddedPostgresError, UnfitSchemaError) as error:
        raise click.ClickException(str(error)) from error
