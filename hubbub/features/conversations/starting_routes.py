"""Beginning conversations over HTTP."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.conversations.continuing import continue_from
from hubbub.features.conversations.recipients import Recipient, Recipients, look_for
from hubbub.features.conversations.shapes import Priority, ShownConversation
from hubbub.features.conversations.shown_repository import show
from hubbub.features.conversations.starting import Start, start
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id

router = Router("/api/conversations", "conversations")


class RecipientInput(Input):
    phone: str | None = Field(default=None, max_length=100)
    person_id: UUID | None = None


class StartInput(Input):
    client_id: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")
    sender_id: UUID
    to: RecipientInput
    text: str = Field(max_length=40_000)
    queue_id: UUID | None = None
    assignee: Literal["me", "nobody"] | UUID = "me"
    topic: str | None = Field(default=None, max_length=4000)
    priority: Priority = "normal"


class SenderInput(Input):
    sender_id: UUID


@dataclass(frozen=True, slots=True)
class StartedConversation:
    conversation_id: Id
    message_id: Id


@router.post("", needs=may.START, response_model=StartedConversation, status_code=201)
async def post_conversation(
    body: StartInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Write to somebody first. The same `client_id` again gives the first answer, and sends
    nothing; 409 with code `already_open` when there is an open conversation with the person."""
    wanted = Start(
        client_id=body.client_id,
        sender_id=body.sender_id,
        to=Recipient(body.to.phone, body.to.person_id),
        text=body.text,
        queue_id=body.queue_id,
        assignee=body.assignee,
        topic=body.topic,
        priority=body.priority,
    )
    async with database.transaction(actor.account_id) as tx:
        started = await start(tx, wanted, actor)
    shown = StartedConversation(started.conversation_id, started.message_id)
    return answer(shown, 201 if started.is_new else 200)


@router.put("/{conversation_id}/sender", needs=may.START, response_model=ShownConversation)
async def put_sender(
    conversation_id: UUID, body: SenderInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Continue from another sender, where the number of a conversation was given back or is at
    another carrier now; 409 with code `sender_held` where answers can still leave from it."""
    async with database.transaction(actor.account_id) as tx:
        await continue_from(tx, conversation_id, body.sender_id, actor)
        [shown] = await show(tx, actor, [conversation_id])
    return answer(shown)


@router.get("/recipients", needs=may.START, response_model=Recipients)
async def get_recipients(
    actor: CurrentActor,
    database: TheDatabase,
    q: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Whom a name or a number could mean: people you see, and the number itself. Without one,
    whoever was in touch last."""
    async with database.transaction(actor.account_id) as tx:
        found = await look_for(tx, q.replace("\0", "").strip(), actor)
    return answer(found)
