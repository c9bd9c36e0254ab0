"""`hubbub events`: what parts of the product could not do with recorded facts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import click

from hubbub.access.stuck_work.handling import list_stuck, retry_stuck, skip_stuck
from hubbub.access.stuck_work.showing import show_stuck
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.settings import Settings


@click.group()
def events() -> None:
    """Work that is stuck: see it, try it again, pass over it."""


@events.command()
@account_option
@json_option
def parked(account: str | None, as_json: bool) -> None:
    """What is set aside: by which reader, since when, and how much waits behind it."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            shown = await show_stuck(tx, None, await list_stuck(tx))
        return {"items": shown.items, "total": shown.total}

    perform(work, as_json=as_json, say=_told)


def _told(found: Mapping[str, Any]) -> str:
    lines = [
        f"{each.reader:<16} {each.subject_id.hex}  {each.kind:<30} since "
        f"{each.stuck_since:%Y-%m-%d %H:%M}  {each.error}, tried {each.tries} times, "
        f"{each.behind} behind it  number {each.number}"
        for each in found["items"]
    ]
    return "\n".join(lines) or "Nothing is stuck."


@events.command()
@click.argument("subject", required=False)
@click.option("--reader", help="Whose; needed with a subject.")
@account_option
@json_option
def retry(subject: str | None, reader: str | None, account: str | None, as_json: bool) -> None:
    """Try again within seconds: what is stuck of one subject, or everything."""
    if (subject is None) != (reader is None):
        raise click.UsageError("Name a subject and its --reader, or neither.")
    which = (reader, _id(subject)) if subject and reader else None

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            return {"count": await retry_stuck(tx, which)}

    perform(work, as_json=as_json, say=lambda done: f"Tried again: {done['count']}.")


@events.command()
@click.argument("subject")
@click.option("--reader", required=True, help="Whose.")
@click.option("--number", required=True, type=int, help="Of the fact, as `parked` shows it.")
@click.option("--reason", required=True, help="Why it can be passed over; for the audit.")
@account_option
@json_option
def skip(subject: str, account: str | None, as_json: bool, **options: Any) -> None:
    """Pass over the fact that is in the way: what this reader does is never done with it."""
    which = (options["reader"], _id(subject))

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            await skip_stuck(tx, which, options["number"], options["reason"], SYSTEM)
        return {"skipped": options["number"]}

    perform(work, as_json=as_json, say=lambda done: f"Passed over: {done['skipped']}.")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise click.UsageError("A subject is an id of 32 hex digits.") from error
