"""Senders over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.naming import add_name, remove_name
from hubbub.features.senders.shapes import AvailableSenders, Senders, ShownSender
from hubbub.features.senders.showing import show_available, show_sender, show_senders
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input

router = Router("/api/senders", "senders")


class SenderQueuesInput(Input):
    for_every_queue: bool
    queue_ids: list[UUID] = Field(max_length=1000)
    version: int


class SenderNameInput(Input):
    name: str = Field(max_length=100)
    carrier_id: UUID


@router.get("", needs=may.MANAGE_CHANNELS, response_model=Senders)
async def get_senders(actor: CurrentActor, database: TheDatabase) -> Response:
    """All our senders, and the queues whose agents may write from each."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_senders(tx))


@router.get("/available", needs=may.START, response_model=AvailableSenders)
async def get_available_senders(
    actor: CurrentActor, database: TheDatabase, queue_id: UUID | None = None
) -> Response:
    """What you may begin a conversation from, and the queues that it may be in."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_available(tx, actor, queue_id))


@router.put("/{sender_id}/queues", needs=may.MANAGE_CHANNELS, response_model=ShownSender)
async def put_sender_queues(
    sender_id: UUID, body: SenderQueuesInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Say whose agents may write from it: 409 with code `stale` when it was changed meanwhile."""
    chosen = Chosen(body.for_every_queue, frozenset(body.queue_ids))
    async with database.transaction(actor.account_id) as tx:
        changed = await choose_queues(tx, sender_id, chosen, body.version, actor.origin)
        return answer(await show_sender(tx, changed))


@router.post("/names", needs=may.MANAGE_CHANNELS, response_model=ShownSender, status_code=201)
async def post_sender_name(
    body: SenderNameInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Add a name that a carrier sends texts from; nobody can answer to it."""
    async with database.transaction(actor.account_id) as tx:
        added = await add_name(tx, body.name, body.carrier_id, actor.origin)
        return answer(await show_sender(tx, added), 201)


@router.delete("/names/{name_id}", needs=may.MANAGE_CHANNELS, status_code=204)
async def delete_sender_name(
    name_id: UUID,
    actor: CurrentActor,
    database: TheDatabase,
    version: Annotated[int, Query(ge=1)],
) -> Response:
    """Remove a name; conversations that began with it stay."""
    async with database.transaction(actor.account_id) as tx:
        await remove_name(tx, name_id, version, actor.origin)
    return nothing()
