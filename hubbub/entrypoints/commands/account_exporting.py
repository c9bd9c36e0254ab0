"""`hubbub account export`: a whole account as one file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.privacy import carry_out, save_result
from hubbub.features.privacy.whole.exporting import begin_whole_export
from hubbub.kernel.database import Database
from hubbub.kernel.settings import Settings


@click.command()
@click.option(
    "--file", "target", required=True, type=click.Path(path_type=Path), help="Where the ZIP goes."
)
@account_option
@json_option
def export(target: Path, account: str | None, as_json: bool) -> None:
    """Put a whole account into a ZIP: a line of JSON for each row, and its files.

    Passwords, keys and whatever else lets anybody in stay here. It is no backup: nothing reads it
    back in.
    """
    if target.exists():
        raise click.UsageError(f"{target} is there already. Choose another name.")

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        async with database.transaction(account_id) as tx:
            job = await begin_whole_export(tx, None)
        done = await carry_out(database, settings, job)
        size = await save_result(database, settings, done, target)
        return {"account_id": account_id, "file": str(target), "bytes": size}

    perform(work, as_json=as_json, say=lambda made: f"{made['file']}: {made['bytes']} bytes")
