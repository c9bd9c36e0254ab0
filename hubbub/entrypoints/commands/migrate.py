"""`hubbub migrate`: bring the schema up to date."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def migrate(as_json: bool) -> None:
    """Run the steps of the schema that this database has not had yet; safe to repeat."""
    from hubbub.entrypoints.lifeline import end_with_parent

    end_with_parent()
    import psycopg

    from hubbub.entrypoints.configured import read_settings
    from hubbub.entrypoints.home import HomeUnusableError
    from hubbub.entrypoints.reaching import reachable_database
    from hubbub.kernel.logs import configure_logs
    from hubbub.kernel.migrating import NotOwnerError, TablesInUseError
    from hubbub.kernel.migrating import migrate as bring_up_to_date
    from hubbub.kernel.postgres.errors import EmbeddedPostgresError
    from hubbub.kernel.steps import NewerSchemaError

    settings = read_settings()
    configure_logs("migrate", settings.log_level, settings.log_format)
    try:
        with reachable_database(settings) as address:
            step = bring_up_to_date(address.owner)
    except (
        HomeUnusableError,
        EmbeddedPostgresError,
        NewerSchemaError,
        NotOwnerError,
        TablesInUseError,
    ) as error:
        raise click.ClickException(str(error)) from error
    except psycopg.Error as error:
        raise click.ClickException(f"The database refused: {error}") from error
    click.echo(json.dumps({"step": step}) if as_json else f"The schema is at step {step}.")
