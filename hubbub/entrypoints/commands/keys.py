"""`hubbub keys`: the keys that stored credentials are sealed with."""

import sys
from collections.abc import Mapping
from typing import Any

import click

from hubbub.entrypoints.commanding import json_option, perform
from hubbub.entrypoints.composition import SEALED
from hubbub.kernel.database import Database
from hubbub.kernel.sealing import needed_keys, seal_again
from hubbub.kernel.secrets import add_key, fingerprints, load_secrets
from hubbub.kernel.settings import Settings


@click.group()
def keys() -> None:
    """The keys that encrypt stored credentials, such as the passwords of carriers."""


@keys.command()
@json_option
def rotate(as_json: bool) -> None:
    """Make a new key and seal every stored credential again. Nothing has to be stopped.

    Safe to repeat: a rotation that was interrupted is finished, without another key. The old keys
    stay in HUBBUB_HOME/keys/secrets, because backups and the audit log need them. With
    HUBBUB_SECRET_KEY, put the new key before the old one, with a comma between, restart, and then
    run this.
    """
    unreadable: list[int] = []

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        done = await seal_again(database, load_secrets(settings), SEALED)
        is_finished = settings.secret_key is None and done.changed > 0
        if settings.secret_key is None and not is_finished:
            add_key(settings.home)
            done = await seal_again(database, load_secrets(settings), SEALED)
        unreadable.append(done.unreadable)
        return {
            "key": load_secrets(settings).newest,
            "changed": done.changed,
            "unreadable": done.unreadable,
            "finished_earlier": is_finished,
        }

    perform(work, as_json=as_json, say=_say_rotated)
    if any(unreadable):
        click.echo("Some open with no key; the lines above name them. Enter them again.", err=True)
        sys.exit(1)


def _say_rotated(done: Mapping[str, Any]) -> str:
    if done["finished_earlier"]:
        return (
            f"An earlier rotation was finished under the key {done['key']}. Sealed again: "
            f"{done['changed']}. For another key run this once more."
        )
    return f"Sealed again under the key {done['key']}: {done['changed']}."


@keys.command("list")
@json_option
def list_keys(as_json: bool) -> None:
    """Each key, what is sealed with it now, and what of the audit log only it can prove."""

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        newest = load_secrets(settings).newest
        present, needed = fingerprints(settings), await needed_keys(database, SEALED)
        return {
            "keys": [
                {
                    "id": key, "is_here": key in present, "is_newest": key == newest,
                    "credentials": needed[key].sealed if key in needed else 0,
                    "audit_seals": needed[key].signed if key in needed else 0,
                }
                for key in sorted({*present, *needed})
            ]
        }  # fmt: skip

    perform(work, as_json=as_json, say=_say_keys)


def _say_keys(found: Mapping[str, Any]) -> str:
    lines = [f"{'key':<12}{'credentials':>12}{'audit seals':>12}"]
    for each in found["keys"]:
        remark = "" if each["is_here"] else "  NOT HERE"
        remark = "  the newest" if each["is_newest"] else remark
        lines.append(f"{each['id']:<12}{each['credentials']:>12}{each['audit_seals']:>12}{remark}")
    return "\n".join(lines)
