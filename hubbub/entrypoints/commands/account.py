"""`hubbub account`: accounts, from the command line."""

from collections.abc import Mapping
from typing import Any

import click

from hubbub.access.accounts.signing_up import SignUp, sign_up
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.catalogue import RESTRICTIONS, keys_in
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.loading import load_actor
from hubbub.entrypoints.commanding import json_option, perform
from hubbub.kernel.accounts import accounts_everywhere
from hubbub.kernel.database import Database
from hubbub.kernel.settings import Settings


@click.group()
def account() -> None:
    """Make accounts and list them."""


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


@account.command("list")
@json_option
def list_accounts(as_json: bool) -> None:
    """All accounts of this installation."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        found = await accounts_everywhere(database)
        return {"accounts": [{"id": each.account_id, "name": each.name} for each in found]}

    perform(
        work,
        as_json=as_json,
        say=lambda found: (
            "\n".join(f"{each['id'].hex}  {each['name']}" for each in found["accounts"])
            or "There is no account yet; make one with `hubbub account create`."
        ),
    )
