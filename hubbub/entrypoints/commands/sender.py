"""`hubbub sender`: what agents may write from first, from the command line."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import click

from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.commands.carrier import find_carrier
from hubbub.features.people.phones import parse_number
from hubbub.features.queues.repository import all_queues
from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.names import is_name
from hubbub.features.senders.naming import add_name, remove_name
from hubbub.features.senders.repository import Sender, find_sender
from hubbub.features.senders.shapes import ShownSender
from hubbub.features.senders.showing import show_sender, show_senders
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.settings import Settings


@click.group()
def sender() -> None:
    """Say what agents may write from: numbers and names, for which queues."""


@sender.command("list")
@account_option
@json_option
def list_senders(as_json: bool, account: str | None) -> None:
    """All numbers that can text, all names, and the queues whose agents may write from each."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await show_senders(tx)
        return {"senders": [_told(each) for each in found.items]}

    perform(
        work,
        as_json=as_json,
        say=lambda found: (
            "\n".join(_line(each) for each in found["senders"])
            or "There is no sender yet. Add a number with `hubbub number add`, or a name with "
            "`hubbub sender add`."
        ),
    )


@sender.command()
@click.argument("name")
@click.option("--carrier", required=True, help="The carrier that sends it, by name or id.")
@account_option
@json_option
def add(name: str, carrier: str, as_json: bool, account: str | None) -> None:
    """Add a name that phones show instead of a number: 1 to 11 letters, digits, spaces and
    - . _ &. Nobody can answer to it."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_carrier(tx, carrier)
            added = await add_name(tx, name, found.id, SYSTEM)
            return _told(await show_sender(tx, added))

    perform(work, as_json=as_json, say=lambda made: f"Sender {made['id'].hex}  {made['value']}")


@sender.command()
@click.argument("name")
@account_option
@json_option
def remove(name: str, as_json: bool, account: str | None) -> None:
    """Remove a name; its conversations stay."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_our_sender(tx, name)
            await remove_name(tx, found.id, None, SYSTEM)
        return {"id": found.id, "value": found.value}

    perform(work, as_json=as_json, say=lambda gone: f"Removed {gone['value']}.")


@sender.command()
@click.argument("sender")
@click.option("--every", is_flag=True, help="The agents of every queue.")
@click.option("--queue", "names", multiple=True, help="A queue, by name or id; once for each.")
@click.option("--none", "nobody", is_flag=True, help="Of no queue.")
@account_option
@json_option
def queues(sender: str, as_json: bool, account: str | None, **options: Any) -> None:
    """Say whose agents may write from a number or a name."""
    every, names, nobody = options["every"], options["names"], options["nobody"]
    if sum((every, bool(names), nobody)) != 1:
        raise click.UsageError("Say one of --every, --queue and --none.")

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_our_sender(tx, sender)
            ids = frozenset([await _queue_id(tx, each) for each in names])
            changed = await choose_queues(tx, found.id, Chosen(every, ids), None, SYSTEM)
            return _told(await show_sender(tx, changed))

    perform(work, as_json=as_json, say=_line)


async def find_our_sender(tx: Transaction, wanted: str) -> Sender:
    """Raises NotFound."""
    text = " ".join(wanted.split())
    found = await find_sender(tx, text)
    if found is None and not is_name(text):
        found = await find_sender(tx, parse_number(text))
    if found is None:
        raise NotFound(f"{wanted[:40]} is none of our senders; see `hubbub sender list`.")
    return found


async def _queue_id(tx: Transaction, wanted: str) -> UUID:
    for each in await all_queues(tx):
        if wanted.lower() == each.name.lower() or wanted.replace("-", "") == each.id.hex:
            return each.id
    raise NotFound(f"There is no queue {wanted[:100]!r}.")


def _told(shown: ShownSender) -> dict[str, Any]:
    return {
        "id": shown.id,
        "kind": shown.kind,
        "value": shown.value,
        "carrier": shown.carrier_name,
        "carrier_ready": shown.carrier_ready,
        "for_every_queue": shown.for_every_queue,
        "queues": [each.name for each in shown.queues],
    }


def _line(told: Mapping[str, Any]) -> str:
    who = "every queue" if told["for_every_queue"] else ", ".join(told["queues"]) or "no queue"
    return f"{told['value']:<17}{told['carrier']:<25}{who}"
