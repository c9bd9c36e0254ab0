"""Queues and their members over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.gate import Router, any_of
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.users.listing_repository import Filters, key_of, page_of_users
from hubbub.access.users.repository import all_roles
from hubbub.features.queues.changing_members import change_members
from hubbub.features.queues.shapes import CandidatePage, Members, NamedRole, Queues
from hubbub.features.queues.showing import show_candidates, show_members, show_queues
from hubbub.features.queues.standing import Kind
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.pages import decode_cursor, encode_cursor

router = Router("/api/queues", "queues")

SEE_QUEUES = any_of(may.CONFIGURE_QUEUES, may.SEE_ALL_QUEUES)


class MemberInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    user_id: UUID
    kind: Kind


class MembersInput(Input):
    members: list[MemberInput] = Field(max_length=10_000)
    version: int


@router.get("", needs=SEE_QUEUES, response_model=Queues)
async def get_queues(actor: CurrentActor, database: TheDatabase) -> Response:
    """All queues, the default one first."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_queues(tx))


@router.get("/candidates", needs=may.CONFIGURE_QUEUES, response_model=CandidatePage)
async def get_queue_candidates(
    actor: CurrentActor,
    database: TheDatabase,
    q: Annotated[str | None, Query(max_length=100)] = None,
    role: UUID | None = None,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Users by name to choose members from, with what each could do in a queue."""
    search = q.replace("\0", "").strip() if q else None
    wanted = Filters(search or None, role)
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else None
    async with database.transaction(actor.account_id) as tx:
        users = await page_of_users(tx, wanted, after, limit + 1)
        shown = await show_candidates(tx, users[:limit])
        roles = await all_roles(tx)
    following = encode_cursor(key_of(users[limit - 1], "name")) if users[limit:] else None
    named = [NamedRole(each.id, each.role.name) for each in roles.values()]
    return answer(CandidatePage(shown, named, following))


@router.get("/{queue_id}/members", needs=SEE_QUEUES, response_model=Members)
async def get_members(queue_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Agents and viewers of a queue by name, with what each can really do there."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_members(tx, queue_id))


@router.put("/{queue_id}/members", needs=may.CONFIGURE_QUEUES, response_model=Members)
async def put_members(
    queue_id: UUID, body: MembersInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Make exactly these the members. Who cannot work can only be added as viewer: 409 with code
    `cannot_work` and why."""
    wanted = {each.user_id: each.kind for each in body.members}
    if len(wanted) != len(body.members):
        raise Invalid([FieldError("members", "Name each person once.")])
    async with database.transaction(actor.account_id) as tx:
        await change_members(tx, queue_id, wanted, body.version, authority_of(actor))
        return answer(await show_members(tx, queue_id))
