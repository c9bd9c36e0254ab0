"""`hubbub carrier`: carriers, from the command line."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import click

from hubbub.channels.sms.carriers import Wanted, add_carrier, remove_carrier
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.features.numbers.repository import Carrier, all_carriers
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings


@click.group()
def carrier() -> None:
    """Add carriers that bring and take texts, and see how they are."""


@carrier.group("add")
def add() -> None:
    """Add a carrier; it is connected to at once where a worker runs."""


@add.command()
@click.option("--name", required=True, help="What you call it.")
@click.option("--host", required=True, help="Its server.")
@click.option("--port", required=True, type=click.IntRange(1, 65535), help="Its port.")
@click.option("--system-id", required=True, help="Who you are to it.")
@click.option("--password", required=True, help="The password it gave you, 8 characters at most.")
@click.option("--system-type", default="", help="Only if it asks for one.")
@click.option(
    "--bind",
    type=click.Choice(["transceiver", "transmitter", "receiver", "both"]),
    default="transceiver",
    show_default=True,
    help="How to bind; `both` is a transmitter and a receiver side by side.",
)
@click.option("--tls", is_flag=True, help="Connect over TLS; its certificate is verified.")
@click.option("--tls-server-name", help="The name in its certificate, if not the host.")
@click.option(
    "--tls-authorities",
    type=click.File("r"),
    help="A PEM file of the authorities to trust, if not the system's.",
)
@click.option("--window", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--per-second", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--enquire-seconds", type=click.IntRange(5, 3600), default=30, show_default=True)
@account_option
@json_option
def smpp(as_json: bool, account: str | None, **options: Any) -> None:
    """Add a carrier that speaks SMPP 3.4."""
    authorities = options.pop("tls_authorities")
    wanted = Wanted(
        **options, tls_authorities=authorities.read() if authorities else None, enabled=True
    )

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        async with database.transaction(account_id) as tx:
            added = await add_carrier(tx, wanted, load_secrets(settings), SYSTEM)
        return {"carrier_id": added.id, "name": added.name}

    perform(
        work,
        as_json=as_json,
        say=lambda made: f"Carrier {made['carrier_id'].hex}  {made['name']}",
    )


@carrier.command("list")
@account_option
@json_option
def list_carriers(as_json: bool, account: str | None) -> None:
    """All carriers, with their state."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await all_carriers(tx)
        return {
            "carriers": [
                {
                    "id": each.id,
                    "name": each.name,
                    "kind": each.kind,
                    "enabled": each.is_enabled,
                    "state": each.state,
                    "state_detail": each.state_detail,
                }
                for each in found
            ]
        }

    perform(
        work,
        as_json=as_json,
        say=lambda found: (
            "\n".join(
                f"{each['id'].hex}  {each['state']:<11}{each['name']}"
                + (f"  ({each['state_detail']})" if each["state_detail"] else "")
                for each in found["carriers"]
            )
            or "There is no carrier yet; add one with `hubbub carrier add smpp`."
        ),
    )


@carrier.command()
@click.argument("carrier")
@account_option
@json_option
def remove(carrier: str, as_json: bool, account: str | None) -> None:
    """Remove a carrier, by name or id, to which nothing belongs any more."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_carrier(tx, carrier)
            await remove_carrier(tx, found.id, SYSTEM)
        return {"carrier_id": found.id, "name": found.name}

    perform(work, as_json=as_json, say=lambda gone: f"Removed {gone['name']}.")


async def find_carrier(tx: Transaction, wanted: str) -> Carrier:
    """A carrier by its id or its name. Raises NotFound."""
    for each in await all_carriers(tx):
        if wanted.lower() == each.name.lower() or _is_id(wanted, each.id):
            return each
    raise NotFound(f"There is no carrier {wanted[:100]!r}; see `hubbub carrier list`.")


def _is_id(text: str, carrier_id: UUID) -> bool:
    return text.replace("-", "").lower() == carrier_id.hex
