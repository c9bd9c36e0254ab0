"""`hubbub account delete`: an account with all that belongs to it, for good."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import click

from hubbub.access.accounts.deleting import delete_account
from hubbub.entrypoints.commanding import json_option, perform
from hubbub.entrypoints.forgetting import forget_simulated
from hubbub.kernel.accounts import KnownAccount, accounts_everywhere
from hubbub.kernel.database import Database
from hubbub.kernel.erasing import as_owner, count_rows
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.files.files import Files
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings

TOLD = (
    ("users", "users"), ("people", "customers"), ("conversations", "conversations"),
    ("messages", "messages"), ("numbers", "numbers"), ("files", "files"),
    ("audit", "entries of the audit log"),
)  # fmt: skip


@click.command()
@click.argument("account", metavar="NAME|ID")
@click.option("--yes", is_flag=True, help="Delete it; without this it is only told what would go.")
@json_option
def delete(account: str, yes: bool, as_json: bool) -> None:
    """Delete an account: users, customers, conversations, files, settings and its audit log.

    It cannot be undone. Everybody in it is signed out at once, its numbers are free again, and
    what is left is one signed line without a name, which `hubbub audit verify` checks. Without
    --yes it says what would go, deletes nothing, and ends with exit code 1.
    """

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        chosen = _chosen(await accounts_everywhere(database), account)
        rows = await count_rows(database, chosen.account_id)
        told: dict[str, Any] = {
            "account_id": chosen.account_id,
            "name": chosen.name,
            "rows": sum(rows.values()),
            **{table: rows.get(table, 0) for table, _ in TOLD},
        }
        if not yes:
            raise Conflict(f"{_summary(told)}\n\nNothing was deleted: add --yes.", code="not_sure")
        async with as_owner(database.address.owner) as owner:
            deleted = await delete_account(
                database, chosen.account_id, Files(settings.home), load_secrets(settings), owner
            )
        await forget_simulated(settings, chosen.account_id)
        return {**told, "rows": deleted.rows, "files_on_disk": deleted.files}

    perform(work, as_json=as_json, say=lambda told: f"Deleted. {_summary(told)}")


def _chosen(accounts: list[KnownAccount], wanted: str) -> KnownAccount:
    found = [each for each in accounts if each.account_id == _id(wanted)]
    found = found or [each for each in accounts if each.name.casefold() == wanted.casefold()]
    if not found:
        raise NotFound(f"There is no account “{wanted}”; see `hubbub account list`.")
    if len(found) > 1:
        ids = "\n".join(each.account_id.hex for each in found)
        raise Conflict(f"Several accounts have this name. Say which, by its id:\n{ids}")
    return found[0]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _summary(told: Mapping[str, Any]) -> str:
    lines = [f"“{told['name']}” ({told['account_id'].hex}):"]
    lines += [f"{told[table]:>10}  {words}" for table, words in TOLD]
    return "\n".join([*lines, f"{told['rows']:>10}  rows in all"])
