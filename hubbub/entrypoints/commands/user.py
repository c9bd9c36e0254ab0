"""`hubbub user`: users of an account, from the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.invites.inviting import NewInvite, invite
from hubbub.access.links.making import FIRST_PASSWORD, make_link
from hubbub.access.mailing.values import link_to
from hubbub.access.sessions.repository import find_sign_in
from hubbub.access.users.cleaning import Details
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.importing import Import, ImportResult, import_users
from hubbub.access.users.listing_repository import Filters, page_of_users
from hubbub.access.users.showing import show_users
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.commands.roles import role_ids_named
from hubbub.kernel.database import Database
from hubbub.kernel.errors import NotFound
from hubbub.kernel.mail.sending import Composing
from hubbub.kernel.settings import Settings

role_option = click.option(
    "--role", "roles", multiple=True, metavar="NAME", help="A role, by name; may be repeated."
)
seat_option = click.option("--seat/--no-seat", default=True, help="Whether to give a seat.")


@click.group()
def user() -> None:
    """Add users, invite them, and list them."""


@user.command()
@click.option("--name", required=True, help="Full name.")
@click.option("--email", required=True, help="E-mail address; the mail to sign in goes there.")
@click.option("--username", help="User name; made of the address when left out.")
@click.option("--language", help="Language of mails, such as en or de.")
@click.option("--time-zone", help="Time zone, such as Europe/Zagreb.")
@role_option
@seat_option
@account_option
@json_option
def add(roles: Sequence[str], seat: bool, account: str | None, as_json: bool, **who: str) -> None:
    """Add a user, who gets a mail with a link to set a password."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            details = Details(who["language"], who["time_zone"])
            new = NewUser(
                who["name"], who["email"], None, await role_ids_named(tx, roles), seat,
                username=who["username"], details=details,
            )  # fmt: skip
            made = await create_user(tx, new, SYSTEM_AUTHORITY)
        return {"user_id": made.id, "username": made.username, "seat": made.is_seated}

    perform(
        work,
        as_json=as_json,
        say=lambda made: (
            f"User {made['user_id'].hex}  {made['username']}"
            f"{'' if made['seat'] or not seat else '   (no seat was free)'}\n"
            "A mail with a link to set a password is on its way."
        ),
    )


@user.command("invite")
@click.argument("email")
@role_option
@seat_option
@account_option
@json_option
def invite_command(
    email: str, roles: Sequence[str], seat: bool, account: str | None, as_json: bool
) -> None:
    """Invite somebody by mail, who then fills in name and user name himself."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            new = NewInvite(email, await role_ids_named(tx, roles), seat)
            made = await invite(tx, new, SYSTEM_AUTHORITY)
        return {"invite_id": made.id, "email": made.email, "expires_at": made.expires_at}

    perform(
        work,
        as_json=as_json,
        say=lambda made: f"Invited {made['email']} until {made['expires_at']:%Y-%m-%d %H:%M} UTC.",
    )


@user.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--trial", is_flag=True, help="Only say what would come of it.")
@account_option
@json_option
def import_command(file: Path, trial: bool, account: str | None, as_json: bool) -> None:
    """Add the users of a CSV file with the columns name, email, user name, roles, seat, language,
    time zone and phone. Each gets a mail."""
    text = _read(file)

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        wanted = Import(text, trial, may_seat=True)
        return _told(await import_users(database, account_id, wanted, SYSTEM_AUTHORITY))

    perform(work, as_json=as_json, say=_say_import)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8. Save it as CSV UTF-8.") from error


def _told(done: ImportResult) -> Mapping[str, Any]:
    return {
        "rows": [
            {
                "line": row.line, "email": row.email, "username": row.username,
                "user_id": row.user_id, "seat": row.is_seated,
                "errors": [{"field": e.field, "message": e.message} for e in row.errors],
            }
            for row in done.rows
        ],
        "good": sum(1 for row in done.rows if not row.errors),
        "bad": sum(1 for row in done.rows if row.errors),
    }  # fmt: skip


def _say_import(done: Mapping[str, Any]) -> str:
    lines = [
        f"Line {row['line']}  {row['email']}: {error['field']}: {error['message']}"
        for row in done["rows"]
        for error in row["errors"]
    ]
    return "\n".join([*lines, f"{done['good']} good, {done['bad']} not."])


@user.command("link")
@click.argument("name")
@json_option
def link_command(name: str, as_json: bool) -> None:
    """Print a link with which somebody sets a password, for when no mail can be sent.

    NAME is a user name or an e-mail address. Whoever has the link can sign in as this user.
    """

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        async with database.anonymous() as tx:
            found = await find_sign_in(tx, name)
        if found is None:
            raise NotFound("Nobody signs in with this name.")
        async with database.transaction(found.account_id) as tx:
            token = await make_link(tx, "password", found.user_id, FIRST_PASSWORD)
        return {"link": link_to(Composing(settings.origin), token)}

    perform(work, as_json=as_json, say=lambda made: str(made["link"]))


@user.command("list")
@account_option
@json_option
def list_users(account: str | None, as_json: bool) -> None:
    """The first 1,000 users by name."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            users = await show_users(tx, await page_of_users(tx, Filters(), None, 1000))
        return {"users": users}

    perform(
        work,
        as_json=as_json,
        say=lambda found: "\n".join(
            f"{each.id.hex}  {each.username:<20}  {each.email:<32}  {each.name}"
            for each in found["users"]
        ),
    )
