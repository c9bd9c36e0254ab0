"""`hubbub account`: accounts, from the command line."""

import json
from collections.abc import Mapping
from typing import Any

import click

from hubbub.access.accounts.signing_up import SignUp, sign_up
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.catalogue import RESTRICTIONS, keys_in
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.loading import load_actor
from hubbub.access.plans.changing import Granted, change_plan
from hubbub.access.plans.offered import (
    Plan,
    PlanFileError,
    offered_plans,
    plan_file,
    read_plans,
    shipped_plans,
)
from hubbub.access.plans.repository import plan_of_account
from hubbub.access.users.repository import seats as seats_of
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.commands.account_deleting import delete
from hubbub.entrypoints.commands.account_exporting import export
from hubbub.entrypoints.commands.account_quota import quota
from hubbub.entrypoints.configured import read_settings
from hubbub.kernel.accounts import accounts_everywhere
from hubbub.kernel.database import Database
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.settings import Settings


@click.group()
def account() -> None:
    """Make accounts, list them and delete them."""


account.add_command(delete)
account.add_command(export)
account.add_command(quota)


@account.command()
@click.option("--name", required=True, help="Name of the organisation.")
@click.option("--email", required=True, help="E-mail address of its first administrator.")
@click.option("--password", help="His password; asked for when left out.")
@click.option("--username", help="His user name; made of the address when left out.")
@click.option("--person", help="His name; the part before the @ when left out.")
@json_option
def create(
    name: str,
    email: str,
    password: str | None,
    username: str | None,
    person: str | None,
    as_json: bool,
) -> None:
    """Make an account with its first administrator, and an API key that may do what he may.

    Prints the ids and the key, which cannot be shown again.
    """
    if password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    assert password is not None

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        form = SignUp(
            name, person or email.partition("@")[0], email, password, settings.seats,
            only_first=False, username=username,
        )  # fmt: skip
        new = await sign_up(database, form)
        async with database.transaction(new.account_id) as tx:
            founder = await load_actor(tx, new.user_id)
            assert founder is not None
            scopes = keys_in(founder.effective.raw & ~RESTRICTIONS)
            _, key = await make_key(
                tx, NewKey(new.user_id, "Command line", scopes), SYSTEM_AUTHORITY
            )
        return {"account_id": new.account_id, "user_id": new.user_id, "api_key": key}

    perform(
        work,
        as_json=as_json,
        say=lambda made: (
            f"Account {made['account_id'].hex}\nUser    {made['user_id'].hex}\n"
            f"API key {made['api_key']}   (shown only now)"
        ),
    )


@account.command()
@click.option("--plan", "key", help="The plan to have from now on; see `hubbub account plans`.")
@click.option("--seats", type=int, help="Its seats; what the plan includes when left out.")
@account_option
@json_option
def plan(key: str | None, seats: int | None, account: str | None, as_json: bool) -> None:
    """Give an account a plan, or show the one that it has.

    Fewer seats than are in use are refused: take seats away first.
    """

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        async with database.transaction(account_id) as tx:
            if key is not None or seats is not None:
                has = Granted(await plan_of_account(tx), (await seats_of(tx))[0])
                granted = _granted(offered_plans(settings), has, key, seats)
                await change_plan(tx, granted, SYSTEM_AUTHORITY)
            total, used = await seats_of(tx)
            now_has = await plan_of_account(tx)
        return {"account_id": account_id, "plan": now_has, "seats": total, "seats_used": used}

    perform(
        work,
        as_json=as_json,
        say=lambda has: f"{has['plan']}: {has['seats']} seats, {has['seats_used']} in use",
    )


def _granted(
    offered: tuple[Plan, ...], has: Granted, key: str | None, seats: int | None
) -> Granted:
    if key is None:
        assert seats is not None
        return Granted(has.plan, seats)
    found = next((each for each in offered if each.key == key), None)
    if found is None:
        known = ", ".join(each.key for each in offered)
        raise Invalid([FieldError("plan", f"There is no plan “{key}”. There are: {known}.")])
    assert found.seats is not None
    return Granted(key, found.seats if seats is None else seats)


@account.command()
@click.option("--write", is_flag=True, help="Put the list into the home folder, to be edited.")
@json_option
def plans(write: bool, as_json: bool) -> None:
    """The plans that are offered here, and the file in which they stand."""
    settings = read_settings()
    place = plan_file(settings)
    if write:
        if place.exists():
            raise click.ClickException(f"The file is there already: edit {place}.")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(shipped_plans(), "utf-8")
    try:
        found = read_plans(settings)
    except PlanFileError as error:
        raise click.ClickException(str(error)) from error
    file = str(place) if place.exists() else None
    if as_json:
        listed = [each.model_dump(mode="json") for each in found]
        click.echo(json.dumps({"file": file, "plans": listed}))
        return
    for each in found:
        click.echo(f"{each.key:<12}{each.name:<16}{each.seats:>6} seats  {each.price}")
    click.echo(f"\nThey stand in {file}." if file else "\nEdit them after `--write`.")


@account.command("list")
@json_option
def list_accounts(as_json: bool) -> None:
    """All accounts of this installation."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        found = await accounts_everywhere(database)
        shown = [{"id": each.account_id, "name": each.name, "demo": each.is_demo} for each in found]
        return {"accounts": shown}

    perform(
        work,
        as_json=as_json,
        say=lambda found: (
            "\n".join(
                f"{each['id'].hex}  {each['name']}{'  (demo)' if each['demo'] else ''}"
                for each in found["accounts"]
            )
            or "There is no account yet; make one with `hubbub account create`."
        ),
    )
