"""`hubbub restore`: put a backup back, into an empty installation or in place of one."""

from pathlib import Path

import click

from hubbub.entrypoints.commanding import json_option
from hubbub.entrypoints.commands.backup import FILE, carried_out, sentence, summary
from hubbub.entrypoints.configured import read_settings
from hubbub.entrypoints.restoring import restore as put_back
from hubbub.kernel.answers import encode

KEPT = "What was here before is kept; delete it when you like:"
MISSING = """\
THESE KEYS ARE NOT HERE: {keys}
What they sealed stays closed: enter the passwords of carriers and the secrets of webhooks and
sign-in providers again; whoever has an authenticator app sets it up anew. `hubbub audit verify`
proves nothing sealed with them (exit code 3). If you have them, put them into
{folder} and start Hubbub."""


@click.command()
@FILE
@click.option("--replace", is_flag=True, help="Move what is here aside first; nothing is deleted.")
@json_option
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Put the backup FILE back. Hubbub must not be running.

    The backup is checked whole before anything is touched, and brought up to the schema of this
    version. Afterwards everybody signs in again, agents are offline, and what waited to go out
    when the backup was taken counts as perhaps sent, so that nothing goes out twice.
    """
    settings = read_settings()
    done = carried_out(
        lambda progress: put_back(settings, file, replace=replace, tell=progress.tell),
        as_json=as_json,
    )
    told = {
        **summary(done.manifest, file),
        "step": done.step,
        "moved_aside": done.aside,
        "missing_keys": done.missing_keys,
    }
    click.echo(encode(told).decode() if as_json else f"Restored: {sentence(told)}")
    if not as_json and done.aside:
        click.echo("\n  ".join([KEPT, *done.aside]))
    if done.missing_keys:
        folder = settings.home.absolute() / "keys" / "secrets"
        click.echo(MISSING.format(keys=", ".join(done.missing_keys), folder=folder), err=True)
