"""`hubbub account quota`: what an account may use at the most."""

from collections.abc import Mapping
from typing import Any

import click

from hubbub.access.plans.limiting import set_quotas
from hubbub.access.plans.showing import show_quotas
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.quotas import DEFAULTS, QUOTAS, Quota
from hubbub.kernel.settings import Settings

DEFAULT = "default"


class Most(click.ParamType[int | str]):
    """A number, or the word that gives back the default."""

    name = "number|default"

    def convert(self, value: Any, param: Any, ctx: Any) -> int | str:
        if value == DEFAULT or isinstance(value, int):
            return value
        try:
            return int(value)
        except ValueError:
            self.fail("Give a number, or the word default.", param, ctx)


def _option(quota: Quota, words: str) -> Any:
    text = f"{words}; {DEFAULTS[quota]:,} by default."
    return click.option(f"--{quota.replace('_', '-')}", quota, type=Most(), help=text)


@click.command()
@_option("stored_bytes", "Bytes of files")
@_option("users", "Users, disabled ones too")
@_option("webhooks", "Webhooks")
@_option("api_keys", "API keys")
@_option("sent_a_day", "Texts sent in a day (UTC)")
@_option("received_a_day", "Texts taken in a day; above it carriers are asked to try again")
@_option("open_orders", "Orders of numbers that are open")
@account_option
@json_option
def quota(account: str | None, as_json: bool, **given: int | str | None) -> None:
    """Set what an account may use at the most, or show what it uses of it.

    Less than is used takes nothing away; there are just no more.
    """
    wanted: dict[Quota, int | None] = {}
    for each in QUOTAS:
        most = given[each]
        if most is not None:
            wanted[each] = None if isinstance(most, str) else most

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        async with database.transaction(account_id) as tx:
            if wanted:
                await set_quotas(tx, wanted, SYSTEM)
            return {"account_id": account_id, "quotas": await show_quotas(tx)}

    perform(work, as_json=as_json, say=_told)


def _told(found: Mapping[str, Any]) -> str:
    return "\n".join(f"{each.key:<16}{each.used:>16,} of {each.most:,}" for each in found["quotas"])
