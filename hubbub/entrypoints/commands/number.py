"""`hubbub number`: our numbers, from the command line."""

from collections.abc import Mapping
from typing import Any

import click

from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.commands.carrier import find_carrier
from hubbub.entrypoints.commands.finding_numbers import find_our_number
from hubbub.entrypoints.commands.number_buying import buy, release, search
from hubbub.features.numbers.adding import Start, add_number, remove_number
from hubbub.features.numbers.forwarding import check_forward, forward_number
from hubbub.features.numbers.repository import all_numbers
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.settings import Settings


@click.group()
def number() -> None:
    """Say which numbers a carrier brings texts for."""


@number.command()
@click.argument("number")
@click.option("--carrier", required=True, help="Its carrier, by name or id.")
@click.option(
    "--forward",
    "start",
    type=click.Choice(["conversations", "default"]),
    default="conversations",
    show_default=True,
    help="Where texts to it go: to Conversations, or where the account's default says.",
)
@account_option
@json_option
def add(number: str, carrier: str, start: Start, as_json: bool, account: str | None) -> None:
    """Add a number, with its country code, such as +385911234567. Texts to it go to Conversations
    unless you say otherwise."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_carrier(tx, carrier)
            added = await add_number(tx, number, found.id, SYSTEM, start)
        return {"number_id": added.id, "number": added.number, "carrier_id": added.carrier_id}

    perform(
        work, as_json=as_json, say=lambda made: f"Number {made['number_id'].hex}  {made['number']}"
    )


@number.command()
@click.argument("number")
@click.option("--to", "url", help="An address that begins with https://; leave it out for nowhere.")
@account_option
@json_option
def forward(number: str, url: str | None, as_json: bool, account: str | None) -> None:
    """Tell texts to a number to another program as well, as Infobip tells them."""

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        await check_forward(Outgoing(settings.outgoing_networks), url)
        async with database.transaction(account_id) as tx:
            found = await find_our_number(tx, number)
            changed = await forward_number(tx, found.id, url, None, SYSTEM)
        return {"number_id": changed.id, "number": changed.number, "url": changed.forward_url}

    perform(
        work,
        as_json=as_json,
        say=lambda done: f"Texts to {done['number']} are told to {done['url'] or 'nobody else'}.",
    )


@number.command("list")
@account_option
@json_option
def list_numbers(as_json: bool, account: str | None) -> None:
    """All our numbers."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await all_numbers(tx)
        return {
            "numbers": [
                {
                    "id": each.id,
                    "number": each.number,
                    "carrier": each.carrier_name,
                    "forward_url": each.forward_url,
                    "country": each.country,
                    "kind": each.kind,
                    "capabilities": each.capabilities,
                    "is_bought": each.carrier_key is not None,
                }
                for each in found
            ]
        }

    perform(
        work,
        as_json=as_json,
        say=lambda found: (
            "\n".join(f"{each['number']:<17}{each['carrier']}" for each in found["numbers"])
            or "There is no number yet; add one with `hubbub number add`."
        ),
    )


@number.command()
@click.argument("number")
@account_option
@json_option
def remove(number: str, as_json: bool, account: str | None) -> None:
    """Remove a number; its conversations stay."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_our_number(tx, number)
            await remove_number(tx, found.id, SYSTEM)
        return {"number_id": found.id, "number": found.number}

    perform(work, as_json=as_json, say=lambda gone: f"Removed {gone['number']}.")


for command in (search, buy, release):
    number.add_command(command)
