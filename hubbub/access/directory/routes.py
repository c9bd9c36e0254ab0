"""How the connection with a company's directory goes, for the settings page."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.directory.shapes import (
    DirectoryKey,
    ShownDirectory,
    ShownFailure,
    ShownRequest,
)
from hubbub.access.directory.status_repository import failures, last_request, linked_counts
from hubbub.access.gate import Router, any_of
from hubbub.access.identity import CurrentActor, TheDatabase, origin_of
from hubbub.access.keys.repository import key_names
from hubbub.kernel.answers import answer

router = Router("/api/directory", "directory")

ADDRESS = "/scim/v2"


@router.get("", needs=any_of(may.MANAGE_USERS, may.MANAGE_API_KEYS), response_model=ShownDirectory)
async def get_directory(request: Request, actor: CurrentActor, database: TheDatabase) -> Response:
    """The address for the directory, its last request, and what was refused in the last days."""
    async with database.transaction(actor.account_id) as tx:
        last, refused = await last_request(tx), await failures(tx)
        users, groups = await linked_counts(tx)
        ids = {each.key_id for each in [*refused, *([last] if last else [])]}
        names = await key_names(tx, [each for each in ids if each is not None])

    def key(id_: UUID | None) -> DirectoryKey | None:
        return None if id_ is None else DirectoryKey(id_, names.get(id_))

    shown = None
    if last is not None:
        shown = ShownRequest(last.at, key(last.key_id), last.request, last.status)
    listed = [
        ShownFailure(
            each.id, each.at, key(each.key_id), each.request, each.who, each.status, each.detail
        )
        for each in refused
    ]
    address = origin_of(request) + ADDRESS
    return answer(ShownDirectory(address, users, groups, shown, listed))
