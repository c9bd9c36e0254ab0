"""Reads what facts have touched, once for all sockets of an account, and has each told of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.avatars.repository import hashes_of
from hubbub.access.repository import access_changes
from hubbub.features.agents.repository import get_agents
from hubbub.features.conversations.live_repository import (
    conversations_of_messages,
    conversations_of_people,
    failed_messages,
    live_rows,
    read_counts,
)
from hubbub.features.conversations.timeline_repository import items_for_all
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.positions import Position
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.rights import TOGETHER, renew
from hubbub.reactions.realtime.telling import Fresh, Telling
from hubbub.reactions.realtime.touched import Touched


@dataclass(frozen=True, slots=True)
class Step:
    """What a client has been told before, and after it has heard all of this."""

    before: Position
    after: Position


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
    telling = Telling(fresh, touched)
    for begin in range(0, len(clients), TOGETHER):
        for client in clients[begin : begin + TOGETHER]:
            client.tell(telling.frames(client), step.before, step.after)
        # Whoever else this process answers need not wait for the last of many sockets.
        await asyncio.sleep(0)


async def _complete(tx: Transaction, touched: Touched) -> None:
    linked = await conversations_of_messages(tx, list(touched.reported))
    for conversation_id in {*linked, *await conversations_of_people(tx, list(touched.people))}:
        touched.conversations.setdefault(conversation_id, set())
    # Who may send a failed message once more changes with whoever works on it.
    touched.messages |= await failed_messages(tx, list(touched.handed_on))


async def _read(tx: Transaction, touched: Touched, users: set[UUID]) -> Fresh:
    working = [each for each in touched.agents if each in users]
    agents = await get_agents(tx, working) if working else []
    hashes = await hashes_of(tx, list(touched.pictures)) if touched.pictures else {}
    pictures = {each: hashes.get(each) for each in touched.pictures}
    ids = list({*touched.conversations, *(id_ for user, id_, _ in touched.reads if user in users)})
    if not ids:
        return Fresh([], {}, {}, agents, pictures)
    rows = await live_rows(tx, ids)
    items = await items_for_all(tx, list(touched.messages), touched.conversations)
    return Fresh(rows, items, await read_counts(tx, list(users), ids), agents, pictures)
