"""Conversations over HTTP."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.cursors import Cursor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.conversations import describing, reading
from hubbub.features.conversations.assigning import assign
from hubbub.features.conversations.finding import find
from hubbub.features.conversations.replying import Reply, reply, send_again
from hubbub.features.conversations.shapes import (
    ConversationPage,
    Item,
    Priority,
    ShownConversation,
    ShownMessage,
    ShownPerson,
    ShownTexts,
    Status,
    Timeline,
)
from hubbub.features.conversations.shown_repository import Filter, list_conversations, show
from hubbub.features.conversations.texts_repository import texts_to
from hubbub.features.conversations.timeline_repository import Wanted, message_item, timeline
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.pages import decode_cursor, encode_cursor
from hubbub.kernel.positions import read_head

router = Router("/api/conversations", "conversations")
people_router = Router("/api/people", "people")


class ReplyInput(Input):
    client_id: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")
    text: str = Field(max_length=40_000)


class AssignmentInput(Input):
    assignee_id: UUID | None


class ConversationStatusInput(Input):
    status: Status


class PriorityInput(Input):
    priority: Priority


class TopicInput(Input):
    topic: str | None = Field(max_length=4000)


class ReadInput(Input):
    inbound_count: int = Field(ge=0, le=2**31 - 1)


class NameInput(Input):
    name: str | None = Field(max_length=1000)


@router.get("", needs=may.VIEW, response_model=ConversationPage)
async def get_conversations(  # noqa: PLR0913, PLR0917 - one parameter a query field
    actor: CurrentActor,
    database: TheDatabase,
    scope: Literal["mine", "all"] = "mine",
    status: Literal["active", "open", "waiting", "solved", "closed"] = "active",
    q: Annotated[str | None, Query(max_length=100)] = None,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Conversations within reach, the newest first."""
    after = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else None
    search = q.replace("\0", "").strip() if q else None
    wanted = Filter(scope == "mine", status, search, after, limit + 1)
    # The position is read first: whatever is committed later comes over the socket.
    position = await read_head(database)
    async with database.transaction(actor.account_id) as tx:
        found = await list_conversations(tx, actor, wanted)
    following = None
    if len(found) > limit:
        found = found[:limit]
        following = encode_cursor((found[-1].last_message_at, found[-1].id))
    live = Cursor(position, actor.access_version).encode()
    return answer(ConversationPage(found, following, live))


@router.get("/{conversation_id}", needs=may.VIEW, response_model=ShownConversation)
async def get_conversation(
    conversation_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """One conversation."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await _shown(tx, actor, conversation_id))


async def _shown(tx: Transaction, actor: Actor, conversation_id: UUID) -> ShownConversation:
    found = await show(tx, actor, [conversation_id])
    if not found:
        raise NotFound("There is no such conversation, or you cannot see it.")
    return found[0]


@router.get("/{conversation_id}/timeline", needs=may.VIEW, response_model=Timeline)
async def get_timeline(
    conversation_id: UUID,
    actor: CurrentActor,
    database: TheDatabase,
    before: Annotated[int | None, Query(ge=1)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Messages and changes, the newest ones or those before a position."""
    async with database.transaction(actor.account_id) as tx:
        conversation = await find(tx, actor, conversation_id)
        return answer(await timeline(tx, actor, conversation, Wanted(before, limit)))


@router.get("/{conversation_id}/texts", needs=may.VIEW, response_model=ShownTexts)
async def get_texts(conversation_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """What programs have sent to the customer lately; it stands in no conversation."""
    async with database.transaction(actor.account_id) as tx:
        conversation = await find(tx, actor, conversation_id)
        return answer(ShownTexts(await texts_to(tx, conversation.person_id)))


@router.post(
    "/{conversation_id}/messages", needs=may.MANAGE, response_model=ShownMessage, status_code=201
)
async def post_message(
    conversation_id: UUID, body: ReplyInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Answer the customer. The same `client_id` again gives the first answer, and sends nothing."""
    async with database.transaction(actor.account_id) as tx:
        draft = Reply(body.client_id, body.text)
        message_id, is_new = await reply(tx, conversation_id, draft, actor)
        shown = await _shown_message(tx, actor, conversation_id, message_id)
    return answer(shown, 201 if is_new else 200)


async def _shown_message(
    tx: Transaction, actor: Actor, conversation_id: UUID, message_id: UUID
) -> Item:
    conversation = await find(tx, actor, conversation_id)
    return await message_item(tx, actor, conversation, message_id)


@router.post(
    "/{conversation_id}/messages/{message_id}/retry",
    needs=may.MANAGE,
    response_model=ShownMessage,
)
async def post_retry(
    conversation_id: UUID, message_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Send a message once more that failed, or whose fate is unknown."""
    async with database.transaction(actor.account_id) as tx:
        await send_again(tx, conversation_id, message_id, actor)
        shown = await _shown_message(tx, actor, conversation_id, message_id)
    return answer(shown)


@router.put("/{conversation_id}/assignment", needs=may.ASSIGN, response_model=ShownConversation)
async def put_assignment(
    conversation_id: UUID, body: AssignmentInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Take it, give it to a colleague, or put it back into its queue."""
    async with database.transaction(actor.account_id) as tx:
        await assign(tx, conversation_id, body.assignee_id, actor)
        shown = await show(tx, actor, [conversation_id])
    if not shown:
        # Handed on, out of one's own sight.
        return nothing()
    return answer(shown[0])


@router.put("/{conversation_id}/status", needs=may.MANAGE, response_model=ShownConversation)
async def put_status(
    conversation_id: UUID, body: ConversationStatusInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        await describing.change_status(tx, conversation_id, body.status, actor)
        return answer(await _shown(tx, actor, conversation_id))


@router.put("/{conversation_id}/priority", needs=may.MANAGE, response_model=ShownConversation)
async def put_priority(
    conversation_id: UUID, body: PriorityInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        await describing.change_priority(tx, conversation_id, body.priority, actor)
        return answer(await _shown(tx, actor, conversation_id))


@router.put("/{conversation_id}/topic", needs=may.MANAGE, response_model=ShownConversation)
async def put_topic(
    conversation_id: UUID, body: TopicInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        await describing.change_topic(tx, conversation_id, body.topic, actor)
        return answer(await _shown(tx, actor, conversation_id))


@router.put("/{conversation_id}/read", needs=may.MANAGE, status_code=204)
async def put_read(
    conversation_id: UUID, body: ReadInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Move one's own read marker up."""
    async with database.transaction(actor.account_id) as tx:
        await reading.read_up_to(tx, conversation_id, body.inbound_count, actor)
    return nothing()


@people_router.put("/{person_id}", needs=may.MANAGE, response_model=ShownPerson)
async def put_person(
    person_id: UUID, body: NameInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Name a customer."""
    async with database.transaction(actor.account_id) as tx:
        person = await describing.rename_person(tx, person_id, body.name, actor)
    return answer(ShownPerson(person.id, person.name, person.phone))
