"""Turns facts into frames: fresh objects for those who may see them now, `gone` for those who
could and cannot any more, and nothing at all for everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access import may
from hubbub.access.avatars.repository import hashes_of
from hubbub.access.repository import access_changes
from hubbub.features.agents.repository import Agent, get_agents
from hubbub.features.agents.routes import show_agent
from hubbub.features.conversations.live_repository import (
    LiveRow,
    conversations_of_messages,
    conversations_of_people,
    failed_messages,
    live_rows,
    read_counts,
)
from hubbub.features.conversations.shapes import Item
from hubbub.features.conversations.shown_repository import present
from hubbub.features.conversations.timeline_repository import items_for_all, with_retry
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.positions import Position
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.frames import (
    AgentFrame,
    AvatarFrame,
    ConversationFrame,
    GoneFrame,
    ReadFrame,
    Told,
)
from hubbub.reactions.realtime.rights import renew
from hubbub.reactions.realtime.touched import Touched


@dataclass(frozen=True, slots=True)
class Step:
    """What a client has been told before, and after it has heard all of this."""

    before: Position
    after: Position


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was read once for all clients of an account."""

    rows: list[LiveRow]
    items: dict[UUID, list[Item]]
    read: dict[tuple[UUID, UUID], int]
    agents: list[Agent]
    pictures: dict[UUID, str | None]


async def push(
    database: Database, account_id: UUID, touched: Touched, clients: Sequence[Client], step: Step
) -> None:
    """Write what these clients may see of it."""
    async with database.transaction(account_id) as tx:
        await _complete(tx, touched)
        fresh = await _read(tx, touched, {client.user_id for client in clients})
        # Read last: whatever is newer than the facts may hold what was written after somebody
        # lost his rights, and so it is shown by rights that are newer still.
        changes = await access_changes(tx, min(client.access_version for client in clients))
    await renew(clients, changes, step.before)
    for client in clients:
        client.tell(_frames(client, fresh, touched), step.before, step.after)


async def _complete(tx: Transaction, touched: Touched) -> None:
    linked = await conversations_of_messages(tx, list(touched.messages))
    for conversation_id in {*linked, *await conversations_of_people(tx, list(touched.people))}:
        touched.conversations.setdefault(conversation_id, set())
    # Who may send a failed message once more changes with whoever works on it.
    touched.messages |= await failed_messages(tx, list(touched.handed_on))


async def _read(tx: Transaction, touched: Touched, users: set[UUID]) -> Fresh:
    agents = await get_agents(tx, [each for each in touched.agents if each in users])
    hashes = await hashes_of(tx, list(touched.pictures)) if touched.pictures else {}
    pictures = {each: hashes.get(each) for each in touched.pictures}
    ids = list({*touched.conversations, *(id_ for user, id_, _ in touched.reads if user in users)})
    if not ids:
        return Fresh([], {}, {}, agents, pictures)
    rows = await live_rows(tx, ids)
    items = await items_for_all(tx, list(touched.messages), touched.conversations)
    return Fresh(rows, items, await read_counts(tx, list(users), ids), agents, pictures)


def _frames(client: Client, fresh: Fresh, touched: Touched) -> list[Told]:
    """What this client is told; the positions are filled in when it is."""
    actor = client.identity.actor
    frames: list[Told] = []
    seen: set[UUID] = set()
    for row in fresh.rows:
        if actor.reach.sees(row.facts):
            seen.add(row.conversation.id)
            if row.conversation.id in touched.conversations:
                frames.append(_conversation(client, row, fresh))
        elif client.user_id in touched.lost_by.get(row.conversation.id, ()):
            frames.append(GoneFrame(row.conversation.id, ""))
    frames += [
        ReadFrame(conversation_id, count, "")
        for user_id, conversation_id, count in touched.reads
        if user_id == client.user_id and conversation_id in seen
    ]
    frames += [AvatarFrame(user_id, hash_, "") for user_id, hash_ in fresh.pictures.items()]
    if actor.may(may.MANAGE):
        mine = [agent for agent in fresh.agents if agent.user_id == client.user_id]
        frames += [AgentFrame(show_agent(agent), "") for agent in mine]
    return frames


def _conversation(client: Client, row: LiveRow, fresh: Fresh) -> ConversationFrame:
    actor, conversation = client.identity.actor, row.conversation
    read = fresh.read.get((client.user_id, conversation.id), 0)
    items = with_retry(fresh.items.get(conversation.id, []), actor, conversation)
    return ConversationFrame(present(actor, (*row.values, read)), items, "")
