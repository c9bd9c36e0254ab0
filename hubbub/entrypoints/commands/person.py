"""`hubbub person`: what is kept of a customer, from the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.privacy import carry_out, save_result
from hubbub.features.people.erasing_repository import KnownPerson, person_with_phone
from hubbub.features.people.phones import address_typed
from hubbub.features.privacy.erasing import begin_erasure
from hubbub.features.privacy.exporting import begin_export
from hubbub.features.privacy.holding import hold as hold_back
from hubbub.features.privacy.marking import mark_of
from hubbub.features.privacy.showing import show_privacy
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.settings import Settings

number_argument = click.argument("number")


@click.group()
def person() -> None:
    """What is kept of a customer: show it, take it along, hold it, erase it."""


@person.command()
@number_argument
@account_option
@json_option
def show(number: str, account: str | None, as_json: bool) -> None:
    """How much is kept of whoever writes from this number."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await _find(tx, number)
            return {"person": await show_privacy(tx, found.id, None)}

    perform(work, as_json=as_json, say=lambda found: _told(found["person"]))


@person.command()
@number_argument
@click.option(
    "--file", "target", required=True, type=click.Path(path_type=Path), help="Where the ZIP goes."
)
@account_option
@json_option
def export(number: str, target: Path, account: str | None, as_json: bool) -> None:
    """Put all that is kept of a person into a ZIP: JSON, and a page to read."""
    if target.exists():
        raise click.UsageError(f"{target} is there already. Choose another name.")

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        async with database.transaction(account_id) as tx:
            job = await begin_export(tx, (await _find(tx, number)).id, None)
        done = await carry_out(database, settings, job)
        size = await save_result(database, settings, done, target)
        return {"file": str(target), "bytes": size}

    perform(work, as_json=as_json, say=lambda made: f"{made['file']}: {made['bytes']} bytes")


@person.command()
@number_argument
@click.option("--again", required=True, metavar="NUMBER", help="The number once more, to be sure.")
@account_option
@json_option
def erase(number: str, again: str, account: str | None, as_json: bool) -> None:
    """Erase a person for good: texts, number, name, and every copy that is kept.

    It cannot be undone, except from a backup. Open conversations are closed; ids, times and counts
    stay. Whoever writes from the number later is somebody new.
    """

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        async with database.transaction(account_id) as tx:
            found = await _find(tx, number)
            job = await begin_erasure(tx, found.id, again, None)
        done = job and await carry_out(database, settings, job)
        return {
            "person_id": found.id,
            "texts": done.progress if done else 0,
            "mark": mark_of(account_id, found.id),
        }

    def say(done: Mapping[str, Any]) -> str:
        return f"Erased, with {done['texts']} texts.  {done['mark']}"

    perform(work, as_json=as_json, say=say)


@person.command()
@number_argument
@click.option("--off", is_flag=True, help="Lift the hold.")
@account_option
@json_option
def hold(number: str, off: bool, account: str | None, as_json: bool) -> None:
    """Hold a person back from erasing, also by rule, as while a dispute is on."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await hold_back(tx, (await _find(tx, number)).id, not off, None)
        return {"person_id": found.id, "held_at": found.held_at}

    perform(work, as_json=as_json, say=lambda done: "Held." if done["held_at"] else "Not held.")


async def _find(tx: Transaction, number: str) -> KnownPerson:
    found = await person_with_phone(tx, address_typed(number))
    if found is None:
        raise NotFound(f"Nobody is known by the number {number[:40]!r}.")
    return found


def _told(shown: Any) -> str:
    lines = [
        f"{shown.name or 'No name'}, {shown.phone}  ({shown.id.hex})",
        f"{shown.conversations:>8}  conversations",
        f"{shown.texts:>8}  texts, and {shown.erased_texts} that were erased",
    ]
    if shown.held_at:
        lines.append(f"Held back from erasing since {shown.held_at:%Y-%m-%d}.")
    return "\n".join(lines)
