"""`hubbub carrier`: carriers, from the command line."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from typing import IO, Any
from uuid import UUID

import click

from hubbub.channels.sms.carriers import (
    Wanted,
    add_carrier,
    change_carrier,
    remove_carrier,
    wanted_of,
)
from hubbub.channels.sms.reaching import check_host
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.commands.carrier_over_http import (
    add_over_http,
    change_over_http,
    over_http_options,
    settings_over_http,
)
from hubbub.features.numbers.repository import Carrier, all_carriers
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings


@click.group()
def carrier() -> None:
    """Add and change carriers that bring and take texts, and see how they are."""


@carrier.group("add", invoke_without_command=True)
@over_http_options
@click.pass_context
def add(context: click.Context, **options: Any) -> None:
    """Add a carrier; it is connected to at once where a worker runs.

    One that is reached over HTTP is named by --kind, such as twilio; what it asks for is given with
    --set. What it keeps secret is asked for, or read from lines name=value of the standard input.
    """
    if context.invoked_subcommand is None:
        add_over_http(**options)


NAME = click.option("--name", required=True, help="What you call it.")
PLACE = (
    click.option("--host", required=True, help="Its server, by name or address."),
    click.option("--port", required=True, type=click.IntRange(1, 65535), help="Its port."),
    click.option("--system-id", required=True, help="Who you are to it, 15 characters at most."),
    click.option("--password", required=True, help="The password it gave you; never shown again."),
)
LIMITS = (
    click.option("--system-type", default="", help="Only if it asks for one."),
    click.option(
        "--bind",
        type=click.Choice(["transceiver", "transmitter", "receiver", "both"]),
        default="transceiver",
        show_default=True,
        help="How to bind; `both` is a transmitter and a receiver side by side.",
    ),
    click.option(
        "--tls/--no-tls", default=False, help="Connect over TLS; its certificate is verified."
    ),
    click.option("--tls-server-name", help="The name in its certificate, if not the host."),
    click.option(
        "--tls-authorities",
        type=click.File("r"),
        help="A PEM file of the authorities to trust, if not the system's.",
    ),
    click.option(
        "--window",
        type=click.IntRange(1, 1000),
        default=10,
        show_default=True,
        help="Texts under way at once; the carrier says how many it allows.",
    ),
    click.option(
        "--per-second",
        type=click.IntRange(1, 10_000),
        default=50,
        show_default=True,
        help="Most texts a second.",
    ),
    click.option(
        "--enquire-seconds",
        type=click.IntRange(5, 3600),
        default=30,
        show_default=True,
        help="How often we ask whether the connection lives.",
    ),
)
Command = Callable[..., None]


def _settings(*, optional: bool) -> Callable[[Command], Command]:
    """All that can be said of a carrier: with defaults, or each only where it is to change."""

    def add_options(command: Command) -> Command:
        for option in reversed((NAME, *PLACE, *LIMITS)):
            command = option(command)
        if optional:
            found: list[click.Option] = getattr(command, "__click_params__", [])
            for each in found:
                if each.name in SETTINGS:
                    each.required, each.default, each.show_default = False, None, False
        return command

    return add_options


SMPP_PORT = 2775
SETTINGS = frozenset(each.name for each in fields(Wanted)) - {"enabled"}


@add.command()
@_settings(optional=False)
@account_option
@json_option
def smpp(as_json: bool, account: str | None, **options: Any) -> None:
    """Add a carrier that speaks SMPP 3.4."""
    authorities = options.pop("tls_authorities")
    wanted = Wanted(**options, tls_authorities=_text_of(authorities), enabled=True)

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        await check_host(settings, wanted.host, wanted.port)
        async with database.transaction(account_id) as tx:
            added = await add_carrier(tx, wanted, load_secrets(settings), SYSTEM)
        return {"carrier_id": added.id, "name": added.name}

    perform(
        work,
        as_json=as_json,
        say=lambda made: f"Carrier {made['carrier_id'].hex}  {made['name']}",
    )


@carrier.command()
@click.argument("carrier")
@_settings(optional=True)
@click.option("--enable/--disable", "enabled", default=None, help="Connect to it, or no longer.")
@click.option("--set", "given", multiple=True, help="A setting of one over HTTP, as name=value.")
@click.option("--secrets", "with_secrets", is_flag=True, help="Give its secrets anew as well.")
@account_option
@json_option
def change(carrier: str, as_json: bool, account: str | None, **options: Any) -> None:
    """Change a carrier, by name or id; what you do not name stays as it is.

    It is connected to afresh. An empty --tls-server-name means the host again. For one that is
    reached over HTTP there are --name, --per-second, --set, --secrets, --enable and --disable.
    """
    options["tls_authorities"] = _text_of(options["tls_authorities"])
    if not options["with_secrets"]:
        del options["with_secrets"]
    changes = {name: value for name, value in options.items() if value not in {None, ()}}
    if not changes:
        raise click.UsageError("Say what to change, such as --host or --disable; see --help.")

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        if "host" in changes:
            await check_host(settings, changes["host"], changes.get("port", SMPP_PORT))
        async with database.transaction(account_id) as tx:
            found = await find_carrier(tx, carrier)
            if found.takes_whole_texts:
                changed = await change_over_http(tx, found, changes, load_secrets(settings))
            else:
                wanted = replace(await wanted_of(tx, found), **changes)
                changed = await change_carrier(tx, found.id, wanted, load_secrets(settings), SYSTEM)
        return {"carrier_id": changed.id, "name": changed.name}

    perform(work, as_json=as_json, say=lambda made: f"Changed {made['name']}.")


@carrier.command()
@click.argument("carrier")
@account_option
@json_option
def show(carrier: str, as_json: bool, account: str | None) -> None:
    """Everything that is set for a carrier, by name or id, but its password."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_carrier(tx, carrier)
            if found.takes_whole_texts:
                set_ = await settings_over_http(tx, found)
            else:
                set_ = asdict(await wanted_of(tx, found))
        set_.pop("password", None)
        state = {"state": found.state, "state_detail": found.state_detail}
        return {"id": found.id, "kind": found.kind, **set_, **state}

    perform(
        work,
        as_json=as_json,
        say=lambda shown: "\n".join(
            f"{name.replace('_', ' '):<16} {value.hex if name == 'id' else value}"
            for name, value in shown.items()
            if value not in {None, ""}
        ),
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
            or "There is no carrier yet; add one with `hubbub carrier add`, see its --help."
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


def _text_of(file: IO[str] | None) -> str | None:
    return None if file is None else file.read()


async def find_carrier(tx: Transaction, wanted: str) -> Carrier:
    """A carrier by its id or its name. Raises NotFound."""
    for each in await all_carriers(tx):
        if wanted.lower() == each.name.lower() or _is_id(wanted, each.id):
            return each
    raise NotFound(f"There is no carrier {wanted[:100]!r}; see `hubbub carrier list`.")


def _is_id(text: str, carrier_id: UUID) -> bool:
    return text.replace("-", "").lower() == carrier_id.hex
