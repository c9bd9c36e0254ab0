"""Stuck work over HTTP."""

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.stuck_work.handling import list_stuck, retry_stuck, skip_stuck
from hubbub.access.stuck_work.shapes import RetryInput, SkipInput, StuckWork
from hubbub.access.stuck_work.showing import show_stuck
from hubbub.kernel.answers import answer
from hubbub.kernel.errors import FieldError, Invalid

router = Router("/api/stuck-work", "account")


@router.get("", needs=may.MANAGE_ACCOUNT, response_model=StuckWork)
async def get_stuck_work(actor: CurrentActor, database: TheDatabase) -> Response:
    """What could not be done with recorded facts, and is tried again by itself."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_stuck(tx, actor, await list_stuck(tx)))


@router.post("/retries", needs=may.MANAGE_ACCOUNT, response_model=StuckWork)
async def post_stuck_work_retry(
    body: RetryInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Try one again now, or all of them."""
    if (body.reader is None) != (body.subject_id is None):
        raise Invalid([FieldError("subject_id", "Name reader and subject, or neither.")])
    which = (body.reader, body.subject_id) if body.reader and body.subject_id else None
    async with database.transaction(actor.account_id) as tx:
        await retry_stuck(tx, which)
        return answer(await show_stuck(tx, actor, await list_stuck(tx)))


@router.post("/skips", needs=may.MANAGE_ACCOUNT, response_model=StuckWork)
async def post_stuck_work_skip(
    body: SkipInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Pass over the one that is in the way; it is never done then. Written to the audit."""
    async with database.transaction(actor.account_id) as tx:
        which = (body.reader, body.subject_id)
        await skip_stuck(tx, which, body.number, body.reason, actor.origin)
        return answer(await show_stuck(tx, actor, await list_stuck(tx)))
