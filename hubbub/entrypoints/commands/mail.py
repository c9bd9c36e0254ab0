"""`hubbub mail`: what became of the mails of an account, and another try for one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import click

from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.kernel.database import Database
from hubbub.kernel.mail.outbox import retry_mail
from hubbub.kernel.mail.repository import newest_mails
from hubbub.kernel.settings import Settings


@click.group()
def mail() -> None:
    """See which mails were sent, and try one again."""


@mail.command("list")
@click.option("--limit", default=50, type=click.IntRange(1, 1000), help="How many, newest first.")
@account_option
@json_option
def list_mails(limit: int, account: str | None, as_json: bool) -> None:
    """The newest mails, each with its state and why it waits or failed."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await newest_mails(tx, limit)
        return {
            "mails": [
                {
                    "id": each.id, "kind": each.kind, "about": each.subject_id,
                    "state": each.state, "reason": each.reason, "attempts": each.attempts,
                    "created_at": each.created_at, "next_at": each.next_at,
                    "sent_at": each.sent_at,
                }
                for each in found
            ]
        }  # fmt: skip

    perform(work, as_json=as_json, say=_say)


def _say(found: Mapping[str, Any]) -> str:
    lines = [
        f"{each['id'].hex}  {each['created_at']:%Y-%m-%d %H:%M}  {each['kind']:<16}  "
        f"{each['state']:<8}  {each['reason'] or ''}".rstrip()
        for each in found["mails"]
    ]
    return "\n".join(lines) or "No mail yet."


@mail.command()
@click.argument("mail_id", metavar="ID", type=click.UUID)
@account_option
@json_option
def retry(mail_id: UUID, account: str | None, as_json: bool) -> None:
    """Send a mail that failed, or that waits, now."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            await retry_mail(tx, mail_id)
        return {"mail_id": mail_id}

    perform(work, as_json=as_json, say=lambda _: "It is tried again now.")
