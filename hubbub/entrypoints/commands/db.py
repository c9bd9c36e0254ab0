"""`hubbub db`: prepare a PostgreSQL of your own, and delete what restores have kept."""

from __future__ import annotations

import json

import click


@click.group()
def db() -> None:
    """Prepare a PostgreSQL of your own (16 or later); delete what restores have kept."""


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


@db.command()
@click.option("--delete", is_flag=True, help="Delete all of it for good.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def replaced(delete: bool, as_json: bool) -> None:
    """List the databases and folders that `hubbub restore --replace` has moved aside.

    They hold all that was in them, of people too who were erased since.
    """
    from hubbub.entrypoints.commands.backup import carried_out
    from hubbub.entrypoints.configured import read_settings
    from hubbub.entrypoints.kept_aside import kept_aside

    settings = read_settings()
    found = carried_out(lambda _: kept_aside(settings, delete=delete), as_json=as_json)
    folders = [str(path) for path in found.folders]
    if as_json:
        told = {"databases": found.databases, "folders": folders, "deleted": delete}
        click.echo(json.dumps(told))
        return
    for each in [*(f"the database {name}" for name in found.databases), *folders]:
        click.echo(f"Deleted: {each}" if delete else each)
    if not found.databases and not folders:
        click.echo("No restore has moved anything aside.")
    elif not delete:
        click.echo("\nNothing was deleted: add --delete.", err=True)
