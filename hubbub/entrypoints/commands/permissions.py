"""`hubbub permissions`: print the catalogue."""

import json

import click

from hubbub.access.catalogue import PERMISSIONS, SECTIONS
from hubbub.access.permission import Permission


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def permissions(as_json: bool) -> None:
    """List all permissions, with what each one allows."""
    if as_json:
        click.echo(json.dumps({"permissions": [_entry(each) for each in PERMISSIONS]}, indent=2))
        return
    for section in SECTIONS:
        click.secho(section.title, bold=True)
        for each in section.permissions:
            coming = "" if each.built else f" (coming with: {each.feature})"
            click.echo(f"  {each.key}\n      {each.title}{coming}. {each.help}")
        click.echo()


def _entry(permission: Permission) -> dict[str, object]:
    return {
        "key": permission.key,
        "title": permission.title,
        "help": permission.help,
        "section": permission.section,
        "kind": permission.kind.value,
        "feature": permission.feature,
        "built": permission.built,
    }
