"""`hubbub restore`: put a backup back, into an empty installation or in place of one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click

from hubbub.entrypoints.commanding import json_option
from hubbub.entrypoints.commands.backup import FILE, carried_out, sentence, summary
from hubbub.entrypoints.configured import read_settings
from hubbub.entrypoints.restoring import Restored
from hubbub.entrypoints.restoring import restore as put_back
from hubbub.features.privacy.marking import marks_in
from hubbub.kernel.answers import encode

KEPT = "What was here before is kept, until `hubbub db replaced --delete`:"
MISSING = """\
THESE KEYS ARE NOT HERE: {keys}
What they sealed stays closed: enter the passwords of carriers and the secrets of webhooks and
sign-in providers again; whoever has an authenticator app sets it up anew. `hubbub audit verify`
proves nothing sealed with them (exit code 3). If you have them, put them into
{folder} and start Hubbub."""

AGAIN = """\
Taken away since the backup, and again now: people erased: {people}, API keys revoked: {keys}, users
disabled: {users}. A worker erases the people as soon as it runs."""
BACK = """\
These accounts had been deleted since, and are back: {accounts}.
`hubbub account delete ID --yes` deletes one again."""
NOT_KNOWN = """\
Whoever was erased after {taken_at} is back, and so are API keys that were revoked and users who
were disabled. If you have logs of the workers since then, restore again with --replace and
--erased LOG. Else go by your notes: `hubbub person erase`, and at the desk *API keys* and
*Users*."""


@click.command()
@FILE
@click.option("--replace", is_flag=True, help="Move what is here aside first; nothing is deleted.")
@click.option(
    "--erased", type=click.File("r", errors="replace"), multiple=True, metavar="LOG",
    help="A log of workers that was kept elsewhere: people of whom it says that they were erased "
    "are erased again. May be repeated; - is the standard input.",
)  # fmt: skip
@json_option
def restore(file: Path, replace: bool, erased: Sequence[TextIO], as_json: bool) -> None:
    """Put the backup FILE back. Hubbub must not be running.

    The backup is checked whole before anything is touched, and brought up to the schema of this
    version. Afterwards everybody signs in again, agents are offline, and what waited to go out
    when the backup was taken counts as perhaps sent, so that nothing goes out twice. People who
    were erased since, keys that were revoked and users who were disabled stay so, as far as what
    is replaced knows of it.
    """
    settings = read_settings()
    people = marks_in(line for log in erased for line in log)
    done = carried_out(
        lambda progress: put_back(
            settings, file, replace=replace, tell=progress.tell, erased=people
        ),
        as_json=as_json,
    )
    told = {
        **summary(done.manifest, file),
        "step": done.step,
        "moved_aside": done.aside,
        "missing_keys": done.missing_keys,
        "erased_again": done.carried.people,
        "knows_what_was_erased": done.carried.is_known,
        "revoked_again": done.carried.keys,
        "disabled_again": done.carried.users,
        "accounts_deleted_since": [each.account_id for each in done.carried.accounts],
    }
    click.echo(encode(told).decode() if as_json else f"Restored: {sentence(told)}")
    if not as_json and done.aside:
        click.echo("\n  ".join([KEPT, *done.aside]))
    if not as_json:
        _tell_what_came_back(done)
    if done.missing_keys:
        folder = settings.home.absolute() / "keys" / "secrets"
        click.echo(MISSING.format(keys=", ".join(done.missing_keys), folder=folder), err=True)


def _tell_what_came_back(done: Restored) -> None:
    carried = done.carried
    if carried.people or carried.keys or carried.users:
        told = {"people": carried.people, "keys": carried.keys, "users": carried.users}
        click.echo(AGAIN.format(**told))
    if carried.accounts:
        named = ", ".join(f"“{each.name}” ({each.account_id.hex})" for each in carried.accounts)
        click.echo(BACK.format(accounts=named))
    if not carried.is_known:
        taken_at = f"{done.manifest.taken_at:%Y-%m-%d %H:%M:%S} UTC"
        click.echo(NOT_KNOWN.format(taken_at=taken_at))
