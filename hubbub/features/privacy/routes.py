"""Personal data of somebody over HTTP: what there is, taking it along, erasing it."""

from uuid import UUID

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheFiles
from hubbub.features.privacy.erasing import begin_erasure
from hubbub.features.privacy.exporting import begin_export, fetch_export
from hubbub.features.privacy.finding import check_rights
from hubbub.features.privacy.holding import hold, hold_one_conversation
from hubbub.features.privacy.shapes import ErasureInput, Hold, HoldInput, ShownPrivacy
from hubbub.features.privacy.showing import show_privacy
from hubbub.kernel.answers import answer
from hubbub.kernel.files.downloading import download

router = Router("/api/people", "people")
conversation_router = Router("/api/conversations", "conversations")


@router.get("/{person_id}/privacy", needs=may.MANAGE_ACCOUNT, response_model=ShownPrivacy)
async def get_privacy(person_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """How much is kept of a person. All of this also needs *Manage all conversations*."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor)
        return answer(await show_privacy(tx, person_id, actor.user_id))


@router.post(
    "/{person_id}/exports", needs=may.MANAGE_ACCOUNT, response_model=ShownPrivacy, status_code=202
)
async def post_person_export(
    person_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Have all that is kept of a person put into a ZIP, which is kept for seven days."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor)
        await begin_export(tx, person_id, actor)
        return answer(await show_privacy(tx, person_id, actor.user_id), 202)


@router.get("/{person_id}/exports/{job_id}/file", needs=may.MANAGE_ACCOUNT, response_class=Response)
async def get_person_export(
    person_id: UUID, job_id: UUID, actor: CurrentActor, database: TheDatabase, files: TheFiles
) -> Response:
    """The ZIP, for who had it made and still may."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor)
        opened = await fetch_export(tx, files, person_id, job_id, actor)
    return download(opened)


@router.post(
    "/{person_id}/erasure", needs=may.MANAGE_ACCOUNT, response_model=ShownPrivacy, status_code=202
)
async def post_person_erasure(
    person_id: UUID, body: ErasureInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Erase a person for good: texts, number, name, and every copy that is kept. Open
    conversations are closed; ids, times and counts stay. Again it does nothing."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor)
        await begin_erasure(tx, person_id, body.number, actor)
        return answer(await show_privacy(tx, person_id, actor.user_id), 202)


@router.put("/{person_id}/hold", needs=may.MANAGE_ACCOUNT, response_model=ShownPrivacy)
async def put_person_hold(
    person_id: UUID, body: HoldInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Hold a person back from erasing, also by rule, as while a dispute is on."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor)
        await hold(tx, person_id, body.held, actor)
        return answer(await show_privacy(tx, person_id, actor.user_id))


@conversation_router.put("/{conversation_id}/hold", needs=may.MANAGE_ACCOUNT, response_model=Hold)
async def put_conversation_hold(
    conversation_id: UUID, body: HoldInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Hold what was said in one conversation back from erasing, also by rule."""
    async with database.transaction(actor.account_id) as tx:
        await check_rights(tx, actor)
        return answer(Hold(await hold_one_conversation(tx, conversation_id, body.held, actor)))
