"""`hubbub db`: prepare a PostgreSQL of your own."""

from __future__ import annotations

import json

import click


@click.group()
def db() -> None:
    """Prepare a PostgreSQL server of your own (16 or later)."""


@db.command()
@click.option(
    "--admin-url",
    required=True,
    envvar="HUBBUB_DATABASE_ADMIN_URL",
    help="postgresql://… of a role that may create roles and databases.",
)
@click.option("--name", default="hubbub", show_default=True, help="The database to create.")
@click.option("--new-passwords", is_flag=True, help="Also for roles that exist already.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def init(admin_url: str, name: str, new_passwords: bool, as_json: bool) -> None:
    """Create the three roles and the database, and print the settings that reach them.

    Safe to repeat: a role that exists keeps its password, which is then not printed.
    """
    import psycopg

    from hubbub.kernel.postgres.preparing import OldServerError, prepare_server

    try:
        made = prepare_server(admin_url, name, new_passwords=new_passwords)
    except (psycopg.Error, OldServerError) as error:
        raise click.ClickException(f"The server refused: {error}") from error
    if as_json:
        click.echo(json.dumps(made))
        return
    for variable, value in made.items():
        click.echo(f"{variable}={value}")
    if len(made) < 3:
        click.echo("Existing roles kept their passwords; see --new-passwords.", err=True)
    click.echo("Then: hubbub migrate", err=True)
