"""`hubbub audit`: check that nobody touched the audit log, and take anchors of it."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import click

from hubbub.entrypoints.commanding import (
    account_option,
    chosen_account,
    json_option,
    perform,
    run_on_database,
)
from hubbub.kernel.accounts import KnownAccount, accounts_everywhere
from hubbub.kernel.answers import encode
from hubbub.kernel.audit.anchors import Anchor, read_anchor, take_anchors
from hubbub.kernel.audit.checking import keep
from hubbub.kernel.audit.findings import Verdict
from hubbub.kernel.audit.sealing import seal_everything
from hubbub.kernel.audit.tombstones import Tombstone, tombstones
from hubbub.kernel.audit.verifying import verify as look_over
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Problem
from hubbub.kernel.secrets import Secrets, load_secrets
from hubbub.kernel.settings import Settings

TOUCHED = 1
NOT_PROVED = 3
SHOWN = 20


@click.group()
def audit() -> None:
    """Check the audit log, and take anchors of it."""


class AnchorLine(click.ParamType[Anchor]):
    """What `hubbub audit anchor` prints."""

    name = "anchor"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Anchor:
        anchor = read_anchor(str(value))
        if anchor is None:
            self.fail("An anchor is a line that `hubbub audit anchor` printed.", param, ctx)
        return anchor


@audit.command()
@click.option(
    "--anchor", "anchors", type=AnchorLine(), multiple=True,
    help="A line that `hubbub audit anchor` printed earlier; may be repeated.",
)  # fmt: skip
@account_option
@json_option
def verify(anchors: Sequence[Anchor], account: str | None, as_json: bool) -> None:
    """Look over every row and every seal of the audit log, of one account or of all.

    Exit code 0 when everything sealed is as it was, 1 when something was touched, 3 when a
    signing key is missing, so that the log could not be proved.
    """

    async def work(database: Database, settings: Settings) -> list[dict[str, Any]]:
        keys = load_secrets(settings)
        shown: list[dict[str, Any]] = []
        for each in await _accounts(database, account, anchors):
            verdict = await look_over(database, each.account_id, keys, anchors)
            if each.name:
                await keep(database, verdict)
            shown.append(_shown(each, verdict))
        if account is None:
            shown += [_deleted(each, keys, anchors) for each in await tombstones(database)]
        return shown

    try:
        found = run_on_database(work)
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
    code = max((each["exit"] for each in found), key=[0, NOT_PROVED, TOUCHED].index, default=0)
    for each in found:
        del each["exit"]
    if as_json:
        click.echo(encode({"intact": code == 0, "accounts": found}).decode())
    else:
        click.echo("\n".join(map(_sentence, found)) or "There is no account yet.")
    sys.exit(code)


async def _accounts(
    database: Database, wanted: str | None, anchors: Sequence[Anchor]
) -> list[KnownAccount]:
    """The accounts to look at; one that an anchor names and that is gone is looked at as well."""
    known = await accounts_everywhere(database)
    if wanted is not None:
        chosen = await chosen_account(database, wanted)
        return [each for each in known if each.account_id == chosen]
    ids = {each.account_id for each in known}
    ids |= {each.account_id for each in await tombstones(database)}
    gone = sorted({each.account_id for each in anchors} - ids)
    return [*known, *(KnownAccount(each, "") for each in gone)]


def _shown(account: KnownAccount, verdict: Verdict) -> dict[str, Any]:
    code = 0 if not verdict.findings else NOT_PROVED if verdict.is_intact else TOUCHED
    return {
        "account_id": account.account_id,
        "name": account.name,
        "intact": code == 0,
        "seals": verdict.seals,
        "rows": verdict.rows,
        "sealed_until": verdict.sealed_until,
        "waiting": verdict.waiting,
        "waiting_since": verdict.waiting_since,
        "erased": verdict.erased,
        "findings": [
            {"what": each.what.value, "seal": each.seal, "row": each.row, "detail": each.words}
            for each in verdict.findings
        ],
        "more_findings": verdict.more,
        "exit": code,
    }


def _deleted(stone: Tombstone, keys: Secrets, anchors: Sequence[Anchor]) -> dict[str, Any]:
    """Of an account that is gone: whether what is left of it is as it was written."""
    own = [each for each in anchors if each.account_id == stone.account_id]
    is_genuine = stone.is_genuine(keys)
    code = NOT_PROVED if is_genuine is None else 0
    if is_genuine is False or not all(stone.agrees(each) for each in own):
        code = TOUCHED
    return {
        "account_id": stone.account_id,
        "deleted_at": stone.deleted_at,
        "intact": code == 0,
        "seals": stone.seals,
        "exit": code,
    }


def _sentence(found: Mapping[str, Any]) -> str:
    if "deleted_at" in found:
        state = "as it was left." if found["intact"] else "NOT AS IT WAS LEFT."
        when = f"{found['deleted_at']:%Y-%m-%d %H:%M:%S} UTC"
        return (
            f"{found['account_id'].hex}  (deleted on {when})\n"
            f"  Its log had {found['seals']} seals; what is left of it is {state}"
        )
    name = found["name"] or "(no such account here)"
    lines = [f"{found['account_id'].hex}  {name}"]
    lines.append(f"  {found['rows']} rows under {found['seals']} seals.")
    lines.append("  Intact." if found["intact"] else "  NOT INTACT:")
    for each in found["findings"][:SHOWN]:
        where = [f"row {each['row']}"] if each["row"] is not None else []
        where += [f"seal {each['seal']}"] if each["seal"] is not None else []
        lines.append(f"  - {', '.join(where)}: {each['detail']}")
    more = len(found["findings"]) - SHOWN + found["more_findings"]
    if more > 0:
        lines.append(f"  … and {more} more; --json lists them.")
    if found["waiting"]:
        since = f"{found['waiting_since']:%Y-%m-%d %H:%M:%S} UTC"
        lines.append(f"  Not sealed yet: {found['waiting']} rows, the oldest of {since}.")
    if found["erased"]:
        lines.append(f"  Erased personal values: {found['erased']}.")
    return "\n".join(lines)


@audit.command()
@account_option
@json_option
def anchor(account: str | None, as_json: bool) -> None:
    """Print a line for each account, to be kept elsewhere.

    Given to `hubbub audit verify --anchor`, it shows when the end of the log was cut off or the
    log was put back to an older state.
    """

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        ids: list[UUID] = [each.account_id for each in await _accounts(database, account, ())]
        return {"anchors": [str(each) for each in await take_anchors(database, ids)]}

    perform(
        work,
        as_json=as_json,
        say=lambda found: "\n".join(found["anchors"]) or "Nothing is sealed yet.",
    )


@audit.command()
@json_option
def seal(as_json: bool) -> None:
    """Seal what is not sealed yet, where no worker runs to do it."""

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        return {"rows": await seal_everything(database, load_secrets(settings))}

    perform(work, as_json=as_json, say=lambda done: f"Sealed {done['rows']} rows.")
