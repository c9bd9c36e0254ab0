"""A whole account as a file, over HTTP."""

from uuid import UUID

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheFiles
from hubbub.features.privacy.finding import check_rights
from hubbub.features.privacy.shapes import AccountExports
from hubbub.features.privacy.showing import show_job
from hubbub.features.privacy.whole.exporting import (
    NEEDED,
    begin_whole_export,
    fetch_whole_export,
    whole_exports,
)
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Transaction
from hubbub.kernel.files.downloading import download

router = Router("/api/account/exports", "account")
MOST = 5


@router.get("", needs=may.MANAGE_ACCOUNT, response_model=AccountExports)
async def get_account_exports(actor: CurrentActor, database: TheDatabase) -> Response:
    """The files that were made of the account lately. All of this also needs *Manage all
    conversations* and *Grant any permission*."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor, NEEDED)
        return answer(await _shown(tx, actor))


@router.post("", needs=may.MANAGE_ACCOUNT, response_model=AccountExports, status_code=202)
async def post_account_export(actor: CurrentActor, database: TheDatabase) -> Response:
    """Have the whole account put into a ZIP, which is kept for seven days."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor, NEEDED)
        await begin_whole_export(tx, actor)
        return answer(await _shown(tx, actor), 202)


@router.get("/{job_id}/file", needs=may.MANAGE_ACCOUNT, response_class=Response)
async def get_account_export_file(
    job_id: UUID, actor: CurrentActor, database: TheDatabase, files: TheFiles
) -> Response:
    """The ZIP, for who had it made and still may."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor, NEEDED)
        opened = await fetch_whole_export(tx, files, job_id, actor)
    return download(opened)


async def _shown(tx: Transaction, actor: Actor) -> AccountExports:
    found = (await whole_exports(tx))[:MOST]
    return AccountExports([show_job(each, actor.user_id) for each in found])
