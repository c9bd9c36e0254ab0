"""Turns facts into frames: fresh objects for those who may see them now, `gone` for those who
could and cannot any more, and nothing at all for everybody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.visibility import ConversationFacts
from hubbub.features.agents.repository import get_agents
from hubbub.features.agents.routes import show_agent
from hubbub.features.conversations.live_repository import (
    LiveRow,
    conversations_of_messages,
    conversations_of_people,
    live_rows,
    read_counts,
)
from hubbub.features.conversations.shapes import Item
from hubbub.features.conversations.shown_repository import present
from hubbub.features.conversations.timeline_repository import items_for_all, with_retry
from hubbub.kernel.database import Database, Transaction
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.frames import (
    AgentFrame,
    ConversationFrame,
    GoneFrame,
    ReadFrame,
)
from hubbub.reactions.realtime.touched import Touched


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was read once for all clients of an account."""

    rows: list[LiveRow]
    items: dict[UUID, list[Item]]
    read: dict[tuple[UUID, UUID], int]


async def push(
    database: Database, account_id: UUID, touched: Touched, clients: Sequence[Client], position: str
) -> None:
    """Write what these clients may see of it."""
    async with database.transaction(account_id) as tx:
        await _complete(tx, touched)
        users = list({client.user_id for client in clients})
        fresh = await _read(tx, touched, users)
        agents = await get_agents(tx, [each for each in touched.agents if each in users])
    for client in clients:
        at = client.catching_up_from or position
        for row in fresh.rows:
            _push_conversation(client, row, fresh, touched, at)
        for user_id, conversation_id, count in touched.reads:
            if user_id == client.user_id:
                client.send(ReadFrame(conversation_id, count, at))
        for agent in agents:
            if agent.user_id == client.user_id:
                client.send(AgentFrame(show_agent(agent), at))


async def _complete(tx: Transaction, touched: Touched) -> None:
    linked = await conversations_of_messages(tx, list(touched.messages))
    for conversation_id in {*linked, *await conversations_of_people(tx, list(touched.people))}:
        touched.conversations.setdefault(conversation_id, set())


async def _read(tx: Transaction, touched: Touched, users: Iterable[UUID]) -> Fresh:
    ids = list(touched.conversations)
    if not ids:
        return Fresh([], {}, {})
    rows = await live_rows(tx, ids)
    items = await items_for_all(
        tx, list(touched.messages), {id_: touched.conversations[id_] for id_ in ids}
    )
    return Fresh(rows, items, await read_counts(tx, list(users), ids))


def _push_conversation(
    client: Client, row: LiveRow, fresh: Fresh, touched: Touched, position: str
) -> None:
    actor = client.identity.actor
    conversation = row.conversation
    facts = ConversationFacts(
        conversation.account_id, conversation.queue_id, conversation.assignee_id
    )
    if not actor.reach.sees(facts):
        if client.user_id in touched.lost_by.get(conversation.id, ()):
            client.send(GoneFrame(conversation.id, position))
        return
    read = fresh.read.get((client.user_id, conversation.id), 0)
    shown = present(actor, (*row.values, read))
    items = with_retry(fresh.items.get(conversation.id, []), actor, conversation)
    client.send(ConversationFrame(shown, items, position))
