"""The part of `hubbub carrier` for carriers over HTTP, drawn from what each kind asks for."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import click

from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.http_carriers import (
    WantedHttp,
    add_http_carrier,
    change_http_carrier,
    wanted_of_http,
)
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.secrets import Secrets, load_secrets
from hubbub.kernel.settings import Settings

Command = Callable[..., None]
OPTIONS = (
    click.option("--kind", type=click.Choice(list(KINDS)), help="Which carrier over HTTP."),
    click.option("--name", help="What you call it; its kind when left out."),
    click.option("--set", "given", multiple=True, help="What it asks for, as name=value."),
    click.option(
        "--per-second",
        type=click.IntRange(1, 10_000),
        default=10,
        show_default=True,
        help="Most texts a second.",
    ),
    click.option("--simulated", is_flag=True, help="Played by the simulator; asks for nothing."),
    account_option,
    json_option,
)


def over_http_options(command: Command) -> Command:
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def add_over_http(  # noqa: PLR0913 - one for each option
    kind: str | None,
    name: str | None,
    given: Sequence[str],
    per_second: int,
    *,
    simulated: bool,
    account: str | None,
    as_json: bool,
) -> None:
    if kind is None:
        raise click.UsageError("Say which carrier: `smpp`, or --kind. See --help.")
    settings_given = {} if simulated else {**_pairs(given), **_secrets_of(kind)}
    wanted = WantedHttp(name or KINDS[kind].title, settings_given, per_second)

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        if simulated and not settings.simulator:
            raise Invalid([FieldError("simulated", "The simulator does not run here.")])
        async with database.transaction(await chosen_account(database, account)) as tx:
            added = await add_http_carrier(
                tx, kind, wanted, load_secrets(settings), SYSTEM, is_simulated=simulated
            )
        return {"carrier_id": added.id, "name": added.name}

    perform(
        work,
        as_json=as_json,
        say=lambda made: f"Carrier {made['carrier_id'].hex}  {made['name']}",
    )


async def change_over_http(
    tx: Transaction, carrier: Carrier, changes: Mapping[str, Any], secrets: Secrets
) -> Carrier:
    """Raises Invalid for what only SMPP has."""
    known = {"name", "per_second", "enabled", "given", "with_secrets"}
    if strange := sorted(set(changes) - known):
        raise Invalid([FieldError(strange[0], "Only a carrier over SMPP has this setting.")])
    before = await wanted_of_http(tx, carrier)
    plain = {
        key: value for key, value in changes.items() if key in ("name", "per_second", "enabled")
    }
    settings = {**before.settings, **_pairs(changes.get("given", ()))}
    if changes.get("with_secrets"):
        settings |= _secrets_of(carrier.kind)
    wanted = replace(before, settings=settings, **plain)
    return await change_http_carrier(tx, carrier.id, wanted, secrets, SYSTEM)


async def settings_over_http(tx: Transaction, carrier: Carrier) -> dict[str, Any]:
    """All that is set but its secrets."""
    wanted = await wanted_of_http(tx, carrier)
    return {
        "name": wanted.name, **wanted.settings, "per_second": wanted.per_second,
        "enabled": wanted.enabled,
    }  # fmt: skip


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for name, has_value, _ in pairs:
        if not has_value:
            raise click.UsageError(f"Write “{name[:40]}” as name=value.")
    return {name.strip(): value for name, _, value in pairs}


def _secrets_of(kind: str) -> dict[str, str]:
    """Asked for, or read from the standard input: a command line is seen by everybody."""
    wanted = [each for each in KINDS[kind].settings if each.is_secret]
    if not sys.stdin.isatty():
        lines = [line.strip() for line in sys.stdin if line.strip()]
        return _pairs(lines)
    return {
        each.name: click.prompt(each.title, hide_input=True, default="", show_default=False)
        for each in wanted
    }
