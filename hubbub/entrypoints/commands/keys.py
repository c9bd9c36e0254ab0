"""`hubbub keys`: the keys that stored credentials are sealed with."""

import sys
from collections.abc import Mapping
from typing import Any

import click

from hubbub.entrypoints.commanding import json_option, perform
from hubbub.entrypoints.composition import SEALED
from hubbub.kernel.database import Database
from hubbub.kernel.sealing import seal_again
from hubbub.kernel.secrets import add_key, load_secrets
from hubbub.kernel.settings import Settings


@click.group()
def keys() -> None:
    """The keys that encrypt stored credentials, such as the passwords of carriers."""


@keys.command()
@json_option
def rotate(as_json: bool) -> None:
    """Make a new key and seal every stored credential again. Nothing has to be stopped.

    The old keys stay in HUBBUB_HOME/keys/secrets, because backups need them. With
    HUBBUB_SECRET_KEY, put the new key before the old one, with a comma between, restart, and then
    run this.
    """
    unreadable: list[int] = []

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        if settings.secret_key is None:
            add_key(settings.home)
        done = await seal_again(database, load_secrets(settings), SEALED)
        unreadable.append(done.unreadable)
        return {"changed": done.changed, "unreadable": done.unreadable}

    perform(work, as_json=as_json, say=lambda done: f"Sealed again: {done['changed']}.")
    if any(unreadable):
        click.echo("Some open with no key; the lines above name them. Enter them again.", err=True)
        sys.exit(1)
